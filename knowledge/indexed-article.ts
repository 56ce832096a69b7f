import type { Article } from '../domain/knowledge/article.ts';
import { termsOf, wordsOf } from './analyser.ts';
import { type Passage, passagesOf } from './passages.ts';

/** What of an article the index reads. */
export type IndexedArticle = Pick<
  Article,
  | 'id'
  | 'title'
  | 'body'
  | 'language'
  | 'state'
  | 'major'
  | 'minor'
  | 'visibility'
  | 'category'
  | 'product'
  | 'keywords'
>;

/** One passage of an article with the terms of its title, keywords, labels and body: what the index stores. */
export interface Draft {
  readonly passage: Passage;
  readonly fields: readonly (readonly string[])[];
}

/**
 * Cuts an article into passages and analyses each; the short fields are shared, so every passage can be
 * found by them.
 */
export function draftsOf(article: IndexedArticle, language: string): Draft[] {
  const analyse = (text: string) => termsOf(wordsOf(text, language), language).map(({ term }) => term);
  const shared = [
    analyse(article.title),
    article.keywords.flatMap(analyse),
    [...analyse(article.category), ...analyse(article.product ?? '')],
  ];
  const passages = passagesOf(article.body, language);
  const quotable = passages.length > 0 ? passages : [{ heading: '', sentences: [article.title] }];
  return quotable.map((passage) => ({
    passage,
    fields: [...shared, [passage.heading, ...passage.sentences].flatMap(analyse)],
  }));
}

/** The terms of an article, each once, so that its document frequency can be counted up and down. */
export function distinctTerms(drafts: readonly Draft[]): Set<string> {
  return new Set(drafts.flatMap((draft) => draft.fields.flat()));
}

/** The words of an article as written, which a misspelt question can be put right with. */
export function spokenWords(article: IndexedArticle, language: string): Set<string> {
  return new Set(wordsOf([article.title, ...article.keywords, article.body].join(' . '), language));
}
