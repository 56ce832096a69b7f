import type { IndexedArticle } from './indexed-article.ts';
import { termsOf, wordsOf } from './language/analyser.ts';
import { Spelling } from './language/spelling.ts';
import { synonymsOf } from './language/synonyms.ts';
import { type Passage, passagesOf } from './passages.ts';
import { Collection } from './retrieval/collection.ts';

/** Articles say the most important thing first, so the first passage is quoted in a near tie. */
const leadBonus = 0.15;
/** How soon more of the same words in a passage stops counting. */
const saturation = 1.2;
/** Passages of this many articles are kept cut, for the same ones are found again and again. */
const keptCut = 500;

/** A passage with the weight of each of its sentences for a question. */
export interface QuotedPassage {
  readonly sentences: readonly string[];
  readonly weights: readonly number[];
}

interface CutPassage extends Passage {
  /** The distinct terms of each sentence. */
  readonly terms: readonly ReadonlySet<string>[];
  readonly counts: ReadonlyMap<string, number>;
}

/** The articles of one language: what ranks them, the words they are written in, and their passages. */
export class LanguageIndex {
  readonly language: string;
  readonly collection: Collection;
  readonly spelling = new Spelling();
  readonly #articles = new Map<string, IndexedArticle>();
  readonly #cut = new Map<string, readonly CutPassage[]>();

  constructor(language: string) {
    this.language = language;
    this.collection = new Collection(language);
    for (const word of synonymsOf(language).words) this.spelling.add(word);
  }

  get words() {
    return this.collection.words;
  }

  get size(): number {
    return this.#articles.size;
  }

  article(id: string): IndexedArticle | undefined {
    return this.#articles.get(id);
  }

  put(article: IndexedArticle): void {
    this.remove(article.id);
    const { id, title, keywords, category, product, body } = article;
    this.#articles.set(id, article);
    this.collection.put({
      id,
      words: [
        this.#analyse(title),
        keywords.flatMap((word) => this.#analyse(word)),
        [...this.#analyse(category), ...this.#analyse(product ?? '')],
        this.#analyse(body),
      ],
      title: [title, ...keywords].join(' . '),
      text: body,
    });
    for (const word of this.#spoken(article)) this.spelling.add(word);
  }

  remove(id: string): void {
    const article = this.#articles.get(id);
    if (!article) return;
    this.collection.remove(id);
    for (const word of this.#spoken(article)) this.spelling.remove(word);
    this.#articles.delete(id);
    this.#cut.delete(id);
  }

  /** The passage of an article that answers best, by how telling each term of the question is. */
  passageFor(id: string, telling: ReadonlyMap<string, number>): QuotedPassage {
    const passages = this.#passagesOf(id);
    let best = { passage: passages[0], score: -1 };
    for (const [position, passage] of passages.entries()) {
      const score = scoreOf(passage, telling) * (1 + leadBonus / (position + 1));
      if (score > best.score) best = { passage, score };
    }
    const { sentences = [], terms = [] } = best.passage ?? {};
    const weights = terms.map((found) => [...found].reduce((sum, term) => sum + (telling.get(term) ?? 0), 0));
    return { sentences, weights };
  }

  #passagesOf(id: string): readonly CutPassage[] {
    const kept = this.#cut.get(id);
    if (kept) return kept;
    const article = this.#articles.get(id);
    const passages = article ? passagesOf(article.body, this.language) : [];
    const quotable = passages.length > 0 ? passages : [{ heading: '', sentences: [article?.title ?? ''] }];
    const cut = quotable.map((passage) => this.#withTerms(passage));
    if (this.#cut.size >= keptCut) this.#cut.delete(this.#cut.keys().next().value ?? '');
    this.#cut.set(id, cut);
    return cut;
  }

  #withTerms(passage: Passage): CutPassage {
    const counts = new Map<string, number>();
    const count = (terms: readonly string[]) => {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      return new Set(terms);
    };
    count(this.#analyse(passage.heading));
    return { ...passage, terms: passage.sentences.map((sentence) => count(this.#analyse(sentence))), counts };
  }

  #analyse(text: string): string[] {
    return termsOf(wordsOf(text, this.language), this.language).map(({ term }) => term);
  }

  /** The words of an article as written, which a misspelt question can be put right with. */
  #spoken({ title, keywords, body }: IndexedArticle): Set<string> {
    return new Set(wordsOf([title, ...keywords, body].join(' . '), this.language));
  }
}

function scoreOf({ counts }: CutPassage, telling: ReadonlyMap<string, number>): number {
  let score = 0;
  for (const [term, weight] of telling) {
    const count = counts.get(term) ?? 0;
    score += (weight * count) / (saturation + count);
  }
  return score;
}
