import type { Job } from '../model/problem.ts';
import type { Day } from './day/day.ts';
import { nextIn } from './day/pauses.ts';
import { visitOf } from './day/visit.ts';
import { type Asked, type Habit, holdsAt, type Place, placesOn, putIn } from './places.ts';

/** Jobs that start at the same time on different technicians, each with its place. */
export interface Team {
  readonly start: number;
  readonly members: readonly Member[];
  /** By how much the usual ways get longer in all. */
  readonly travel: number;
}

interface Member {
  readonly job: Job;
  readonly place: Place;
}

/** Technicians looked at for each job of a group at one moment, those who drive least for it first. */
const mostAsked = 6;
/** Places looked at for each job first, those with least travel; all only when they give too few teams. */
const nearPlaces = 40;
const enough = 5;

/**
 * The teams for a group that nobody has yet, one for each technician and shift of the first job, best first. A common start
 * is the earliest start of one of the places, so only those are tried.
 */
export function teamsFor(day: Day, jobs: readonly Job[], habit: Habit): readonly Team[] {
  const asked = jobs.map((job) => askedAlone(day, job));
  if (asked.includes(null)) return [];
  const places = (asked as Asked[]).map((one) =>
    day.routes
      .flatMap((_, route) => [...placesOn(day, route, one, habit)])
      .sort((a, b) => a.travel - b.travel),
  );
  const near = places.map((all) => all.slice(0, nearPlaces));
  const few = habit.by === 'travel' ? teamsAmong(day, { asked: asked as Asked[], places: near }, habit) : [];
  return few.length >= enough ? few : teamsAmong(day, { asked: asked as Asked[], places }, habit);
}

function teamsAmong(day: Day, given: Omit<Moment, 'start'>, habit: Habit): readonly Team[] {
  const { places } = given;
  const best = new Map<number, Team>();
  const starts = new Set(places.flatMap((all) => all.map(({ earliest }) => earliest)));
  for (const start of [...starts].sort((one, other) => one - other)) {
    for (const team of teamsAt(day, { ...given, start })) {
      const route = team.members[0]!.place.route;
      const known = best.get(route);
      const isBetter = known === undefined || (habit.by === 'travel' && team.travel < known.travel);
      if (isBetter) best.set(route, team);
    }
    if (habit.by === 'start' && best.size > 0) break;
  }
  return [...best.values()].sort((one, other) => one.travel - other.travel || one.start - other.start);
}

/** Books a team; false, and nothing is changed, when its jobs get in each other's way. */
export function bookTeam(day: Day, { members, start }: Team): boolean {
  for (const { job, place } of members) {
    const bounds = day.boundsOf(job, { isAlone: true });
    const visit = visitOf(job, {
      from: Math.max(start, bounds?.from ?? start),
      to: Math.min(start, bounds?.to ?? start),
    });
    const isFree =
      bounds !== null &&
      [...placesOn(day, place.route, { job, visit }, anywhere)].some((one) => isSame(one, place));
    if (isFree) putIn(day, place, visit);
    else {
      for (const other of members) day.remove(other.job.id);
      return false;
    }
  }
  return true;
}

const anywhere: Habit = { where: 'anywhere', by: 'travel' };

const isSame = (one: Place, other: Place): boolean =>
  one.at === other.at && one.trip?.at === other.trip?.at && one.trip?.visit.place === other.trip?.visit.place;

function askedAlone(day: Day, job: Job): Asked | null {
  const bounds = day.boundsOf(job, { isAlone: true });
  return bounds === null ? null : { job, visit: visitOf(job, bounds) };
}

interface Moment {
  readonly asked: readonly Asked[];
  /** By job, those with least travel first. */
  readonly places: readonly (readonly Place[])[];
  readonly start: number;
}

function teamsAt(day: Day, { asked, places, start }: Moment): readonly Team[] {
  const free = places.map((all, at) => placesAt(day, all, { start, asked: asked[at]! }));
  if (free.some((all) => all.length === 0)) return [];
  return free[0]!.flatMap((first) => {
    const others = cheapest(day, free, [first]);
    if (others === null) return [];
    const members = others.map((place, at) => ({ job: asked[at]!.job, place }));
    return [{ start, members, travel: others.reduce((sum, { travel }) => sum + travel, 0) }];
  });
}

// One place for each technician.
function placesAt(
  day: Day,
  all: readonly Place[],
  { start, asked }: { readonly start: number; readonly asked: Asked },
): readonly Place[] {
  if (nextIn(asked.visit.windows, start) !== start) return [];
  const found = new Map<string, Place>();
  for (const place of all) {
    if (place.earliest > start || place.latest < start) continue;
    const { id } = day.routes[place.route]!.driven.shift.resource;
    if (!found.has(id) && holdsAt(day, place, asked, start)) found.set(id, place);
    if (found.size === mostAsked) break;
  }
  return [...found.values()];
}

// Different technicians for the jobs that have none yet, with least travel in all.
function cheapest(
  day: Day,
  free: readonly (readonly Place[])[],
  chosen: readonly Place[],
): readonly Place[] | null {
  if (chosen.length === free.length) return chosen;
  let best: readonly Place[] | null = null;
  for (const place of free[chosen.length]!) {
    if (chosen.some((other) => sharesPerson(day, place, other))) continue;
    const found = cheapest(day, free, [...chosen, place]);
    if (found !== null && (best === null || travelOf(found) < travelOf(best))) best = found;
  }
  return best;
}

const travelOf = (places: readonly Place[]): number => places.reduce((sum, { travel }) => sum + travel, 0);

const sharesPerson = (day: Day, one: Place, other: Place): boolean =>
  day.routes[one.route]!.driven.shift.resource === day.routes[other.route]!.driven.shift.resource;
