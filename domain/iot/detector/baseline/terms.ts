/**
 * What a channel's expectation is made of, as a weighted sum: a level, a weekend's difference, the daily cycle as three
 * waves, how the weekend changes two of them, and the second mode (a machine that runs and rests).
 */
export const term = { slow: 0, level: 1, weekend: 2, daily: 3, weekendDaily: 9, mode: 13 } as const;

/** How many terms there are. */
export const terms = 14;

/** How unsure each term is at first, as a variance in units of the reading's own noise. */
export const firstDoubt: readonly number[] = [0.25, 100, 2, 25, 25, 4, 4, 2, 2, 9, 9, 2, 2, 0];

const day = 86_400_000;
const row = new Float64Array(terms);
let rowAt = Number.NaN;

/**
 * The weights of the terms at one instant (UTC, Saturday and Sunday are the weekend). The array is shared and read-only
 * for callers, its last entry (the mode) excepted: readings of one device mostly share their instant.
 */
export function termsAt(at: number): Float64Array {
  if (at === rowAt) return row;
  rowAt = at;
  const days = Math.floor(at / day);
  const isWeekend = (((days + 3) % 7) + 7) % 7 >= 5 ? 1 : 0; // 1 January 1970 was a Thursday
  const angle = (2 * Math.PI * (at - days * day)) / day;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [sin2, cos2] = [2 * sin * cos, cos * cos - sin * sin];
  row[term.slow] = 1;
  row[term.level] = 1;
  row[term.weekend] = isWeekend;
  row[3] = sin;
  row[4] = cos;
  row[5] = sin2;
  row[6] = cos2;
  row[7] = sin2 * cos + cos2 * sin;
  row[8] = cos2 * cos - sin2 * sin;
  for (let wave = 0; wave < 4; wave++) row[term.weekendDaily + wave] = isWeekend * row[3 + wave]!;
  row[term.mode] = 0;
  return row;
}
