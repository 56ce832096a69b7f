import type { Place } from '../../domain/scheduling/travel.ts';

/** How much is remembered, and for how long. */
export interface StoreLimits {
  readonly pairs: number;
  readonly keepMs: number;
}

const mostPlaces = 2 ** 20;
const buckets = 256;

const firstSlots = 1_024;

/**
 * The memory of a travel cache: places get small numbers, and two of them with an hour bucket make one number, which
 * leads to a slot of flat arrays: about 75 bytes a way, where text keys and objects take four times as many.
 *
 * What was not used lately goes first, by the second-chance rule that paging systems use (CLOCK): a hand goes round the
 * slots, takes the mark off those used since it last passed, and frees the first one without a mark. It is nearly "least
 * recently used", and a use costs one byte written.
 */
export class PairStore {
  readonly #limits: StoreLimits;
  #places = new Map<string, number>();
  #slots = new Map<number, number>();
  #keys = new Float64Array(firstSlots);
  #seconds = new Int32Array(firstSlots);
  #metres = new Int32Array(firstSlots);
  #until = new Float64Array(firstSlots);
  #used = new Uint8Array(firstSlots);
  #hand = 0;
  /** Counts how often all was forgotten: numbers of places mean others afterwards. */
  #epoch = 0;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Ways remembered now; never more than the limit. */
  get size(): number {
    return this.#slots.size;
  }

  /** Forgets everything when `coming` further places might not get a number; call before numbering an ask. */
  makeRoom(coming: number): void {
    if (this.#places.size + coming <= mostPlaces) return;
    this.#places = new Map();
    this.#slots = new Map();
    this.#epoch++;
  }

  /** The number of a place: one for all places within about 11 m (four decimals). */
  numberOf(place: Place): number {
    const text = `${place.lat.toFixed(4)},${place.lon.toFixed(4)}`;
    let number = this.#places.get(text);
    if (number === undefined) {
      number = this.#places.size;
      this.#places.set(text, number);
    }
    return number;
  }

  /** `bucket` is 0 to 255. */
  keyOf(from: number, to: number, bucket: number): number {
    return (from * mostPlaces + to) * buckets + bucket;
  }

  /** The slot of a way that is known and young enough, else -1; good until the next `keep`. */
  find(key: number, now: number): number {
    const slot = this.#slots.get(key);
    if (slot === undefined || this.#until[slot]! <= now) return -1;
    this.#used[slot] = 1;
    return slot;
  }

  secondsAt(slot: number): number {
    return this.#seconds[slot]!;
  }

  metresAt(slot: number): number {
    return this.#metres[slot]!;
  }

  keep(key: number, way: { readonly seconds: number; readonly metres: number }, now: number): void {
    const slot = this.#slots.get(key) ?? this.#freeSlot();
    this.#slots.set(key, slot);
    this.#keys[slot] = key;
    this.#seconds[slot] = way.seconds;
    this.#metres[slot] = way.metres;
    this.#until[slot] = now + this.#limits.keepMs;
    this.#used[slot] = 0;
  }

  #freeSlot(): number {
    const { size } = this.#slots;
    if (size < this.#limits.pairs) {
      if (size === this.#keys.length) this.#grow();
      return size;
    }
    while (this.#used[this.#hand] === 1) {
      this.#used[this.#hand] = 0;
      this.#hand = (this.#hand + 1) % size;
    }
    const slot = this.#hand;
    this.#slots.delete(this.#keys[slot]!);
    this.#hand = (slot + 1) % size;
    return slot;
  }

  #grow(): void {
    const length = this.#keys.length * 2;
    const keys = new Float64Array(length);
    keys.set(this.#keys);
    this.#keys = keys;
    const until = new Float64Array(length);
    until.set(this.#until);
    this.#until = until;
    this.#seconds = wider(this.#seconds, length);
    this.#metres = wider(this.#metres, length);
    const used = new Uint8Array(length);
    used.set(this.#used);
    this.#used = used;
  }
}

function wider(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
