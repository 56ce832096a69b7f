/** Chance that repeats itself from the same seed. */
export interface Dice {
  next(): number;
  between(low: number, high: number): number;
  normal(): number;
  pick<T>(from: readonly T[]): T;
}

/** Throws dice from a seed: a small fast counter (Doty-Humphrey's sfc32), whose neighbours show no likeness. */
export function dice(seed: number): Dice {
  let [a, b, c, counter] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 20; round++) next();
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (from) => from[Math.floor(next() * from.length)]!,
  };
}
