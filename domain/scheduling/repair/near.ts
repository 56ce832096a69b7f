import type { Plan } from '../model/plan.ts';
import type { Job, Problem } from '../model/problem.ts';
import type { Day } from './day/day.ts';
import { isSuitable } from './day/fitness.ts';
import { rowOf } from './day/ways.ts';

/** A part of a day that can be planned alone, and the routes that stay as they are. */
export interface Nearby {
  readonly problem: Problem;
  readonly stay: Plan['routes'];
}

/** Technicians looked at for each job that needs a place; fewer when they are too large a share of all. */
const asked = [4, 3, 2, 1];
const mostShare = 0.6;

/**
 * Picks the technicians who pass near the jobs that have no place: what can be mended at all can mostly be mended by them,
 * and a search among few gets further in the same time. Null when that is nearly everybody. Routes with jobs that wait
 * for others stay, because order reaches across routes.
 */
export function nearbyOf(day: Day, places: ReadonlySet<string>): Nearby | null {
  const open = day.problem.jobs.filter((job) => day.routeOf(job.id) < 0 && !day.isLinked(job));
  const asking = open.filter(({ id }) => places.has(id));
  const chosen = asked
    .map((count) => new Set(asking.flatMap((job) => nearestRoutes(day, job, count))))
    .find(({ size }) => size <= mostShare * day.routes.length);
  if (chosen === undefined) return null;
  for (const route of chosen) {
    if (day.routes[route]!.visits.some(({ job }) => job !== null && day.isLinked(job))) chosen.delete(route);
  }
  if (chosen.size === 0) return null;
  const people = new Set([...chosen].map((route) => day.routes[route]!.driven.shift.resource.id));
  const held = new Set(
    [...chosen].flatMap((route) => day.routes[route]!.visits.flatMap(({ job }) => job?.id ?? [])),
  );
  const free = new Set(open.map(({ id }) => id));
  return {
    problem: {
      ...day.problem,
      jobs: day.problem.jobs.filter(({ id }) => held.has(id) || free.has(id)),
      resources: day.problem.resources.filter(({ id }) => people.has(id)),
    },
    stay: day.planned().filter(({ resource }) => !people.has(resource)),
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
