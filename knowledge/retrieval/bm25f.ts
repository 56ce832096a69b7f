import { type Counted, type FieldRule, unpack } from './fields.ts';
import { PostingList } from './posting-list.ts';

/** A collection smaller than this is reckoned with as if it had so many, so that no word of a young index is common. */
const smallestCollection = 30;

/**
 * An inverted index scored by BM25F: each field's count is divided by its own length norm and weighted, the sum is
 * saturated once (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). Terms are
 * strings (words) or numbers (hashed letter groups).
 */
export class Bm25f<K> {
  readonly rules: readonly FieldRule[];
  readonly #saturation: number;
  readonly #lists = new Map<K, PostingList>();
  /** Field lengths by slot, all fields of a slot side by side. */
  #lengths: Float32Array;
  #factors: Float32Array | undefined;
  readonly #totals: number[];
  #documents = 0;

  constructor(rules: readonly FieldRule[], saturation = 1.2) {
    this.rules = rules;
    this.#saturation = saturation;
    this.#lengths = new Float32Array(64 * rules.length);
    this.#totals = rules.map(() => 0);
  }

  /** The terms and where they stand: what vectors are trained from. */
  get lists(): ReadonlyMap<K, PostingList> {
    return this.#lists;
  }

  has(term: K): boolean {
    return this.#lists.has(term);
  }

  /** In how many documents a term occurs. */
  documentsWith(term: K): number {
    return this.#lists.get(term)?.size ?? 0;
  }

  /** How rare a term is among the documents: its inverse document frequency, 0 for none. */
  rarity(documents: number): number {
    const size = Math.max(this.#documents, smallestCollection);
    return Math.log(1 + (size - documents + 0.5) / (documents + 0.5));
  }

  /** How often a term stands in each field of a document. */
  countsOf(term: K, slot: number): number[] | undefined {
    const packed = this.#lists.get(term)?.of(slot) ?? 0;
    return packed === 0 ? undefined : unpack(packed, this.rules);
  }

  add(slot: number, { counts, lengths }: Counted<K>): void {
    this.#documents++;
    this.#setLengths(slot, lengths);
    for (const [term, packed] of counts) {
      let list = this.#lists.get(term);
      if (!list) {
        list = new PostingList();
        this.#lists.set(term, list);
      }
      list.push(slot, packed);
    }
  }

  /** Takes a document out; `counted` is what it was put in with. */
  remove(slot: number, { counts, lengths }: Counted<K>): void {
    this.#documents--;
    for (const term of counts.keys()) {
      const list = this.#lists.get(term);
      list?.remove(slot);
      if (list?.size === 0) this.#lists.delete(term);
    }
    this.#setLengths(
      slot,
      lengths.map(() => 0),
    );
  }

  /** Adds to `into`, by slot, what each document scores for weighted terms. */
  score(terms: ReadonlyMap<K, number>, into: Float32Array): void {
    const factors = this.#factors ?? this.#weighFields();
    const bits = this.rules.map((rule) => rule.bits);
    for (const [term, weight] of terms) {
      const list = this.#lists.get(term);
      if (list) scoreList(list, { weight, saturation: this.#saturation, factors, bits }, into);
    }
  }

  /** What one occurrence in a field of a document counts: the field's weight through its length norm. */
  #weighFields(): Float32Array {
    const width = this.rules.length;
    const factors = new Float32Array(this.#lengths.length);
    for (const [field, { weight, lengthNorm }] of this.rules.entries()) {
      const average = Math.max(this.#totals[field] ?? 0, 1) / Math.max(this.#documents, 1);
      for (let at = field; at < factors.length; at += width)
        factors[at] = weight / (1 - lengthNorm + (lengthNorm * this.#lengths[at]!) / average);
    }
    this.#factors = factors;
    return factors;
  }

  #setLengths(slot: number, lengths: readonly number[]): void {
    this.#factors = undefined;
    const width = this.rules.length;
    if ((slot + 1) * width > this.#lengths.length) this.#growTo(slot + 1);
    for (const [field, length] of lengths.entries()) {
      const at = slot * width + field;
      this.#totals[field] = (this.#totals[field] ?? 0) + length - this.#lengths[at]!;
      this.#lengths[at] = length;
    }
  }

  #growTo(slots: number): void {
    const longer = new Float32Array(Math.ceil(slots * 1.5) * this.rules.length);
    longer.set(this.#lengths);
    this.#lengths = longer;
  }
}

interface Scoring {
  readonly weight: number;
  readonly saturation: number;
  readonly factors: Float32Array;
  readonly bits: readonly number[];
}

/** The innermost loop of the search; most entries have a count in the last field (the body) alone. */
function scoreList({ slots, counts, size }: PostingList, by: Scoring, into: Float32Array): void {
  const { weight, saturation, factors, bits } = by;
  const width = bits.length;
  const last = width - 1;
  const shift = bits.slice(0, last).reduce((sum, each) => sum + each, 0);
  const before = 2 ** shift - 1;
  for (let at = 0; at < size; at++) {
    const slot = slots[at]!;
    const packed = counts[at]!;
    const place = slot * width;
    let frequency = (packed >>> shift) * factors[place + last]!;
    if ((packed & before) !== 0)
      for (let field = 0, rest = packed; field < last; field++) {
        frequency += (rest & ((1 << bits[field]!) - 1)) * factors[place + field]!;
        rest >>>= bits[field]!;
      }
    into[slot]! += (weight * frequency) / (saturation + frequency);
  }
}
