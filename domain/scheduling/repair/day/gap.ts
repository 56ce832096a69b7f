import { leaveBy, type Passes, passesOf, readyAt } from './passes.ts';
import { lastIn, nextIn } from './pauses.ts';
import type { Route } from './route.ts';
import { endOf, spanOf } from './span.ts';
import type { Visit } from './visit.ts';

/** Bounds of a visit's start in a gap of a route. */
export interface StartRange {
  readonly earliest: number;
  readonly latest: number;
}

interface Look {
  readonly passes?: Passes;
  readonly without?: 0 | 1;
}

/**
 * What a gap leaves a visit, by the breaks taken until then: when one is ready for it, and by when it must have ended.
 * Made once and filled again and again.
 */
export class Reach {
  masks = 0;
  readonly ready: Float64Array;
  readonly due: Float64Array;

  constructor(mostMasks: number) {
    this.ready = new Float64Array(mostMasks);
    this.due = new Float64Array(mostMasks);
  }

  /**
   * Looks at the gap before stop `at` (after the last one at the end), for a visit to `place`; with `without` 1 the stop
   * `at` itself is taken out.
   */
  look(route: Route, at: number, place: number, { passes = route.passes, without = 0 }: Look = {}): void {
    const { driven, visits } = route;
    const { shift, ways } = driven;
    const { masks, leave, ready } = passes;
    const from = at === 0 ? shift.start : visits[at - 1]!.place;
    const next = at + without;
    const to = next === visits.length ? shift.end : visits[next]!.place;
    this.masks = masks;
    this.ready.fill(Infinity, 0, masks);
    this.due.fill(-Infinity, 0, masks);
    const row = at * masks;
    const later = next * masks;
    for (let mask = 0; mask < masks; mask++) {
      const time = leave[row + mask]!;
      const way = time === Infinity ? Infinity : ways.way(from, place, time);
      for (let more = mask; more < masks; more = (more + 1) | mask) {
        const by = readyAt(shift, more ^ mask, time, way);
        if (by < this.ready[more]!) this.ready[more] = by;
        const due = leaveBy(driven, { from: place, to, mask: more ^ mask }, ready[later + more]!);
        if (due > this.due[mask]!) this.due[mask] = due;
      }
    }
  }

  /** When the visit can start here, or null. */
  range({ windows, duration }: Visit): StartRange | null {
    let [earliest, latest] = [Infinity, -Infinity];
    for (let mask = 0; mask < this.masks; mask++) {
      const start = nextIn(windows, this.ready[mask]!);
      const last = lastIn(windows, this.due[mask]! - duration);
      if (start > last) continue;
      earliest = Math.min(earliest, start);
      latest = Math.max(latest, last);
    }
    return earliest === Infinity ? null : { earliest, latest };
  }
}

/** The visits with one more before stop `at`. */
export const withVisit = (visits: readonly Visit[], at: number, visit: Visit): readonly Visit[] => [
  ...visits.slice(0, at),
  visit,
  ...visits.slice(at),
];

/** Whether the route keeps its most duration with one more visit before stop `at`. */
export function keepsDuration({ driven, visits }: Route, at: number, visit: Visit): boolean {
  return driven.shift.maxDuration === Infinity || spanOf(driven, withVisit(visits, at, visit)) !== null;
}

/** By how much longer the usual ways get. */
export function extraTravel({ driven, visits }: Route, at: number, place: number): number {
  const { shift, ways } = driven;
  const from = at === 0 ? shift.start : visits[at - 1]!.place;
  const to = at === visits.length ? shift.end : visits[at]!.place;
  const direct = visits.length === 0 ? 0 : ways.usual(from, to);
  return ways.usual(from, place) + ways.usual(place, to) - direct;
}

/** The earliest end of the route if it had these visits and all the time in the world. */
export const openEnd = (route: Route, visits: readonly Visit[]): number => {
  const shift = { ...route.driven.shift, latest: farFuture };
  const driven = { ...route.driven, shift };
  return endOf(driven, visits, passesOf(driven, visits));
};

/** Later than any plan, and still exact in sums. */
export const farFuture = 2 ** 40;
