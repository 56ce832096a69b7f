import { parseArgs } from 'node:util';
import { solve } from '../../domain/scheduling/engine/solve.ts';
import type { Plan } from '../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import type { TravelTable } from '../../domain/scheduling/model/travel-table.ts';
import type { DayEvent } from '../../domain/scheduling/repair/events.ts';
import { keepPlan } from '../../domain/scheduling/repair/keep.ts';
import { planOfDay } from '../../domain/scheduling/repair/day/figures.ts';
import { pricesOf, weighed } from '../../domain/scheduling/repair/price.ts';
import { replan } from '../../domain/scheduling/repair/replan.ts';
import { type Happening, restOf } from '../../domain/scheduling/repair/rest.ts';
import { locate } from '../../planning/problem/locate.ts';
import { check } from './checker.ts';
import { aRegion } from './synthetic.ts';
import { textTable } from './tables.ts';

const help = `bench/scheduling/repair.ts [--seconds 2] [--seeds 2] [--sizes 20x160,50x400] [--at 540,720] [--morning 4] [--json]

  Mends made-up days (planned in --morning seconds; shifts are 480-1020) at some minutes of the day after one thing happened, and compares with planning all
  that is left anew. Gain is what the plan is worth above simply going on: importance booked and travel, by the weights of
  the goals. Seconds are CPU seconds.`;
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    seeds: { type: 'string', default: '2' },
    sizes: { type: 'string', default: '20x160,50x400' },
    at: { type: 'string', default: '540,720' },
    morning: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

interface Row {
  readonly day: string;
  readonly event: string;
  readonly seed: number;
  readonly lost: number;
  readonly full: number;
  readonly mended: number;
  readonly fullTravel: number;
  readonly mendedTravel: number;
  readonly share: number;
  /** What planning anew gains, and what mending does, in weights of goals. */
  readonly gains: readonly [full: number, mended: number];
  readonly untouched: number;
  readonly disturbed: number;
  readonly fullDisturbed: number;
  readonly seconds: number;
  readonly violations: number;
}

