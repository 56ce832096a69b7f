import type { BookingState, BookingTimestamp } from './work-order.ts';

/**
 * Minutes a booking spent in one state, summed over every time it was in it: the actual travel, work and break of
 * field-service 1.1. A state that still lasts counts until `now`. Whole minutes, rounded.
 */
export function minutesIn(state: BookingState, steps: readonly BookingTimestamp[], now: Date): number {
  const ordered = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const spentMs = ordered.reduce((sum, step, index) => {
    const until = ordered[index + 1]?.at ?? now;
    return step.state === state ? sum + until.getTime() - step.at.getTime() : sum;
  }, 0);
  return Math.round(spentMs / 60_000);
}
