/**
 * Small fast random numbers that repeat for a seed, so that the same seed and iterations give the same plan
 * (sfc32 by Chris Doty-Humphrey, PractRand; public domain).
 */
export class Random {
  readonly #state = new Int32Array(4);

  constructor(seed: number) {
    this.#state.set([seed | 0, Math.floor(seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1]);
    for (let round = 0; round < 16; round++) this.bits();
  }

  /** 32 random bits as a signed whole number. */
  bits(): number {
    const state = this.#state;
    const b = state[1]!;
    const c = state[2]!;
    const sum = (((state[0]! + b) | 0) + state[3]!) | 0;
    state[3] = state[3]! + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum;
  }

  /** From 0 up to, not including, 1. */
  real(): number {
    return (this.bits() >>> 0) * 2 ** -32;
  }

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    return Math.floor((this.bits() >>> 0) * 2 ** -32 * bound);
  }
}
