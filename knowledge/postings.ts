import { type Draft, distinctTerms, draftsOf, type IndexedArticle, spokenWords } from './indexed-article.ts';
import type { Passage } from './passages.ts';
import { Spelling } from './spelling.ts';
import { synonymsOf } from './synonyms.ts';

/** An article found: the score of its best passage, and the passage to quote. */
export interface Ranked {
  readonly article: IndexedArticle;
  readonly passage: Passage;
  readonly score: number;
}

/** One number a field: title, keywords, labels (category and product), body (with its heading). */
type PerField = [title: number, keywords: number, labels: number, body: number];

interface StoredPassage {
  readonly article: IndexedArticle;
  readonly passage: Passage;
  /** 0 for the article's first passage. */
  readonly position: number;
  readonly lengths: PerField;
}

interface Entry {
  /** In how many articles the term occurs. */
  articles: number;
  /** How often it occurs in each field, by passage slot. */
  readonly counts: Map<number, PerField>;
}

/**
 * BM25F: each field's count is divided by its own length norm and weighted, the sum is saturated once
 * (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009).
 */
const weights: Readonly<PerField> = [3, 2, 1, 1];
const lengthNorms: Readonly<PerField> = [0.5, 0.5, 0, 0.75];
const saturation = 1.2;
/** Articles say the most important thing first, so the first passage is quoted in a near tie. */
const leadBonus = 0.15;

/** The inverted index of one language, held in memory and changed article by article. */
export class Postings {
  readonly language: string;
  readonly spelling = new Spelling();
  readonly #entries = new Map<string, Entry>();
  readonly #passages: (StoredPassage | undefined)[] = [];
  readonly #slots = new Map<string, readonly number[]>();
  readonly #free: number[] = [];
  readonly #totals: PerField = [0, 0, 0, 0];

  constructor(language: string) {
    this.language = language;
    for (const word of synonymsOf(language).words) this.spelling.add(word);
  }

  /** How many articles are in the index. */
  get size(): number {
    return this.#slots.size;
  }

  has(term: string): boolean {
    return this.#entries.has(term);
  }

  /** In how many articles a term occurs. */
  articlesWith(term: string): number {
    return this.#entries.get(term)?.articles ?? 0;
  }

  /** How often a term stands in each field of an article, the body's figure from its best passage; undefined if nowhere. */
  countsOf(term: string, articleId: string): Readonly<PerField> | undefined {
    const counts = this.#entries.get(term)?.counts;
    let best: PerField | undefined;
    for (const slot of this.#slots.get(articleId) ?? []) {
      const found = counts?.get(slot);
      if (found && (!best || found[3] > best[3])) best = found;
    }
    return best;
  }

  add(article: IndexedArticle): void {
    const drafts = draftsOf(article, this.language);
    this.#slots.set(
      article.id,
      drafts.map((draft, position) => this.#store(article, draft, position)),
    );
    for (const term of distinctTerms(drafts)) this.#entry(term).articles++;
    for (const word of spokenWords(article, this.language)) this.spelling.add(word);
  }

  remove(articleId: string): void {
    const slots = this.#slots.get(articleId) ?? [];
    const article = this.#passages[slots[0] ?? -1]?.article;
    if (!article) return;
    for (const term of distinctTerms(draftsOf(article, this.language))) this.#forget(term, slots);
    for (const slot of slots) this.#release(slot);
    for (const word of spokenWords(article, this.language)) this.spelling.remove(word);
    this.#slots.delete(articleId);
  }

  /**
   * The `top` articles for weighted terms, each by its best passage, best first; equal scores keep a
   * stable order.
   */
  rank(
    terms: ReadonlyMap<string, number>,
    accepts: (article: IndexedArticle) => boolean,
    top: number,
  ): Ranked[] {
    const scores = new Float64Array(this.#passages.length);
    for (const [term, weight] of terms) this.#score(term, weight, scores);
    const best = new Map<string, Ranked & { readonly lead: number }>();
    for (let slot = 0; slot < scores.length; slot++) {
      const score = scores[slot] ?? 0;
      const stored = score > 0 ? this.#passages[slot] : undefined;
      if (!stored || !accepts(stored.article)) continue;
      const { article, passage, position } = stored;
      const lead = score * (1 + leadBonus / (position + 1));
      const rival = best.get(article.id);
      const chosen = rival && rival.lead >= lead ? rival : { article, passage, lead };
      best.set(article.id, { ...chosen, score: Math.max(score, rival?.score ?? 0) });
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || (a.article.id < b.article.id ? -1 : 1))
      .slice(0, top);
  }

  #score(term: string, weight: number, scores: Float64Array): void {
    const live = this.#passages.length - this.#free.length;
    const [title, keywords, labels, body] = this.#totals.map(
      (total) => Math.max(total, 1) / live,
    ) as PerField;
    for (const [slot, count] of this.#entries.get(term)?.counts ?? []) {
      const lengths = this.#passages[slot]?.lengths;
      if (!lengths) continue;
      const frequency =
        normed(count[0], lengths[0] / title, 0) +
        normed(count[1], lengths[1] / keywords, 1) +
        normed(count[2], lengths[2] / labels, 2) +
        normed(count[3], lengths[3] / body, 3);
      scores[slot] = (scores[slot] ?? 0) + (weight * frequency) / (saturation + frequency);
    }
  }

  #store(article: IndexedArticle, draft: Draft, position: number): number {
    const slot = this.#free.pop() ?? this.#passages.length;
    const lengths: PerField = [0, 0, 0, 0];
    for (const [field, terms] of draft.fields.entries()) {
      lengths[field] = terms.length;
      this.#totals[field] = (this.#totals[field] ?? 0) + terms.length;
      for (const term of terms) this.#count(term, slot, field);
    }
    this.#passages[slot] = { article, passage: draft.passage, position, lengths };
    return slot;
  }

  #entry(term: string): Entry {
    const entry = this.#entries.get(term) ?? { articles: 0, counts: new Map() };
    this.#entries.set(term, entry);
    return entry;
  }

  #count(term: string, slot: number, field: number): void {
    const { counts } = this.#entry(term);
    const count = counts.get(slot) ?? [0, 0, 0, 0];
    count[field] = (count[field] ?? 0) + 1;
    counts.set(slot, count);
  }

  #forget(term: string, slots: readonly number[]): void {
    const entry = this.#entry(term);
    entry.articles--;
    for (const slot of slots) entry.counts.delete(slot);
    if (entry.articles === 0) this.#entries.delete(term);
  }

  #release(slot: number): void {
    for (const [field, length] of (this.#passages[slot]?.lengths ?? []).entries())
      this.#totals[field] = (this.#totals[field] ?? 0) - length;
    this.#passages[slot] = undefined;
    this.#free.push(slot);
  }
}

function normed(count: number, relativeLength: number, field: 0 | 1 | 2 | 3): number {
  if (count === 0) return 0;
  const b = lengthNorms[field];
  return (weights[field] * count) / (1 - b + b * relativeLength);
}
