import type { Job } from '../model/problem.ts';
import type { Day } from './day/day.ts';
import { extraTravel, keepsDuration, type StartRange, withVisit } from './day/gap.ts';
import { Route } from './day/route.ts';
import { depotVisit, type Visit } from './day/visit.ts';

/** A gap of a route where a visit can be, with the trip to a depot that must come before it. */
export interface Place extends StartRange {
  readonly route: number;
  /** Before which stop; a trip that comes with it counts. */
  readonly at: number;
  /** By how much the usual ways get longer. */
  readonly travel: number;
  readonly trip?: Trip;
}

/** A visit to a depot before stop `at`. */
export interface Trip {
  readonly at: number;
  readonly visit: Visit;
}

/** How places are looked for: behind the last stop or anywhere, and which of them is best. */
export interface Habit {
  readonly where: 'behind' | 'anywhere';
  readonly by: 'travel' | 'start';
  /** Only places with less travel than this; told where a better one is known. */
  readonly below?: number;
}

/** A job with what bounds its start. */
export interface Asked {
  readonly job: Job;
  readonly visit: Visit;
}

/** All places of one route for a visit, as far as they beat each other in turn by what is asked for. */
export function* placesOn(day: Day, route: number, asked: Asked, habit: Habit): Iterable<Place> {
  if (!day.mayHold(route, asked.job)) return;
  const one = day.routes[route]!;
  const from = one.firstEquipped(asked.job);
  const last = one.visits.length;
  for (let at = habit.where === 'behind' ? Math.max(from, last) : from; at <= last; at++) {
    const travel = extraTravel(one, at, asked.visit.place);
    if (travel >= (habit.below ?? Infinity)) continue;
    const range = rangeIn(day, one, { ...asked, at });
    if (range !== null) yield { ...range, route, at, travel };
  }
  if (from > last && one.depotAt === Infinity) yield* placesByTrip(day, route, asked, habit);
}

/** The best place of one route; the first among equals. */
export function bestPlace(day: Day, route: number, asked: Asked, habit: Habit): Place | null {
  let best: Place | null = null;
  const bound = { ...habit };
  for (const place of placesOn(day, route, asked, bound)) {
    if (best !== null && rank(place, habit) >= rank(best, habit)) continue;
    best = place;
    if (habit.by === 'travel') bound.below = place.travel;
  }
  return best;
}

/** What a place is judged by. */
export const rank = (place: Place, { by }: Habit): number =>
  by === 'travel' ? place.travel : place.earliest;

/** Whether a place holds a visit that may start at one moment only: between a range's ends there may be gaps. */
export function holdsAt(day: Day, { route, at, trip }: Place, { job, visit }: Asked, start: number): boolean {
  const one = day.routes[route]!;
  const then = { ...visit, windows: [[start, start]] as const };
  return rangeIn(day, trip === undefined ? one : withTrip(one, trip), { job, visit: then, at }) !== null;
}

/** Puts a visit where a place says, with the trip that it needs. */
export function putIn(day: Day, { route, at, trip }: Place, visit: Visit): void {
  if (trip !== undefined) day.insertTrip(route, trip.at, trip.visit);
  day.insert(route, at, visit);
}

// What is missing is fetched at a depot anywhere before the job; the job goes behind the last stop where only that is asked.
// The least travel comes first, for routes with a trip take long to work out and most are not worth it.
function* placesByTrip(day: Day, route: number, asked: Asked, habit: Habit): Iterable<Place> {
  const one = day.routes[route]!;
  const longer = new Map<Trip, Route>();
  for (const { trip, at, travel } of tripsFor(day, one, asked, habit)) {
    if (travel >= (habit.below ?? Infinity)) return;
    // Where there is no room even without the trip, there is none with it.
    if (rangeIn(day, one, { ...asked, at: at - 1 }) === null) continue;
    const made = longer.get(trip) ?? withTrip(one, trip);
    longer.set(trip, made);
    const range = rangeIn(day, made, { ...asked, at });
    if (range !== null) yield { ...range, route, at, travel, trip };
  }
}

interface Detour {
  readonly trip: Trip;
  readonly at: number;
  readonly travel: number;
}

function tripsFor(
  day: Day,
  one: Route,
  { visit }: Asked,
  { where, below = Infinity }: Habit,
): readonly Detour[] {
  const last = one.visits.length;
  const found: Detour[] = [];
  for (const depot of day.problem.depots ?? []) {
    for (let row = where === 'behind' ? last : 0; row <= last; row++) {
      const trip = { at: row, visit: depotVisit(depot) };
      const way = extraTravel(one, row, trip.visit.place);
      for (let at = row + 1; at <= last + 1; at++) {
        const on = at === row + 1 ? behind(one, trip, visit.place) : extraTravel(one, at - 1, visit.place);
        if (way + on < below) found.push({ trip, at, travel: way + on });
      }
    }
  }
  return found.sort((first, second) => first.travel - second.travel);
}

// By how much a visit right behind a trip makes the ways longer.
function behind({ driven, visits }: Route, { at, visit }: Trip, place: number): number {
  const { shift, ways } = driven;
  const next = at === visits.length ? shift.end : visits[at]!.place;
  return ways.usual(visit.place, place) + ways.usual(place, next) - ways.usual(visit.place, next);
}

function withTrip(route: Route, { at, visit }: Trip): Route {
  const longer = new Route(route.driven);
  longer.lay(withVisit(route.visits, at, visit));
  return longer;
}

function rangeIn(
  day: Day,
  route: Route,
  { job, visit, at }: Asked & { readonly at: number },
): StartRange | null {
  if (!day.inOrder(route, at, job)) return null;
  day.reach.look(route, at, visit.place);
  const range = day.reach.range(visit);
  return range !== null && keepsDuration(route, at, visit) ? range : null;
}
