import { costOf } from '../engine/report/figures.ts';
import type { Plan, PlannedRoute } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { openDay } from './day/day.ts';
import { rowOf } from './day/ways.ts';
import { placesOf } from './disturbance.ts';
import type { Rest } from './rest.ts';

/** Puts what is done and under way before what was planned anew, and adds the other days. */
export function joined(
  problem: Problem,
  travel: TravelTable,
  { rest, plan, before }: { readonly rest: Rest; readonly plan: Plan; readonly before: Plan },
): Plan {
  const places = new Map(problem.jobs.map(({ id, location }) => [id, location]));
  const day = openDay(rest.problem, travel, { routes: plan.routes, underWay: rest.underWay });
  const timed = new Map(
    day.routes.flatMap((_, at) => {
      const found = day.timesOf(at)?.route;
      return found === undefined ? [] : [[found.resource, found] as const];
    }),
  );
  const routes = [...rest.frozen.values()].flatMap(({ resource, shift, stops, breaks }): PlannedRoute[] => {
    const more = timed.get(resource.id);
    const all = [...stops, ...(more?.stops ?? [])];
    if (all.length === 0) return [];
    const paused = [...breaks, ...(more?.breaks ?? [])];
    const ends = stops.map((stop) => rowOf('job' in stop ? places.get(stop.job)! : stop.depot));
    const legs = [rowOf(resource.start), ...ends].slice(0, stops.length);
    const distance = legs.reduce(
      (sum, from, at) => sum + travel.distances[from * travel.places + ends[at]!]!,
      0,
    );
    return [
      {
        resource: resource.id,
        shift,
        stops: all,
        ...(paused.length > 0 && { breaks: paused }),
        travel: stops.reduce((sum, stop) => sum + stop.travel, 0) + (more?.travel ?? 0),
        distance: distance + (more?.distance ?? 0),
      },
    ];
  });
  const today = new Set(rest.problem.jobs.map(({ id }) => id));
  const gone = before.unassigned.filter(({ job }) => !today.has(job) && places.has(job));
  const unassigned = [...gone, ...plan.unassigned];
  const all = { routes: [...routes, ...rest.otherDays], unassigned };
  const jobs = new Map([...problem.jobs, ...rest.problem.jobs].map((job) => [job.id, job]));
  const here = new Set([...placesOf(all.routes).keys(), ...unassigned.map(({ job }) => job)]);
  const known = { ...problem, jobs: [...jobs.values()].filter(({ id }) => here.has(id)) };
  return { ...plan, ...all, cost: costOf(known, all, before) };
}
