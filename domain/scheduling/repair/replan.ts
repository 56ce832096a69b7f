import { solve } from '../engine/solve.ts';
import type { Plan } from '../model/plan.ts';
import type { Goal, Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { placesOf } from './disturbance.ts';
import { joined } from './joined.ts';
import { fillGaps, keepPlan } from './keep.ts';
import { Mending } from './mending.ts';
import { nearPeople, type Part, partOf } from './near.ts';
import { type Prices, pricesOf } from './price.ts';
import { Promises } from './promises.ts';
import { type Happening, restOf } from './rest.ts';

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

/** Searches from the plan as it was; each finds others of the few changes that are allowed. */
const runs = 10;
/** Their share of the time; the rest is for joining what they found. */
const searching = 0.97;
/** What a changed promise costs while searching, in usual ways: enough that none is changed for nothing. */
const promisedWays = 0.5;

/**
 * Mends a day after something happened. What is done or under way stays, locks hold, and all else is planned anew from the
 * plan as it was, by searches that may never change more than a few promises: over the technicians nearby and over all in
 * turn. What they found is taken apart into patches, and the best choice of patches wins. The plan that simply goes on,
 * with new jobs put into gaps, is always among them.
 */
export function replan(problem: Problem, travel: TravelTable, options: RepairOptions & Happening): Repair {
  const rest = restOf(problem, options);
  const prices = pricesOf(rest.problem, travel);
  const going = keepPlan(rest, travel);
  const promises = new Promises(problem, rest, { ...options, kept: going.planned() });
  const most = Math.floor((options.calm ?? 0.05) * promises.places.size);
  const homeless = new Set(
    [...placesOf(options.plan.routes).keys(), ...emergenciesOf(options)].filter(
      (id) => going.routeOf(id) < 0,
    ),
  );
  const near = nearPeople(going, homeless);
  fillGaps(going, () => promises.broken(going.planned()).length === 0);
  const mending = new Mending({ rest, travel, prices, promises, most, going });
  const greedy = keepPlan(rest, travel);
  fillGaps(greedy, () => promises.broken(greedy.planned()).length <= most);
  mending.add(greedy.planned());
  const whole: Part = { problem: rest.problem, routes: mending.best.routes, stay: [] };
  const nearby = near === null ? null : partOf(going, near);
  for (let run = 0; run < runs; run++) {
    const part = run % 2 === 0 ? (nearby ?? whole) : whole;
    mending.add(searched(part, travel, { run, options, prices, promises, most }));
  }
  mending.join();
  const { best } = mending;
  return {
    plan: joined(problem, travel, { rest, plan: best, before: options.plan }),
    rest: { problem: rest.problem, plan: best },
    untouched: [...promises.places.keys()],
    disturbed: promises.broken(best.routes),
  };
}

interface Run {
  readonly run: number;
  readonly options: RepairOptions;
  readonly prices: Prices;
  readonly promises: Promises;
  readonly most: number;
}

function searched(
  { problem, routes, stay }: Part,
  travel: TravelTable,
  { run, options, prices, promises, most }: Run,
): Plan['routes'] {
  const { seed, spent, iterations = 20_000 } = options;
  const weights: Partial<Record<Goal, number>> = { ...prices.weights, stability: promisedWays * prices.way };
  const named = Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight !== 0));
  const found = solve({ ...problem, objective: { weights: named } }, travel, {
    seed: seed + run,
    start: { routes },
    before: promises.plan,
    changes: { most, jobs: new Set(promises.places.keys()) },
    ...(spent === undefined
      ? { iterations: Math.ceil(iterations / runs) }
      : { spent: () => (spent() * runs) / searching - run }),
  });
  return [...found.routes, ...stay];
}

const emergenciesOf = ({ events }: Happening): string[] =>
  events.flatMap((event) => (event.kind === 'emergency' ? [event.job.id] : []));
