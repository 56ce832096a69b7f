/** Repeatable chance: the same seed makes the same company on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from `from` up to and including `to`. */
  whole(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  /** A GUID made of this chance, for identities a directory would give. */
  guid(): string;
}

/** Mulberry32: small, fast and good enough for a demo. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('');
  return {
    next,
    whole,
    pick: (from) => from[whole(0, from.length - 1)]!,
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
