import type { Plan, PlannedRoute, Stop } from '../../model/plan.ts';
import type { Location, Problem } from '../../model/problem.ts';
import type { PlanSeed } from '../plan-seed.ts';
import type { Routes } from '../routes/routes.ts';
import { wayTime } from '../timed/clock.ts';
import { momentsPrice, shortestDrive } from '../timed/price.ts';
import { isBreak, nextPlaceRow, startOf } from '../timed/steps.ts';
import { forward } from '../timed/timetable.ts';
import { costOf } from './figures.ts';

/** What the answer tells of the search besides the plan. */
export interface Run {
  readonly iterations: number;
  readonly seed: number;
  readonly start?: PlanSeed | undefined;
}

/** Reads the routes back into a plan with exact times, and measures it by every goal of the problem. */
export function planOf(problem: Problem, routes: Routes, { iterations, seed, start }: Run): Plan {
  const planned: PlannedRoute[] = [];
  for (let slot = 0; slot < routes.model.slots; slot++) {
    if (routes.work[slot]! > 0) planned.push(routeOf(problem, routes, slot));
  }
  const unassigned = problem.jobs
    .filter((_, job) => routes.slotOf[job] === -1)
    .map(({ id }) => ({ job: id, reasons: [] }));
  return { routes: planned, unassigned, cost: costOf(problem, { routes: planned }, start), iterations, seed };
}

// Visits are as early as can be, unless the length of the day counts: then the technician leaves as late as possible.
function timetable(routes: Routes, slot: number): void {
  const { model } = routes;
  const open = model.slot.open[slot]!;
  if (!model.isSpanned) {
    if (model.isTimed) forward(routes, slot, open);
    return;
  }
  const { begin, end } = shortestDrive(routes, slot);
  const early = momentsPrice(routes, slot);
  const earlyIdle = forward(routes, slot, open) - open - (end - begin);
  forward(routes, slot, begin);
  const late = momentsPrice(routes, slot);
  const { waiting } = model.weights;
  const isEarlyAllowed = earlyIdle + end - begin <= model.slot.maxDuration[slot]!;
  if (isEarlyAllowed && early + waiting * earlyIdle < late) forward(routes, slot, open);
}

function routeOf(problem: Problem, routes: Routes, slot: number): PlannedRoute {
  timetable(routes, slot);
  const { model } = routes;
  const { legs, slot: slots, zero } = model;
  const base = slot * routes.stride;
  const last = base + routes.size[slot]! + 1;
  const stops: Stop[] = [];
  const breaks: { start: number; end: number }[] = [];
  let travel = 0;
  let distance = 0;
  for (let row = base; row < last; ) {
    const next = nextPlaceRow(routes, row);
    const leg = routes.at[row]! * legs.places + routes.at[next]!;
    const leave = routes.dep[row]!;
    const way = wayTime(legs, legs.timeFrom[leg]!, leave);
    const { arrive, pauses } = drive(routes, { from: row, to: next, way });
    breaks.push(...pauses.map((pause) => ({ start: pause.start + zero, end: pause.end + zero })));
    travel += way;
    distance += legs.distanceFrom[leg]!;
    if (next < last) {
      const left = routes.dep[next]!;
      const times = {
        arrive: arrive + zero,
        start: left - model.node.service[routes.node[next]!]! + zero,
        end: left + zero,
      };
      stops.push({ ...nameOf(problem, routes, routes.node[next]!), ...times, travel: way });
    }
    row = next;
  }
  const resource = problem.resources[slots.resource[slot]!]!.id;
  return {
    resource,
    shift: slots.shift[slot]!,
    stops,
    ...(breaks.length > 0 ? { breaks } : {}),
    travel,
    distance,
  };
}

/** When a way with breaks on it arrives. Breaks that begin later than the arrival are taken there, before work. */
function drive(routes: Routes, { from, to, way }: { from: number; to: number; way: number }) {
  let now = routes.dep[from]!;
  let left = way;
  let arrive = -1;
  const pauses: { start: number; end: number }[] = [];
  for (let row = from + 1; row < to; row++) {
    const one = routes.node[row]!;
    if (!isBreak(routes, one)) continue;
    const start = startOf(routes, one, now);
    const end = start + routes.model.node.service[one]!;
    pauses.push({ start, end });
    if (arrive < 0 && start >= now + left) arrive = now + left;
    if (arrive < 0) left -= start - now;
    now = end;
  }
  return { arrive: arrive < 0 ? now + left : arrive, pauses };
}

function nameOf(problem: Problem, { model }: Routes, one: number): { job: string } | { depot: Location } {
  if (one < model.jobs) return { job: problem.jobs[one]!.id };
  return { depot: problem.depots![one - model.nodes + model.stock.depots]!.location };
}
