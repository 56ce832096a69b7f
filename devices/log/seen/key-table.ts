import { keyBytes } from '../record.ts';

const fewestSlots = 2048;
const chunkKeys = 4096;

/** The keys of the newest messages, in memory: as many as one segment holds. */
export class KeyTable {
  #words: Uint32Array;
  #slots: number;
  #size = 0;

  /** `slots` is a power of two: as many as the segment before has needed. */
  constructor(slots = fewestSlots) {
    this.#slots = slots;
    this.#words = new Uint32Array(3 * slots);
  }

  get size(): number {
    return this.#size;
  }

  has(key: Uint8Array): boolean {
    const [a, b, c] = wordsOf(key, 0);
    return this.#words[3 * this.#slotOf(a, b, c)] !== 0;
  }

  add(key: Uint8Array): void {
    const [a, b, c] = wordsOf(key, 0);
    const slot = this.#slotOf(a, b, c);
    if (this.#words[3 * slot] !== 0) return;
    this.#put(slot, a, b, c);
    this.#size++;
    if (this.#size * 3 > this.#slots * 2) this.#grow();
  }

  /** How many slots it has grown to: the next segment will need about as many. */
  get slots(): number {
    return this.#slots;
  }

  /**
   * All keys in order, some thousands at a time: what a run on disk is made of. Nothing may be added meanwhile. Keys are
   * evenly spread, so that each of 65,536 buckets holds a few, and sorting them by insertion is quickest.
   */
  *sorted(): Generator<Buffer> {
    const order = this.#inBuckets();
    for (let from = 0; from < order.length; from += chunkKeys) {
      const to = Math.min(order.length, from + chunkKeys);
      this.#sortThrough(order, from, to);
      yield this.#bytesOf(order.subarray(from, to));
    }
  }

  /** The slots of all keys, by the first 16 bits of the keys. */
  #inBuckets(): Uint32Array {
    const words = this.#words;
    const counts = new Uint32Array(65_537);
    for (let at = 0; at < words.length; at += 3) if (words[at] !== 0) counts[(words[at]! >>> 16) + 1]!++;
    for (let nth = 0; nth < 65_536; nth++) counts[nth + 1]! += counts[nth]!;
    const order = new Uint32Array(this.#size);
    for (let at = 0; at < words.length; at += 3)
      if (words[at] !== 0) order[counts[words[at]! >>> 16]!++] = at;
    return order;
  }

  /** Puts what stands from `from` to `to` in order, with what follows of the last bucket in it. */
  #sortThrough(order: Uint32Array, from: number, to: number): void {
    const words = this.#words;
    const bucketOf = (nth: number) => words[order[nth]!]! >>> 16;
    let end = to;
    while (end > 0 && end < order.length && bucketOf(end) === bucketOf(end - 1)) end++;
    for (let nth = from + 1; nth < end; nth++) {
      const at = order[nth]!;
      let place = nth;
      for (; place > from && isBefore(words, at, order[place - 1]!); place--)
        order[place] = order[place - 1]!;
      order[place] = at;
    }
  }

  #bytesOf(slots: Uint32Array): Buffer {
    const keys = Buffer.allocUnsafe(keyBytes * slots.length);
    for (const [nth, at] of slots.entries())
      for (let word = 0; word < 3; word++)
        keys.writeUInt32BE(this.#words[at + word]!, nth * keyBytes + 4 * word);
    return keys;
  }

  #slotOf(a: number, b: number, c: number): number {
    const words = this.#words;
    const mask = this.#slots - 1;
    let slot = b & mask;
    while (words[3 * slot] !== 0) {
      if (words[3 * slot] === a && words[3 * slot + 1] === b && words[3 * slot + 2] === c) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #put(slot: number, a: number, b: number, c: number): void {
    this.#words[3 * slot] = a;
    this.#words[3 * slot + 1] = b;
    this.#words[3 * slot + 2] = c;
  }

  #grow(): void {
    const old = this.#words;
    this.#slots *= 2;
    this.#words = new Uint32Array(3 * this.#slots);
    for (let at = 0; at < old.length; at += 3) {
      const a = old[at]!;
      if (a !== 0) this.#put(this.#slotOf(a, old[at + 1]!, old[at + 2]!), a, old[at + 1]!, old[at + 2]!);
    }
  }
}

/** A key as three numbers, the first never 0 (which marks an empty slot); compared like the bytes they are made of. */
export function wordsOf(key: Uint8Array, at: number): [number, number, number] {
  return [wordAt(key, at) || 1, wordAt(key, at + 4), wordAt(key, at + 8)];
}

const wordAt = (key: Uint8Array, at: number): number =>
  ((key[at]! << 24) | (key[at + 1]! << 16) | (key[at + 2]! << 8) | key[at + 3]!) >>> 0;

function isBefore(words: Uint32Array, one: number, other: number): boolean {
  for (let word = 0; word < 3; word++)
    if (words[one + word] !== words[other + word]) return words[one + word]! < words[other + word]!;
  return false;
}
