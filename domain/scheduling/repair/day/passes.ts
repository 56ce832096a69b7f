import { lastIn, nextIn, pausedFrom, pausedUntil, pauseLength } from './pauses.ts';
import type { Shift } from './shift.ts';
import type { Visit } from './visit.ts';
import type { Ways } from './ways.ts';

/**
 * Earliest departures and latest arrivals of a route, for each set of breaks that may have been taken by then: column
 * `mask` of row `row`. Row 0 is the start, row n + 1 of departures follows stop n. Breaks may be taken before leaving, on
 * the way, while waiting and after coming home, so one time for each set is all that matters (dynamic programming over
 * sets; shifts owe few breaks).
 */
export interface Passes {
  readonly masks: number;
  /** (stops + 1) rows: when the technician may leave the stop before. */
  readonly leave: Float64Array;
  /** (stops + 1) rows: by when the technician must be ready for the stop; the last is the end of the route. */
  readonly ready: Float64Array;
}

/** When one is ready at the next place, with the breaks of `mask` taken since leaving at `time`. */
export function readyAt(shift: Shift, mask: number, time: number, way: number): number {
  if (mask === 0) return time + way;
  return Math.max(pausedUntil(shift.pauses, mask, time), time + way + pauseLength(shift.pauses, mask));
}

/** The latest time to leave `from` so that one is ready at `to` by `time`, with the breaks of `mask` between. */
export function leaveBy(
  given: { readonly shift: Shift; readonly ways: Ways },
  leg: { readonly from: number; readonly to: number; readonly mask: number },
  time: number,
): number {
  const { shift, ways } = given;
  if (leg.mask === 0) return ways.leaveBy(leg.from, leg.to, time);
  const driven = ways.leaveBy(leg.from, leg.to, time - pauseLength(shift.pauses, leg.mask));
  return Math.min(driven, pausedFrom(shift.pauses, leg.mask, time));
}

/** When a technician may leave the start, by the breaks taken there before; never before `from`. */
export function leavings(shift: Shift, from = shift.open): Float64Array {
  const row = new Float64Array(1 << shift.pauses.length);
  for (let mask = 0; mask < row.length; mask++) {
    row[mask] = Math.max(from, pausedUntil(shift.pauses, mask, shift.open));
  }
  return row;
}

/** By when a technician must be home, by the breaks taken until then: the others are taken there, inside the shift. */
export function homecomings(shift: Shift, latest = shift.latest): Float64Array {
  const row = new Float64Array(1 << shift.pauses.length);
  for (let mask = 0; mask < row.length; mask++) {
    const owed = row.length - 1 - mask;
    row[mask] = owed === 0 ? latest : Math.min(latest, pausedFrom(shift.pauses, owed, shift.close));
  }
  return row;
}

/** Adds one stop to a row of departures. */
export function passStop(
  given: { readonly shift: Shift; readonly ways: Ways },
  leg: { readonly from: number; readonly visit: Visit },
  left: Float64Array,
): Float64Array {
  const { shift, ways } = given;
  const { from, visit } = leg;
  const masks = left.length;
  const next = new Float64Array(masks).fill(Infinity);
  for (let mask = 0; mask < masks; mask++) {
    const time = left[mask]!;
    if (time === Infinity) continue;
    const way = ways.way(from, visit.place, time);
    for (let more = mask; more < masks; more = (more + 1) | mask) {
      const end = nextIn(visit.windows, readyAt(shift, more ^ mask, time, way)) + visit.duration;
      if (end < next[more]!) next[more] = end;
    }
  }
  return next;
}

/** Both tables of a route. `from` and `latest` narrow when it leaves and ends. */
export function passesOf(
  given: { readonly shift: Shift; readonly ways: Ways },
  visits: readonly Visit[],
  { from, latest }: { readonly from?: number; readonly latest?: number } = {},
): Passes {
  const { shift } = given;
  const masks = 1 << shift.pauses.length;
  const leave = new Float64Array((visits.length + 1) * masks);
  const ready = new Float64Array((visits.length + 1) * masks);
  let row = leavings(shift, from);
  leave.set(row, 0);
  visits.forEach((visit, at) => {
    row = passStop(given, { from: visits[at - 1]?.place ?? shift.start, visit }, row);
    leave.set(row, (at + 1) * masks);
  });
  row = homecomings(shift, latest);
  ready.set(row, visits.length * masks);
  for (let at = visits.length - 1; at >= 0; at--) {
    row = passBack(given, { visit: visits[at]!, to: visits[at + 1]?.place ?? shift.end }, row);
    ready.set(row, at * masks);
  }
  return { masks, leave, ready };
}

function passBack(
  given: { readonly shift: Shift; readonly ways: Ways },
  leg: { readonly visit: Visit; readonly to: number },
  due: Float64Array,
): Float64Array {
  const { visit, to } = leg;
  const masks = due.length;
  const row = new Float64Array(masks).fill(-Infinity);
  for (let mask = 0; mask < masks; mask++) {
    for (let more = mask; more < masks; more = (more + 1) | mask) {
      const time = due[more]!;
      if (time === -Infinity) continue;
      const end = leaveBy(given, { from: visit.place, to, mask: more ^ mask }, time);
      const start = lastIn(visit.windows, end - visit.duration);
      if (start > row[mask]!) row[mask] = start;
    }
  }
  return row;
}