if (values.help) {
  process.stderr.write(`${help}\n`);
  process.exit(0);
}
const rows: Row[] = [];
for (const size of values.sizes.split(',')) {
  const [technicians, jobs] = size.split('x').map(Number) as [number, number];
  for (let seed = 1; seed <= Number(values.seeds); seed++) rows.push(...days({ technicians, jobs, seed }));
}
if (values.json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
else {
  process.stdout.write(`${textTable(head(), rows.map(cells))}\n\n`);
  process.stdout.write(
    `${textTable(['day', 'event', 'seeds', 'gain % (sum of mended / sum of anew)'], sums())}\n`,
  );
}

/** By day and event: single shares of small gains are noise, their sums are not. */
function sums() {
  const kinds = Map.groupBy(rows, ({ day, event }) => JSON.stringify([day, event]));
  return [...kinds.values()].map((same) => {
    const [full, mended] = [0, 1].map((at) => same.reduce((sum, { gains }) => sum + gains[at]!, 0));
    return [same[0]!.day, same[0]!.event, same.length, ((100 * mended!) / full!).toFixed(0)];
  });
}

function days({ technicians, jobs, seed }: { technicians: number; jobs: number; seed: number }): Row[] {
  const { problem, travel } = locate(aRegion({ technicians, jobs, days: 1, seed: 100 + seed }));
  // Two emergencies from the same region that nobody knew of in the morning.
  const known = { ...problem, jobs: problem.jobs.slice(0, -2) };
  const plan = solve(known, travel, { seed, spent: clock(Number(values.morning)) });
  return values.at
    .split(',')
    .map(Number)
    .flatMap((now) =>
      Object.entries(eventsOf(plan, problem, now)).map(([event, events]) =>
        mended(
          { problem: known, travel, happening: { plan, now, events } },
          { day: `${technicians} x ${jobs} at ${now}`, event, seed },
        ),
      ),
    );
}

function eventsOf(plan: Plan, { jobs }: Problem, now: number): Record<string, readonly DayEvent[]> {
  const longest = [...plan.routes].sort((one, other) => other.stops.length - one.stops.length);
  const [first, second] = longest as [Plan['routes'][number], Plan['routes'][number]];
  const underWay = second.stops.find(({ start, end }) => start <= now && end > now) ?? second.stops[1]!;
  return {
    sick: [{ kind: 'sick', resource: first.resource, from: now }],
    overrun: [
      {
        kind: 'overrun',
        job: 'job' in underWay ? underWay.job : '',
        until: Math.max(now, underWay.end) + 90,
      },
    ],
    emergencies: jobs
      .slice(-2)
      .map((job) => ({ kind: 'emergency' as const, job: { ...job, importance: 10, release: now } })),
  };
}

function mended(
  given: { readonly problem: Problem; readonly travel: TravelTable; readonly happening: Happening },
  name: Pick<Row, 'day' | 'event' | 'seed'>,
): Row {
  const { problem, travel, happening } = given;
  const seconds = Number(values.seconds);
  const began = process.cpuUsage().user;
  const found = replan(problem, travel, { ...happening, seed: 1, spent: clock(seconds) });
  const used = (process.cpuUsage().user - began) / 1e6;
  const rest = restOf(problem, happening);
  const prices = pricesOf(rest.problem, travel);
  const kept = planOfDay(keepPlan(rest, travel));
  // The stability goal at a price of nothing makes the engine count what changed.
  const weights = {
    ...Object.fromEntries(Object.entries(prices.weights).filter(([, weight]) => weight > 0)),
  };
  const free = { ...rest.problem, objective: { weights } };
  const full = solve(free, travel, { seed: 1, spent: clock(seconds), start: { routes: kept.routes } });
  const gain = weighed(kept, prices) - weighed(full, prices);
  const moved = disturbedIn(kept, full, new Set(found.untouched));
  return {
    ...name,
    lost: kept.cost.importance ?? 0,
    full: full.cost.importance ?? 0,
    mended: found.rest.plan.cost.importance ?? 0,
    fullTravel: full.cost.travel ?? 0,
    mendedTravel: found.rest.plan.cost.travel ?? 0,
    gains: [gain, weighed(kept, prices) - weighed(found.rest.plan, prices)],
    share: gain <= 0 ? 1 : (weighed(kept, prices) - weighed(found.rest.plan, prices)) / gain,
    untouched: found.untouched.length,
    disturbed: found.disturbed.length,
    fullDisturbed: moved,
    seconds: used,
    violations: check({ ...rest.problem, travel: matrixOf(travel) }, found.rest.plan).violations.filter(
      ({ rule }) => rule !== 'reasons',
    ).length,
  };
}

function disturbedIn(before: Plan, after: Plan, among: ReadonlySet<string>): number {
  const places = (plan: Plan) =>
    new Map(
      plan.routes.flatMap(({ resource, stops }) =>
        stops.map((stop) => ['job' in stop ? stop.job : '', [resource, stop.start]] as const),
      ),
    );
  const now = places(after);
  return [...places(before)].filter(([job, [who, start]]) => {
    const found = now.get(job);
    return (
      among.has(job) &&
      (found === undefined || found[0] !== who || Math.abs(Number(found[1]) - Number(start)) > 30)
    );
  }).length;
}

function clock(seconds: number): () => number {
  const from = process.cpuUsage().user;
  return () => (process.cpuUsage().user - from) / 1e6 / seconds;
}

function head(): readonly string[] {
  return [
    'day',
    'event',
    'seed',
    'left out: going on',
    'mended',
    'anew',
    'travel mended',
    'anew',
    'gain %',
    'changed',
    'of',
    'anew changes',
    'CPU s',
    'violations',
  ];
}

function cells(row: Row) {
  return [
    row.day,
    row.event,
    row.seed,
    row.lost,
    row.mended,
    row.full,
    row.mendedTravel,
    row.fullTravel,
    (100 * row.share).toFixed(0),
    row.disturbed,
    row.untouched,
    row.fullDisturbed,
    row.seconds.toFixed(2),
    row.violations,
  ];
}

/** The embedded model's table as a matrix, which is what the checker reads. */
function matrixOf({ places, durations, distances }: TravelTable): NonNullable<Problem['travel']> {
  const rows = (table: Int32Array | Float64Array) =>
    Array.from({ length: places }, (_, from) => [...table.subarray(from * places, (from + 1) * places)]);
  return { durations: rows(durations), distances: rows(distances) };
}
