import type { Memory, Need } from '../memory.ts';

/** When readings come: first and latest time, how many, the usual time between two, and how much that varies. */
export const clockNeed: Need = { doubles: 7, singles: 0 };

const [firstAt, latestAt, count, period, agreed, ragged, latestValue] = [0, 1, 2, 3, 4, 5, 6];

/** A channel's times, read from its block; `from` is where the clock's doubles begin. */
export const clock = {
  firstAt: ({ doubles }: Memory, from: number): number => doubles[from + firstAt]!,
  latestAt: ({ doubles }: Memory, from: number): number => doubles[from + latestAt]!,
  latestValue: ({ doubles }: Memory, from: number): number => doubles[from + latestValue]!,
  count: ({ doubles }: Memory, from: number): number => doubles[from + count]!,
  period: ({ doubles }: Memory, from: number): number => doubles[from + period]!,
  /** The interval, in periods, that 99 of 100 stay within: 1 for a device that keeps time. */
  ragged: ({ doubles }: Memory, from: number): number => 1 + doubles[from + ragged]!,
};

/** Takes a reading's time (newer than the latest) and answers the milliseconds since the one before. */
export function keepTime({ doubles }: Memory, from: number, at: number, value: number): number {
  const before = doubles[from + count]!;
  if (before === 0) doubles[from + firstAt] = at;
  const elapsed = before === 0 ? 0 : at - doubles[from + latestAt]!;
  if (before > 0) learnPeriod(doubles, from, elapsed);
  doubles[from + latestAt] = at;
  doubles[from + latestValue] = value;
  doubles[from + count] = before + 1;
  return elapsed;
}

/** The usual interval wins by votes, so that missing readings and bursts do not move it. */
function learnPeriod(doubles: Float64Array, from: number, elapsed: number): void {
  const usual = doubles[from + period]!;
  const votes = doubles[from + agreed]!;
  if (usual > 0 && Math.abs(elapsed - usual) <= usual * 0.25) {
    doubles[from + period] = usual + (elapsed - usual) / Math.min(votes + 2, 64);
    doubles[from + agreed] = Math.min(votes + 1, 64);
  } else if (votes > 0) doubles[from + agreed] = votes - 1;
  else {
    const isNear = elapsed < usual * 4 && elapsed > usual / 4; // a device that keeps no time is met half way, a burst is not
    doubles[from + period] = isNear ? Math.sqrt(usual * elapsed) : elapsed;
    doubles[from + agreed] = 1;
  }
  if (usual <= 0) return;
  const past = doubles[from + ragged]!; // follows the 99th part of 100 by small steps, large ones upwards
  const over = Math.min(elapsed / usual, 1000) - 1.25 > past;
  doubles[from + ragged] = over ? past + 0.05 * (1 + past) : Math.max(0, past - 0.0005 * (1 + past));
}
