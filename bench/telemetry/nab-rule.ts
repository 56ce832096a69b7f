import type { NabSeries } from './nab-series.ts';

/** What a found window is worth and what a false alarm and a missed window cost. */
export interface NabProfile {
  readonly falseAlarm: number;
  readonly missed: number;
}

/** The two profiles that figures are promised for (Lavin and Ahmad 2015). */
export const nabProfiles = {
  standard: { falseAlarm: 0.11, missed: 1 },
  lowFalse: { falseAlarm: 0.22, missed: 1 },
} as const satisfies Record<string, NabProfile>;

/** Rows that are never scored: what a detector may learn from. */
export const freeRows = (rows: number): number => Math.min(750, Math.floor(rows * 0.15));

/** Worth of an alarm by its place: -1 at a window's first row, 0 at its last, above 0 behind it in window widths. */
const worth = (place: number): number => (place > 3 ? -1 : 2 / (1 + Math.exp(5 * place)) - 1);

/** Which window a row lies in (-1: none) and what an alarm there is worth, full cost before the first window. */
function placeOf({ windows }: NabSeries, row: number): { window: number; worth: number } {
  const window = windows.findLastIndex(({ from }) => from <= row);
  if (window < 0) return { window: -1, worth: -1 };
  const { from, to } = windows[window]!;
  const width = to - from + 1;
  if (row > to) return { window: -1, worth: worth((row - to) / (width - 1)) };
  return { window, worth: worth((row - to - 1) / width) / worth(-1) };
}

/**
 * How much better than silence a series is scored at each of the thresholds (falling): each window counts once, by its
 * best alarm; each alarm outside costs. A series at its best has gained twice its windows.
 */
export function gains(
  series: NabSeries,
  scores: Float64Array,
  { thresholds, profile }: { readonly thresholds: readonly number[]; readonly profile: NabProfile },
): Float64Array {
  const lowest = thresholds.at(-1) ?? Number.POSITIVE_INFINITY;
  const alarms: { score: number; row: number }[] = [];
  for (let row = freeRows(scores.length); row < scores.length; row++)
    if (scores[row]! >= lowest) alarms.push({ score: scores[row]!, row });
  alarms.sort((a, b) => b.score - a.score);
  const best = new Float64Array(series.windows.length).fill(Number.NaN);
  let gained = 0;
  let next = 0;
  return Float64Array.from(thresholds, (threshold) => {
    for (; next < alarms.length && alarms[next]!.score >= threshold; next++) {
      const place = placeOf(series, alarms[next]!.row);
      if (place.window < 0) gained += profile.falseAlarm * place.worth;
      else if (Number.isNaN(best[place.window]!)) {
        gained += profile.missed + place.worth;
        best[place.window] = place.worth;
      } else if (place.worth > best[place.window]!) {
        gained += place.worth - best[place.window]!;
        best[place.window] = place.worth;
      }
    }
    return gained;
  });
}

/** Thresholds worth trying: scores that occur, from the highest down to where a twentieth of all rows would be alarms. */
export function thresholdsOf(all: readonly Float64Array[]): number[] {
  const scores = all.flatMap((one) => [...one.subarray(freeRows(one.length))]).sort((a, b) => b - a);
  const tried: number[] = [];
  for (let rank = 0; rank < scores.length / 20; rank = Math.max(rank + 1, Math.floor(rank * 1.003))) {
    const score = scores[rank]!;
    if (score > 0 && score !== tried.at(-1)) tried.push(score);
  }
  return tried;
}
