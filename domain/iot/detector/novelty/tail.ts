/**
 * How improbable a value is by the history of its own kind, in decades, from three numbers: the height that one value
 * in so many exceeds, how far values beyond it lie beyond it on average, and how large values are altogether. Beyond
 * the height the tail is taken as exponential (Pickands 1975, Balkema and de Haan 1974: peaks over a high threshold tend
 * to a generalised Pareto law, of which this is the middle case): no window is kept, and a rare value's rarity can be
 * told before one as large has been seen.
 */
export interface Tail {
  /** Share of values that lie beyond the learned height. */
  readonly share: number;
  /** Readings before the answer is believed. */
  readonly warmUp: number;
  /** Decades of the height itself: -log10 of the share. */
  readonly decades: number;
}

/** A tail beyond the height that the given share of values exceeds. */
export const tailOf = (share: number, warmUp: number): Tail => ({
  share,
  warmUp,
  decades: -Math.log10(share),
});

/** Numbers a tail keeps. */
export const tailSize = 3;

const [height, excess, size] = [0, 1, 2];
const [slowest, quickest] = [0.002, 0.1]; // a height follows what changes for good, and is not thrown by its first value
const mostExcess = 8; // one fault must not teach the tail that faults are ordinary

/**
 * The decades of `value` (0 while warming up), after which the tail learns from it. `pace` is the weight of one value in
 * the long mean: 1 / count at first, later 1 / memory.
 */
export function learnTail(
  kept: Float32Array,
  at: number,
  { share, warmUp, decades: lineDecades }: Tail,
  seen: { readonly value: number; readonly count: number; readonly pace: number },
): number {
  const { value, count, pace } = seen;
  const line = kept[at + height]!;
  const beyond = kept[at + excess]!;
  const isWarm = count > warmUp;
  let decades = 0;
  if (isWarm && value > line)
    // what never happened in n readings is at least as rare as one in n
    decades = beyond > 0 ? lineDecades + ((value - line) / beyond) * Math.LOG10E : -Math.log10(pace);
  else if (isWarm && line > 0) decades = (lineDecades * value) / line;

  const mean = kept[at + size]! + pace * (value - kept[at + size]!);
  kept[at + size] = mean;
  const step = 3 * mean * Math.min(quickest, Math.max(pace, slowest));
  if (value > line) {
    const taken = isWarm && beyond > 0 ? Math.min(value, line + mostExcess * beyond) : value;
    const raised = line + step * (1 - share);
    kept[at + height] = raised;
    const weight = Math.max(Math.min(pace / share, 1), slowest);
    kept[at + excess] = beyond + weight * (Math.max(taken - raised, 0) - beyond);
  } else kept[at + height] = line - step * share;
  return Math.min(decades, 12);
}
