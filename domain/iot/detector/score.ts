/**
 * Turns heat (0 ordinary, 1 the alarm line) into the score that is printed: 0.5 at the line of every kind, 0.75 at
 * twice the line's decades, never quite 1.
 */
export const scoreOf = (heat: number): number => (heat > 0 ? 1 - 2 ** -Math.min(heat, 40) : 0);

/** While an episode stands, its readings stay on the alarm side without repeating the surprise of its onset. */
export const standingScore = (score: number): number => (score < 0.5 ? 0.5 : score > 0.7 ? 0.7 : score);

const month = 30 * 86_400_000;
const budget = 0.2 / 30; // false alerts a month of one detector on one channel: 0.2 a device-month over some 30 of them

let linePeriod = Number.NaN;
let line = 0;

/** How rare a reading's statistic must be, in decades, so that its detector keeps to its share of false alerts. */
export function lineOf(period: number): number {
  if (period === linePeriod) return line; // neighbouring readings mostly share their pace
  linePeriod = period;
  line = Math.log10(month / Math.max(period, 100) / budget);
  return line;
}
