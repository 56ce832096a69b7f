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
  /** Kept from search to search until an article comes or goes. */
  #factors: Float64Array | undefined;

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
    this.#factors = undefined;
    const drafts = draftsOf(article, this.language);
    this.#slots.set(
      article.id,
      drafts.map((draft) => this.#store(article, draft)),
    );
    for (const term of distinctTerms(drafts)) this.#entry(term).articles++;
    for (const word of spokenWords(article, this.language)) this.spelling.add(word);
  }

  remove(articleId: string): void {
    const slots = this.#slots.get(articleId) ?? [];
    const article = this.#passages[slots[0] ?? -1]?.article;
    if (!article) return;
    this.#factors = undefined;
    for (const term of distinctTerms(draftsOf(article, this.language))) this.#forget(term, slots);
    for (const slot of slots) this.#release(slot);
    for (const word of spokenWords(article, this.language)) this.spelling.remove(word);
    this.#slots.delete(articleId);
  }

  /** The `top` articles for weighted terms, each by its best passage, best first; equal scores go by id. */
  rank(
    terms: ReadonlyMap<string, number>,
    accepts: (article: IndexedArticle) => boolean,
    top: number,
  ): Ranked[] {
    const scores = this.#score(terms);
    const best: Ranked[] = [];
    for (const slots of this.#slots.values()) {
      let score = 0;
      for (const slot of slots) score = Math.max(score, scores[slot] ?? 0);
      const last = best[top - 1];
      if (score === 0 || (last && score < last.score)) continue;
      const ranked = this.#quoted(slots, scores, score);
      if (!ranked || !accepts(ranked.article)) continue;
      const place = best.findIndex((rival) => isBefore(ranked, rival));
      best.splice(place < 0 ? best.length : place, 0, ranked);
      best.length = Math.min(best.length, top);
    }
    return best;
  }

  /** Every passage's score, by slot. */
  #score(terms: ReadonlyMap<string, number>): Float64Array {
    const scores = new Float64Array(this.#passages.length);
    const factors = this.#factors ?? this.#weighFields();
    for (const [term, weight] of terms)
      this.#entries.get(term)?.counts.forEach(([title, keywords, labels, body], slot) => {
        const at = slot * weights.length;
        const frequency =
          title * (factors[at] ?? 0) +
          keywords * (factors[at + 1] ?? 0) +
          labels * (factors[at + 2] ?? 0) +
          body * (factors[at + 3] ?? 0);
        scores[slot] = (scores[slot] ?? 0) + (weight * frequency) / (saturation + frequency);
      });
    return scores;
  }

  /** What one occurrence in a field of a passage counts: the field's weight through its length norm. */
  #weighFields(): Float64Array {
    const live = this.#passages.length - this.#free.length;
    const factors = new Float64Array(this.#passages.length * weights.length);
    for (const [slot, passage] of this.#passages.entries())
      for (const [field, weight] of weights.entries()) {
        const b = lengthNorms[field] ?? 0;
        const average = Math.max(this.#totals[field] ?? 0, 1) / live;
        const length = passage?.lengths[field] ?? 0;
        factors[slot * weights.length + field] = weight / (1 - b + (b * length) / average);
      }
    this.#factors = factors;
    return factors;
  }

  #quoted(slots: readonly number[], scores: Float64Array, score: number): Ranked | undefined {
    let best = { lead: 0, slot: -1 };
    for (const [position, slot] of slots.entries()) {
      const lead = (scores[slot] ?? 0) * (1 + leadBonus / (position + 1));
      if (lead > best.lead) best = { lead, slot };
    }
    const stored = this.#passages[best.slot];
    return stored && { article: stored.article, passage: stored.passage, score };
  }

  #store(article: IndexedArticle, draft: Draft): number {
    const slot = this.#free.pop() ?? this.#passages.length;
    const lengths: PerField = [0, 0, 0, 0];
    for (const [field, terms] of draft.fields.entries()) {
      lengths[field] = terms.length;
      this.#totals[field] = (this.#totals[field] ?? 0) + terms.length;
      for (const term of terms) this.#count(term, slot, field);
    }
    this.#passages[slot] = { article, passage: draft.passage, lengths };
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

function isBefore(a: Ranked, b: Ranked): boolean {
  return a.score > b.score || (a.score === b.score && a.article.id < b.article.id);
}
