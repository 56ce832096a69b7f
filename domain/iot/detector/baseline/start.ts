import type { Memory, Need } from '../memory.ts';

/** How many of a channel's first readings are collected before anything is expected of it. */
export const startReadings = 96;

const [values, times, counter] = [0, startReadings, 2 * startReadings];

/** The first readings (less the very first), their times in seconds since then, and how many there are. */
export const startNeed: Need = { doubles: 0, singles: 2 * startReadings + 2 };

/** What the first readings show: the noise of one, where most lie, and the second mode if there is one. */
export interface Start {
  readonly scale: number;
  readonly centre: number;
  /** Distance of the second mode from the first, in values; 0 when there is none. */
  readonly distance: number;
  readonly values: readonly number[];
  readonly times: readonly number[];
  /** Which mode each reading was in, by the jumps between them. */
  readonly modes: readonly (0 | 1)[];
}

/** Nothing is collected yet. */
export const isEmpty = ({ singles }: Memory, from: number): boolean => singles[from + counter] === 0;

/** Collects a reading; with the last one needed answers what they show together, null before. */
export function collect(
  { singles }: Memory,
  from: number,
  { at, value, age }: { readonly at: number; readonly value: number; readonly age: number },
): Start | null {
  const count = singles[from + counter]!;
  singles[from + values + count] = Math.max(-3e38, Math.min(3e38, value));
  singles[from + times + count] = age / 1000;
  singles[from + counter] = count + 1;
  if (count + 1 < startReadings) return null;
  const all = Array.from(singles.subarray(from + values, from + values + startReadings));
  const scale = scaleOf(all);
  const { distance, modes } = modesOf(all, scale);
  const first = all.filter((_, index) => modes[index] === 0);
  const begin = at - age;
  return {
    scale,
    centre: median(first),
    distance,
    values: all,
    times: all.map((_, index) => begin + singles[from + times + index]! * 1000),
    modes,
  };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** The noise of one reading from the median step between two, so that a few jumps do not count; never 0. */
function scaleOf(all: readonly number[]): number {
  const steps = all.slice(1).map((one, index) => Math.abs(one - all[index]!));
  const least = steps.reduce((low, step) => (step > 0 && step < low ? step : low), Number.POSITIVE_INFINITY);
  const grain = Number.isFinite(least) ? least * 0.3 : 0;
  return Math.max(median(steps) * 1.05, grain, Math.abs(median(all)) * 1e-7, 1e-12);
}

const jump = 5;
const leastStay = 3;

/**
 * Two levels show by jumps of one size. From the first jump on each reading belongs to the level that it lies nearer to,
 * seen from the median of the last three; where most readings lie is the first mode. A stay of less than three is none.
 */
function modesOf(all: readonly number[], scale: number): { distance: number; modes: readonly (0 | 1)[] } {
  const none = { distance: 0, modes: all.map(() => 0 as const) };
  const steps = all.slice(1).map((one, index) => one - all[index]!);
  const size = median(steps.map(Math.abs).filter((step) => step > jump * scale));
  const first = steps.find((step) => Math.abs(step) > Math.max(jump * scale, 0.6 * size));
  if (size === 0 || first === undefined) return none;
  let isUpper = first < 0;
  const lower: number[] = [];
  const upper = all.map((one) => {
    if (lower.length > 0) {
      const level = median(lower.slice(-3));
      isUpper = Math.abs(one - size - level) < Math.abs(one - level);
    }
    lower.push(isUpper ? one - size : one);
    return isUpper;
  });
  const above = upper.filter(Boolean).length;
  if (Math.min(above, all.length - above) < leastStay) return none;
  const isUpperFirst = above * 2 >= all.length;
  return {
    distance: isUpperFirst ? -size : size,
    modes: upper.map((one) => (one === isUpperFirst ? 0 : 1)),
  };
}
