import type { Suggestion } from '../domain/knowledge/article.ts';
import { baseLanguage, isContext, isOrdinary, type Term, termsOf, wordsOf } from './analyser.ts';
import { confidenceOf, type Evidence } from './confidence.ts';
import type { IndexedArticle } from './indexed-article.ts';
import { bestSentences } from './passages.ts';
import { Postings, type Ranked } from './postings.ts';

/** A question to the index. */
export interface SearchRequest {
  readonly text: string;
  /** Articles of this language only; all languages when it is left out or none of its articles is there. */
  readonly language?: string | undefined;
  /** `internal` also sees what is meant for our own people. */
  readonly visibility: 'public' | 'internal';
  readonly top?: number | undefined;
}

/** An article found, with the one to three sentences that answer best. */
export interface Hit extends Suggestion {
  /** BM25F, comparable within one answer and one language only; `confidence` is comparable everywhere. */
  readonly score: number;
  readonly language: string;
  readonly visibility: 'public' | 'internal';
}

interface QueryTerm extends Term {
  readonly corrected: boolean;
  readonly context: boolean;
}

/**
 * The fewest articles a weight is reckoned with, so that a young index does not take every word for a
 * common one.
 */
const smallestCollection = 30;
/**
 * A word that no article uses speaks louder against a topic than any known word: the question is about
 * something else.
 */
const unknownWeight = 2;
/** Nobody asks in more words than this; the rest of a pasted text is left unread. */
const mostWords = 200;

/** Finds published articles by words, in process and without any service. */
export class SearchIndex {
  readonly #postings = new Map<string, Postings>();
  readonly #languages = new Map<string, string>();

  /** How many articles can be found. */
  get size(): number {
    return this.#languages.size;
  }

  /** Takes in an article or its new version; one that is not published (any more) leaves the index. */
  put(article: IndexedArticle): void {
    this.remove(article.id);
    if (article.state !== 'published') return;
    const language = baseLanguage(article.language);
    this.#of(language).add(article);
    this.#languages.set(article.id, language);
  }

  remove(articleId: string): void {
    const language = this.#languages.get(articleId);
    if (language === undefined) return;
    this.#of(language).remove(articleId);
    this.#languages.delete(articleId);
  }

  /** Answers a question, best article first; nothing when no word of it is known. */
  search({ text, language, visibility, top = 10 }: SearchRequest): Hit[] {
    const wanted = this.#postings.get(baseLanguage(language ?? ''));
    const searched = wanted && wanted.size > 0 ? [wanted] : [...this.#postings.values()];
    const accepts = (article: IndexedArticle) => visibility === 'internal' || article.visibility === 'public';
    const hits = searched.flatMap((postings) => searchOne(postings, { text, accepts, top }));
    const ordered =
      searched.length > 1 ? hits.sort((a, b) => b.confidence - a.confidence || b.score - a.score) : hits;
    return ordered.slice(0, top);
  }

  #of(language: string): Postings {
    const postings = this.#postings.get(language) ?? new Postings(language);
    this.#postings.set(language, postings);
    return postings;
  }
}

function searchOne(
  postings: Postings,
  { text, accepts, top }: { text: string; accepts: (article: IndexedArticle) => boolean; top: number },
): Hit[] {
  const terms = queryTerms(postings, text);
  const weights = new Map(terms.map((term) => [term.term, weightOf(postings, term)]));
  return postings.rank(weights, accepts, top).map((ranked) => hitOf(postings, terms, ranked));
}

function hitOf(postings: Postings, terms: readonly QueryTerm[], { article, passage, score }: Ranked): Hit {
  const evidence = terms.map((term) => evidenceOf(postings, term, article.id));
  const telling = new Map(terms.map((term, at) => [term.term, evidence[at]?.weight ?? 0]));
  const sentenceWeights = passage.sentences.map((sentence) => {
    const found = new Set(
      termsOf(wordsOf(sentence, postings.language), postings.language).map(({ term }) => term),
    );
    return [...found].reduce((sum, term) => sum + (telling.get(term) ?? 0), 0);
  });
  return {
    articleId: article.id,
    version: `${article.major}.${article.minor}`,
    title: article.title,
    passage: bestSentences(passage.sentences, sentenceWeights),
    score,
    confidence: confidenceOf(evidence),
    matched: terms.filter((_, at) => (evidence[at]?.quality ?? 0) > 0).map(({ words }) => words),
    language: article.language,
    visibility: article.visibility,
  };
}

/** The question's distinct terms, misspelt words put right where the index knows better. */
function queryTerms(postings: Postings, text: string): QueryTerm[] {
  const { language } = postings;
  const words = wordsOf(text, language).slice(0, mostWords);
  const right = words.map((word) => correction(postings, word) ?? word);
  const corrected = new Set(right.filter((word, at) => word !== words[at]));
  const terms = new Map<string, QueryTerm>();
  for (const term of termsOf(right, language)) {
    const parts = term.words.split(' ');
    terms.set(term.term, {
      ...term,
      corrected: parts.some((part) => corrected.has(part)),
      context: isContext(term, language),
    });
  }
  return [...terms.values()];
}

function correction(postings: Postings, word: string): string | undefined {
  const { language, spelling } = postings;
  const known =
    isOrdinary(word, language) ||
    spelling.has(word) ||
    termsOf([word], language).every(({ term }) => postings.has(term));
  return known ? undefined : spelling.correct(word);
}

/** The inverse document frequency, less for words that tell little and for words we had to put right. */
function weightOf(postings: Postings, term: QueryTerm): number {
  return (
    rarityOf(postings, postings.articlesWith(term.term)) *
    (term.context ? 0.5 : 1) *
    (term.corrected ? 0.8 : 1)
  );
}

function rarityOf(postings: Postings, articles: number): number {
  const size = Math.max(postings.size, smallestCollection);
  return Math.log(1 + (size - articles + 0.5) / (articles + 0.5));
}

/** The square root keeps a topic's everyday word ("heating") from counting as nothing beside a rare one. */
function evidenceOf(
  postings: Postings,
  { term, context, corrected }: QueryTerm,
  articleId: string,
): Evidence {
  const [title, keywords, labels, body] = postings.countsOf(term, articleId) ?? [0, 0, 0, 0];
  const quality = title ? 1 : keywords ? 0.8 : labels ? 0.5 : body ? 0.12 : 0;
  const rarity = Math.sqrt(rarityOf(postings, postings.articlesWith(term)) / rarityOf(postings, 0));
  const weight = context ? 0 : postings.has(term) ? rarity : unknownWeight;
  return { weight, quality: corrected ? quality * 0.8 : quality };
}
