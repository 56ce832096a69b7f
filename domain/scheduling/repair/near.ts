import type { Plan } from '../model/plan.ts';
import type { Job, Problem } from '../model/problem.ts';
import type { Day } from './day/day.ts';
import { isSuitable } from './day/fitness.ts';
import { rowOf } from './day/ways.ts';

/** A part of a day that can be planned alone, its routes as they are, and those of the others, which stay. */
export interface Part {
  readonly problem: Problem;
  readonly routes: Plan['routes'];
  readonly stay: Plan['routes'];
}

/** Technicians looked at for each job that needs a place; fewer when they are too large a share of all. */
const asked = [4, 3, 2, 1];
const mostShare = 0.6;

/**
 * Picks the technicians who pass near the jobs that have no place: what can be mended at all can mostly be mended by them,
 * and a search among few gets further in the same time. Null when that is nearly everybody.
 */
export function nearPeople(day: Day, places: ReadonlySet<string>): ReadonlySet<string> | null {
  const asking = day.problem.jobs.filter(
    (job) => places.has(job.id) && day.routeOf(job.id) < 0 && !day.isLinked(job),
  );
  const chosen = asked
    .map((count) => new Set(asking.flatMap((job) => nearestRoutes(day, job, count))))
    .find(({ size }) => size <= mostShare * day.routes.length);
  if (chosen === undefined || chosen.size === 0) return null;
  return new Set([...chosen].map((route) => day.routes[route]!.driven.shift.resource.id));
}

/**
 * The part of a day that some technicians do, with all that nobody does. Routes with jobs that wait for others stay, because
 * order reaches across routes. Null when nothing is left.
 */
export function partOf(day: Day, people: ReadonlySet<string>): Part | null {
  const routes = day.routes.filter(
    ({ driven, visits }) =>
      people.has(driven.shift.resource.id) && !visits.some(({ job }) => job !== null && day.isLinked(job)),
  );
  if (routes.length === 0) return null;
  const chosen = new Set(routes.map(({ driven }) => driven.shift.resource.id));
  const held = new Set(routes.flatMap(({ visits }) => visits.flatMap(({ job }) => job?.id ?? [])));
  const isOpen = (job: Job) => day.routeOf(job.id) < 0 && !day.isLinked(job);
  const planned = day.planned();
  return {
    problem: {
      ...day.problem,
      jobs: day.problem.jobs.filter((job) => held.has(job.id) || isOpen(job)),
      resources: day.problem.resources.filter(({ id }) => chosen.has(id)),
    },
    routes: planned.filter(({ resource }) => chosen.has(resource)),
    stay: planned.filter(({ resource }) => !chosen.has(resource)),
  };
}

function nearestRoutes(day: Day, job: Job, count: number): number[] {
  const far = day.routes.flatMap(({ driven }, route) =>
    isSuitable(job, driven.shift.resource) ? [{ route, way: wayTo(day, route, rowOf(job.location)) }] : [],
  );
  return far
    .sort((one, other) => one.way - other.way)
    .slice(0, count)
    .map(({ route }) => route);
}

// How near a route comes to a place.
function wayTo(day: Day, route: number, place: number): number {
  const { visits, driven } = day.routes[route]!;
  const { shift, ways } = driven;
  return [shift.start, ...visits.map((visit) => visit.place)].reduce(
    (least, from) => Math.min(least, ways.usual(from, place)),
    Infinity,
  );
}
