import type { TravelTable } from '../model/travel-table.ts';
import { type Day, openDay } from './day/day.ts';
import { isJob } from './day/figures.ts';
import { visitOf } from './day/visit.ts';
import type { Rest } from './rest.ts';
import { Slots } from './slots.ts';

/**
 * The plan as far as it can simply go on: every stop that is still open in its old place, in the order of time; those
 * that no longer fit there stay out. Trips to depots that nobody has left for are left to planning anew.
 */
export function keepPlan(rest: Rest, travel: TravelTable): Day {
  const day = openDay(rest.problem, travel, { routes: [], underWay: rest.underWay });
  const stops = [...rest.frozen.values()].flatMap(({ resource, open }) =>
    open.filter(isJob).map((stop) => ({ ...stop, resource: resource.id })),
  );
  for (const { job: id, resource, start } of stops.sort((one, other) => one.start - other.start)) {
    const job = day.jobs.get(id);
    const route = day.routes.findIndex(({ driven }) => driven.shift.resource.id === resource);
    if (job === undefined || route < 0 || !day.mayHold(route, job)) continue;
    const bounds = day.boundsOf(job, { isAlone: true });
    const isGrouped = day.links.mates(job).length > 0;
    if (bounds === null) continue;
    const visit = visitOf(job, isGrouped ? { from: start, to: start } : bounds);
    const at = day.routes[route]!.visits.length;
    if (day.rangeAt(route, at, visit) !== null) day.insert(route, at, visit);
  }
  for (const id of brokenGroups(day)) day.remove(id);
  return day;
}

// A group of which one part no longer fits is taken out whole.
const brokenGroups = (day: Day): string[] =>
  day.problem.jobs
    .filter((job) => day.routeOf(job.id) >= 0 && day.links.mates(job).some((id) => day.routeOf(id) < 0))
    .map(({ id }) => id);

/** Puts in what is left over where it adds least travel and disturbs nobody: most important first. */
export function fillGaps(day: Day, accept: () => boolean): void {
  const slots = new Slots(day);
  const left = day.problem.jobs.filter(({ id }) => day.routeOf(id) < 0);
  for (const job of left.sort((one, other) => (other.importance ?? 1) - (one.importance ?? 1))) {
    const found = slots.for(job).find((slot) => {
      if (!slots.book(job, slot)) return false;
      if (accept()) return true;
      slots.release(job.id);
      return false;
    });
    if (found === undefined) continue;
  }
}
