import type { Suggestion } from '../domain/knowledge/article.ts';
import { confidenceOf } from './confidence.ts';
import type { IndexedArticle } from './indexed-article.ts';
import { baseLanguage, termsOf, wordsOf } from './language/analyser.ts';
import { LanguageIndex } from './language-index.ts';
import { bestSentences } from './passages.ts';
import { beginningOf, evidenceOf, queryTerms, tellingOf } from './question.ts';

/** A question to the index. */
export interface SearchRequest {
  readonly text: string;
  /** Articles of this language only; all languages when it is left out or none of its articles is there. */
  readonly language?: string | undefined;
  /** `internal` also sees what is meant for our own people. */
  readonly visibility: 'public' | 'internal';
  /** What the question is about, by name; several are parted by semicolons. Articles that do not bear it hardly count. */
  readonly product?: string | undefined;
  readonly category?: string | undefined;
  readonly top?: number | undefined;
  /** The question's vector, when an encoder is switched on. */
  readonly encoded?: Float32Array | undefined;
}

/** An article found, with the one to three sentences that answer best. */
export interface Hit extends Suggestion {
  /** Comparable within one answer and one language only; `confidence` is comparable everywhere. */
  readonly score: number;
  readonly language: string;
  readonly visibility: 'public' | 'internal';
}

/** Finds published articles by words, letter groups and vectors of its own, in process and without any service. */
export class SearchIndex {
  readonly #byLanguage = new Map<string, LanguageIndex>();
  readonly #languages = new Map<string, string>();

  /** How many articles can be found. */
  get size(): number {
    return this.#languages.size;
  }

  /** The languages that articles are written in. */
  get languages(): string[] {
    return [...this.#byLanguage.values()].filter(({ size }) => size > 0).map(({ language }) => language);
  }

  /**
   * Trains the vectors now, so that no question waits for it; answers the languages that have them, because their articles
   * are many enough.
   */
  prepare(): string[] {
    return this.languages.filter((language) => this.#byLanguage.get(language)?.collection.hasVectors);
  }

  /** How the search stands, for whoever watches over it: articles by language, and the languages that have vectors of their own. */
  get state(): { readonly articles: Readonly<Record<string, number>>; readonly vectors: readonly string[] } {
    const present = [...this.#byLanguage.values()].filter(({ size }) => size > 0);
    return {
      articles: Object.fromEntries(present.map(({ language, size }) => [language, size])),
      vectors: present.filter(({ collection }) => collection.isTrained).map(({ language }) => language),
    };
  }

  /** Takes in an article or its new version; one that is not published (any more) leaves the index. */
  put(article: IndexedArticle): void {
    this.remove(article.id);
    if (article.state !== 'published') return;
    const language = baseLanguage(article.language);
    this.#of(language).put(article);
    this.#languages.set(article.id, language);
  }

  remove(articleId: string): void {
    const language = this.#languages.get(articleId);
    if (language === undefined) return;
    this.#of(language).remove(articleId);
    this.#languages.delete(articleId);
  }

  /** Gives an article the vector an encoder made of its title. */
  encode(articleId: string, vector: Float32Array): void {
    const language = this.#languages.get(articleId);
    if (language !== undefined) this.#of(language).collection.encode(articleId, vector);
  }

  /** Answers a question, best article first; nothing when nothing in it is known. */
  search(request: SearchRequest): Hit[] {
    const top = request.top ?? 10;
    const { language } = request;
    const wanted = language === undefined ? undefined : this.#byLanguage.get(baseLanguage(language));
    const searched = wanted && wanted.size > 0 ? [wanted] : [...this.#byLanguage.values()];
    const hits = searched.flatMap((index) => searchOne(index, request, top));
    const ordered =
      searched.length > 1 ? hits.sort((a, b) => b.confidence - a.confidence || b.score - a.score) : hits;
    return ordered.slice(0, top);
  }

  #of(language: string): LanguageIndex {
    const index = this.#byLanguage.get(language) ?? new LanguageIndex(language);
    this.#byLanguage.set(language, index);
    return index;
  }
}

function searchOne(index: LanguageIndex, request: SearchRequest, top: number): Hit[] {
  const { visibility, product, category, encoded } = request;
  const text = beginningOf(request.text);
  const terms = queryTerms(index, text);
  if (terms.length === 0) return [];
  const analyse = (name: string) =>
    termsOf(wordsOf(name, index.language), index.language).map(({ term }) => term);
  const weights = new Map(terms.map((term) => [term.term, tellingOf(term)]));
  for (const term of category ? analyse(category) : [])
    if (!weights.has(term)) weights.set(term, categoryWeight);
  const products = product
    ?.split(/[;|]/)
    .map(analyse)
    .filter((name) => name.length > 0);
  return index.collection
    .rank({
      terms: weights,
      text,
      products: products && products.length > 0 ? products : undefined,
      encoded,
      top,
      accepts: visibility === 'internal' ? undefined : (id) => index.article(id)?.visibility === 'public',
    })
    .flatMap(({ id, score }) => hitOf(index, { id, score, terms }) ?? []);
}

/** A category is a hint: it was chosen from a list, often by a program. */
const categoryWeight = 0.3;

function hitOf(
  index: LanguageIndex,
  {
    id,
    score,
    terms,
  }: { readonly id: string; readonly score: number; readonly terms: ReturnType<typeof queryTerms> },
): Hit | undefined {
  const article = index.article(id);
  const slot = index.collection.slotOf(id);
  if (!article || slot === undefined) return undefined;
  const evidence = terms.map((term) => evidenceOf(index, term, slot));
  const telling = new Map(terms.map((term, at) => [term.term, evidence[at]?.weight ?? 0]));
  const passage = index.passageFor(id, telling);
  return {
    articleId: id,
    version: `${article.major}.${article.minor}`,
    title: article.title,
    passage: bestSentences(passage.sentences, passage.weights),
    score,
    confidence: confidenceOf(evidence),
    matched: terms.filter((_, at) => (evidence[at]?.quality ?? 0) > 0).map(({ words }) => words),
    language: article.language,
    visibility: article.visibility,
  };
}
