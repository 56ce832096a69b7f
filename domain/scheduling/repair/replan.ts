import { solve } from '../engine/solve.ts';
import type { Plan } from '../model/plan.ts';
import type { Goal, Job, Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { takeBack } from './calming.ts';
import { type Day, openDay } from './day/day.ts';
import { planOfDay } from './day/figures.ts';
import { disturbed, placesOf } from './disturbance.ts';
import { fillGaps, keepPlan } from './keep.ts';
import { joined } from './joined.ts';
import { CalmPrice, type Prices, pricesOf, weighed } from './price.ts';
import { type Nearby, nearbyOf } from './near.ts';
import { type Happening, type Rest, restOf } from './rest.ts';

/** How long and how calmly a day is mended. */
export interface RepairOptions {
  readonly seed: number;
  /** 0..1, how much of the time is used up; asked now and then. Without it iterations decide. */
  readonly spent?: () => number;
  /** Of all runs together; 20,000 unless told. */
  readonly iterations?: number;
  /** The share of untouched jobs that may get another technician or start more than half an hour off; 0.05 unless told. */
  readonly calm?: number;
}

/** A mended day. */
export interface Repair {
  /** Done, under way and planned anew, over all days. */
  readonly plan: Plan;
  /** What was open at that moment, as a problem and a plan of its own. */
  readonly rest: { readonly problem: Problem; readonly plan: Plan };
  /** Jobs that nothing had happened to, and those of them that changed. */
  readonly untouched: readonly string[];
  readonly disturbed: readonly string[];
}

/** How often the price of calm is tried; each try has its share of the time. */
const tries = 5;

/**
 * Mends a day after something happened. What is done or under way stays, locks hold, and all else is planned anew from
 * the plan as it was, with a price on each promise that changes. The price is searched for: it falls while few enough
 * untouched jobs change and rises when too many do; the best plan within the limit wins. The plan that simply goes on,
 * with new jobs put into gaps, is always among them.
 */
export function replan(problem: Problem, travel: TravelTable, options: RepairOptions & Happening): Repair {
  const rest = restOf(problem, options);
  const prices = pricesOf(rest.problem, travel);
  const kept = keepPlan(rest, travel);
  const seed = kept.planned();
  const untouched = untouchedOf(rest, options, new Set(placesOf(seed).keys()));
  const before = new Map(
    [...placesOf(rest.otherDays.concat(oldRoutes(rest, options.plan)))].filter(([id]) => untouched.has(id)),
  );
  const changed = (routes: Plan['routes']) => disturbed(problem, before, placesOf(original(rest, routes)));
  // What moves even when the plan simply goes on was touched by what happened.
  for (const id of changed(seed)) {
    before.delete(id);
    untouched.delete(id);
  }
  const most = Math.floor((options.calm ?? 0.05) * untouched.size);
  const homeless = new Set(
    [...placesOf(options.plan.routes).keys(), ...emergenciesOf(options)].filter((id) => kept.routeOf(id) < 0),
  );
  const nearby = nearbyOf(kept, homeless);
  fillGaps(kept, () => changed(kept.planned()).length <= most);
  let best = planOfDay(kept);
  const calm = new CalmPrice(prices.way);
  for (let round = 0; round < tries; round++) {
    const day = runOf(rest, travel, { seed, price: calm.price, prices, round, options, untouched, nearby });
    takeBack(day, before, () => changed(day.planned()));
    const found = planOfDay(day);
    const isCalm = changed(found.routes).length <= most;
    if (isCalm && weighed(found, prices) < weighed(best, prices)) best = found;
    calm.tell(isCalm);
  }
  return {
    plan: joined(problem, travel, { rest, plan: best, before: options.plan }),
    rest: { problem: rest.problem, plan: best },
    untouched: [...untouched],
    disturbed: changed(best.routes),
  };
}

interface Run {
  readonly seed: Plan['routes'];
  readonly price: number;
  readonly prices: Prices;
  readonly round: number;
  readonly options: RepairOptions;
  readonly untouched: ReadonlySet<string>;
  readonly nearby: Nearby | null;
}

// The engine finds the order of visits; the day then times them, for technicians who are out go on at once.
function runOf(rest: Rest, travel: TravelTable, run: Run): Day {
  const { seed, price, prices, round, options, nearby } = run;
  const part = nearby?.problem ?? rest.problem;
  const people = new Set(part.resources.map(({ id }) => id));
  const { spent, iterations = 20_000 } = options;
  const weights: Partial<Record<Goal, number>> = { ...prices.weights, stability: price };
  const named = Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight !== 0));
  const [from, to] = [round / tries, (round + 1) / tries];
  const found = solve({ ...part, jobs: dearer(part, run), objective: { weights: named } }, travel, {
    seed: options.seed + round,
    start: { routes: seed.filter(({ resource }) => people.has(resource)) },
    ...(spent === undefined
      ? { iterations: Math.ceil(iterations / tries) }
      : { spent: () => (spent() - from) / (to - from) }),
  });
  return openDay(rest.problem, travel, {
    routes: [...found.routes, ...(nearby?.stay ?? [])],
    underWay: rest.underWay,
  });
}

// Leaving out what was promised is a change too, and costs as much on top of its importance.
const dearer = (problem: Problem, { price, prices, untouched }: Run): readonly Job[] =>
  problem.jobs.map((job) =>
    untouched.has(job.id)
      ? { ...job, importance: (job.importance ?? 1) + price / prices.weights.importance }
      : job,
  );

/** Jobs planned before that still are where they were and belong to nobody whose day was hit. */
function untouchedOf(rest: Rest, { plan, events }: Happening, kept: ReadonlySet<string>): Set<string> {
  const placed = placesOf(plan.routes);
  const hit = new Set(
    events.map((event) => {
      if (event.kind === 'sick' || event.kind === 'late') return event.resource;
      return event.kind === 'emergency' ? undefined : placed.get(event.job)?.resource;
    }),
  );
  return new Set(
    [...rest.frozen].flatMap(([id, { open }]) =>
      hit.has(id) ? [] : open.flatMap((stop) => ('job' in stop && kept.has(stop.job) ? [stop.job] : [])),
    ),
  );
}

const emergenciesOf = ({ events }: Happening): string[] =>
  events.flatMap((event) => (event.kind === 'emergency' ? [event.job.id] : []));

const oldRoutes = (rest: Rest, plan: Plan): Plan['routes'] =>
  plan.routes.filter(({ resource, shift }) => rest.frozen.get(resource)?.shift === shift);

/** Routes of the rest under the shifts of the whole problem. */
const original = (rest: Rest, routes: Plan['routes']): Plan['routes'] =>
  routes.map((route) => ({ ...route, shift: rest.frozen.get(route.resource)?.shift ?? route.shift }));
