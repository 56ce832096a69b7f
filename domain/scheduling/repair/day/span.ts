import { homecomings, leaveBy, type Passes, passesOf, readyAt } from './passes.ts';
import type { Shift } from './shift.ts';
import type { Visit } from './visit.ts';
import type { Ways } from './ways.ts';

/** A shift and the ways it drives. */
export interface Driven {
  readonly shift: Shift;
  readonly ways: Ways;
}

/** When a route leaves at the latest without ending later. */
export interface Span {
  readonly leave: number;
  readonly end: number;
}

/** The earliest end of a route, way home included; Infinity when it cannot be done inside its shift. */
export function endOf({ shift, ways }: Driven, visits: readonly Visit[], { masks, leave }: Passes): number {
  const from = visits.at(-1)?.place ?? shift.start;
  const latest = homecomings(shift);
  let least = Infinity;
  for (let mask = 0; mask < masks; mask++) {
    const time = leave[visits.length * masks + mask]!;
    if (time === Infinity) continue;
    const way = ways.way(from, shift.end, time);
    for (let more = mask; more < masks; more = (more + 1) | mask) {
      const end = readyAt(shift, more ^ mask, time, way);
      if (end <= latest[more]! && end < least) least = end;
    }
  }
  return least;
}

/**
 * The latest leaving that reaches the earliest end the most duration allows, or null when nothing does. Where the route
 * takes too long, it leaves later, as late as its end less the most duration, until that no longer moves its end.
 */
export function spanOf(driven: Driven, visits: readonly Visit[], passes?: Passes): Span | null {
  const { shift } = driven;
  let from = shift.open;
  let end = endOf(driven, visits, passes ?? passesOf(driven, visits));
  for (let round = 0; end - from > shift.maxDuration; round++) {
    if (end === Infinity || round > mostRounds) return null;
    from = end - shift.maxDuration;
    end = endOf(driven, visits, passesOf(driven, visits, { from }));
  }
  if (end === Infinity) return null;
  if (shift.isUnderWay) return { leave: from, end };
  const leave = latestLeaving(driven, visits, passesOf(driven, visits, { from, latest: end }));
  return { leave: Math.max(from, leave.time), end };
}

// Each round passes a gap between windows; no day has so many.
const mostRounds = 24;

/** The latest time to leave that keeps the passes' end, and the breaks taken before: any, or those of `only`. */
export function latestLeaving(
  driven: Driven,
  visits: readonly Visit[],
  { masks, leave, ready }: Passes,
  only?: number,
): { readonly time: number; readonly mask: number } {
  const { shift } = driven;
  const to = visits[0]?.place ?? shift.end;
  let best = { time: -Infinity, mask: 0 };
  for (let mask = only ?? 0; mask <= (only ?? masks - 1); mask++) {
    for (let more = mask; more < masks; more = (more + 1) | mask) {
      const due = ready[more]!;
      if (due === -Infinity) continue;
      const time = leaveBy(driven, { from: shift.start, to, mask: more ^ mask }, due);
      if (time >= leave[mask]! && time > best.time) best = { time, mask };
    }
  }
  return best;
}
