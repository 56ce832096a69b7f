/** One field of a document and how it counts: its weight, and how much a long field is held against it (0..1). */
export interface FieldRule {
  readonly weight: number;
  readonly lengthNorm: number;
  /** Bits its count takes in a packed entry; a larger count is cut to the largest that fits. */
  readonly bits: number;
}

/** The terms of one document with their counts in all fields packed into one number, and how long each field is. */
export interface Counted<K> {
  readonly counts: ReadonlyMap<K, number>;
  readonly lengths: readonly number[];
}

/**
 * Counts the terms of a document, so that each is one number whatever the fields: a posting is two array cells then.
 * At most 32 bits in all.
 */
export class TermCounter<K> implements Counted<K> {
  readonly counts = new Map<K, number>();
  readonly lengths: number[];
  readonly #places: readonly { readonly shift: number; readonly most: number }[];

  constructor(rules: readonly FieldRule[]) {
    this.lengths = rules.map(() => 0);
    this.#places = rules.map((rule, at) => ({ shift: shiftOf(rules, at), most: 2 ** rule.bits - 1 }));
  }

  /** Counts one more of a term in a field. */
  count(term: K, field: number): void {
    const { shift, most } = this.#places[field]!;
    const packed = this.counts.get(term) ?? 0;
    this.lengths[field] = this.lengths[field]! + 1;
    if (((packed >>> shift) & most) < most) this.counts.set(term, (packed + (1 << shift)) >>> 0);
  }
}

/** Reads the counts out of a packed entry, in the order of the fields. */
export const unpack = (packed: number, rules: readonly FieldRule[]): number[] =>
  rules.map(({ bits }, at) => (packed >>> shiftOf(rules, at)) & (2 ** bits - 1));

const shiftOf = (rules: readonly FieldRule[], field: number): number =>
  rules.slice(0, field).reduce((sum, { bits }) => sum + bits, 0);
