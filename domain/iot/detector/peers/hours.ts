import type { Memory, Need } from '../memory.ts';

/** The running hour, its sum and how many; the hour before that had readings and its mean; the level now. */
export const hourNeed: Need = { doubles: 6, singles: 0 };

const hourMs = 3_600_000;
const [hour, sum, seen, closedHour, closedMean, level] = [0, 1, 2, 3, 4, 5];

/** The number of the hour that an instant lies in; from 1 on, so that 0 is none. */
export const hourOf = (at: number): number => Math.floor(at / hourMs) + 1;

/**
 * Adds a departure to its hour. When it is the first of a new hour, the one before is closed, and the answer is that
 * hour's number; null otherwise.
 */
export function keepHour(
  { doubles }: Memory,
  from: number,
  {
    at,
    departure,
    level: levelNow,
  }: { readonly at: number; readonly departure: number; readonly level: number },
): number | null {
  const now = hourOf(at);
  doubles[from + level] = levelNow;
  const before = doubles[from + hour]!;
  const isClosed = now !== before && doubles[from + seen]! > 0;
  if (now !== before) {
    if (isClosed) {
      doubles[from + closedHour] = before;
      doubles[from + closedMean] = doubles[from + sum]! / doubles[from + seen]!;
    }
    doubles[from + hour] = now;
    doubles[from + sum] = 0;
    doubles[from + seen] = 0;
  }
  doubles[from + sum]! += departure;
  doubles[from + seen]! += 1;
  return isClosed ? before : null;
}

/** The mean departure in that hour, closed or still running; NaN when the channel had no reading in it. */
export function meanOfHour({ doubles }: Memory, from: number, asked: number): number {
  if (doubles[from + closedHour] === asked) return doubles[from + closedMean]!;
  if (doubles[from + hour] === asked && doubles[from + seen]! > 0)
    return doubles[from + sum]! / doubles[from + seen]!;
  return Number.NaN;
}

/** Where the channel's level lies now, off its reference; NaN when it was not heard in this hour or the one before. */
export const levelAt = ({ doubles }: Memory, from: number, asked: number): number =>
  doubles[from + hour]! >= asked - 1 ? doubles[from + level]! : Number.NaN;
