import { wordsOf } from './key-table.ts';

const blockWords = 16; // one cache line: a look costs one trip to memory
const probes = 6;

/** Says "certainly new" of nearly every new key without a look at the disk, in a few bits a key. */
export class KeyFilter {
  readonly words: Uint32Array;
  readonly #blocks: number;

  constructor(words: Uint32Array) {
    this.words = words;
    this.#blocks = words.length / blockWords;
  }

  /** An empty filter for so many keys. */
  static sized(keys: number, bitsPerKey: number): KeyFilter {
    const blocks = Math.max(1, Math.ceil((keys * bitsPerKey) / (32 * blockWords)));
    return new KeyFilter(new Uint32Array(blocks * blockWords));
  }

  add(key: Uint8Array, at = 0): void {
    const [, b, c] = wordsOf(key, at);
    const block = this.#blockOf(b);
    for (let probe = 0, bits = c; probe < probes; probe++, bits = remix(bits))
      this.words[block + ((bits >>> 5) & 15)]! |= 1 << (bits & 31);
  }

  mayHave(key: Uint8Array, at = 0): boolean {
    const [, b, c] = wordsOf(key, at);
    const block = this.#blockOf(b);
    for (let probe = 0, bits = c; probe < probes; probe++, bits = remix(bits))
      if ((this.words[block + ((bits >>> 5) & 15)]! & (1 << (bits & 31))) === 0) return false;
    return true;
  }

  #blockOf(word: number): number {
    return Math.floor((word / 0x1_0000_0000) * this.#blocks) * blockWords;
  }
}

const remix = (bits: number): number => (Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d) ^ (bits >>> 9)) >>> 0;
