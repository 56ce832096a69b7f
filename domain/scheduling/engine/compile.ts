import type { Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { compileGroups } from './compile/groups.ts';
import { compileLegs } from './compile/legs.ts';
import { compileNodes } from './compile/nodes.ts';
import { compilePairs } from './compile/pairs.ts';
import { compileSlots, slotEntries, unlimited } from './compile/slots.ts';
import { compileStock } from './compile/stock.ts';
import { type GoalScale, type GoalWeights, goalWeights } from './compile/weights.ts';
import type { Model, NodeTable, SlotTable, Weights } from './model.ts';
import type { PlanSeed } from './plan-seed.ts';

/** A change of start up to this many seconds leaves a visit as it was, for whom it matters (stability). */
const movedSlackSeconds = 30 * 60;

/** Turns a problem into the tables the solver works on. The problem must be sound; the edge refuses others. */
export function compile(problem: Problem, travel: TravelTable, seed?: PlanSeed): Model {
  const zero = Math.min(...problem.resources.flatMap(({ shifts }) => shifts.map(([from]) => from)), 2 ** 31);
  const unit = problem.unit ?? 1;
  const entries = slotEntries(problem, zero);
  const horizon = entries.reduce((latest, entry) => Math.max(latest, entry.latest), 0);
  const earlier = earlierOf(problem, seed);
  const { node, breakAt } = compileNodes(problem, { zero, horizon, entries, before: earlier.starts });
  const slot = compileSlots(problem, entries, {
    nowhere: travel.places,
    special: namedResources(problem, seed),
    breakAt,
  });
  const goals = goalWeights(problem, scaleOf(problem, travel, slot));
  const prices = { time: goals.travel + goals.duration, distance: goals.distance };
  const shifted = { ...travel, dayStart: (travel.dayStart ?? 0) + zero * unit };
  const { legs, weight } = compileLegs(shifted, {
    prices,
    unit,
    isOpen: problem.resources.some(({ end }) => end === undefined),
  });
  const stock = compileStock(problem, entries);
  const weights = weightsOf(goals, {
    leg: weight,
    unit,
    slot,
    isStrict: !('weights' in (problem.objective ?? [])),
  });
  const slotBefore = Int32Array.from(problem.jobs, ({ id }) => earlier.slots.get(id) ?? -1);
  const pairs = compilePairs(problem, {
    legs,
    node,
    slot,
    stock,
    preferred: goals.preferred / weight,
    levelSurplus: goals.levelSurplus / weight,
    stability: goals.stability / weight,
    before: slotBefore,
  });
  priceAbsence(problem, node, weights);
  return {
    jobs: problem.jobs.length,
    nodes: node.place.length,
    slots: entries.length,
    legs,
    node,
    slot,
    pairs,
    stock,
    weights,
    groups: compileGroups(problem),
    slotBefore,
    hasGaps: node.isSplit.includes(1),
    isSpanned: weights.waiting > 0 || slot.maxDuration.some((most) => most < unlimited),
    isTimed: isTimed(weights, slot, legs.profile !== null || stock.depots > 0),
    zero,
    unit,
  };
}

// In strict order the search may think of leaving a job out, but a plan with less importance is never the better one.
const strictFactor = 1000;

// Locked visits are promises: leaving one out costs more than any other job.
const lockFactor = 1000;

function priceAbsence(problem: Problem, node: NodeTable, weights: Weights): void {
  problem.jobs.forEach(({ importance, locked }, job) => {
    const own = importance ?? 1;
    node.absence[job] = weights.importance * (locked === undefined ? own : Math.max(1, own) * lockFactor);
  });
}

function weightsOf(
  goals: GoalWeights,
  given: {
    readonly leg: number;
    readonly unit: number;
    readonly slot: SlotTable;
    readonly isStrict: boolean;
  },
): Weights {
  const { leg, unit } = given;
  return {
    leg,
    legTime: (goals.travel + goals.duration) / leg,
    importance: goals.importance / leg,
    waiting: goals.duration / leg,
    lateness: goals.lateness / leg,
    soonest: goals.soonest / leg,
    overtime: given.slot.overtimePrice.some((price) => price > 0) ? goals.overtime / leg : 0,
    balance: goals.balance / leg,
    resources: goals.resources / leg,
    moved: goals.stability / leg,
    movedSlack: movedSlackSeconds / unit,
    strict: given.isStrict ? (goals.importance / leg) * strictFactor : 0,
  };
}

function isTimed(weights: Weights, slot: SlotTable, isOther: boolean): boolean {
  const priced = [weights.waiting, weights.lateness, weights.soonest, weights.overtime, weights.balance];
  return (
    isOther ||
    [...priced, weights.resources, weights.moved].some((one) => one > 0) ||
    slot.maxDuration.some((most) => most < unlimited) ||
    slot.breakAt.at(-1)! > slot.breakAt[0]!
  );
}

function scaleOf(problem: Problem, travel: TravelTable, slot: SlotTable): GoalScale {
  return {
    longestLeg: longest(travel.durations),
    longestDistance: longest(travel.distances),
    longestShift: slot.latest.reduce((most, latest, row) => Math.max(most, latest - slot.open[row]!), 1),
    longestOvertime: slot.latest.reduce(
      (most, latest, row) => Math.max(most, (latest - slot.close[row]!) * slot.overtimePrice[row]!),
      0,
    ),
    importances: [...new Set(problem.jobs.map(({ importance }) => importance ?? 1))],
  };
}

const longest = (table: Int32Array | Float64Array): number => {
  let most = 1;
  for (let leg = 0; leg < table.length; leg++) most = Math.max(most, table[leg]!);
  return most;
};

// Technicians whom the same jobs name in the same way are alike; whoever has an earlier route is like nobody else.
function namedResources(problem: Problem, seed: PlanSeed | undefined): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const note = (id: string, mark: string): void => void named.set(id, `${named.get(id) ?? ''}${mark},`);
  problem.jobs.forEach(({ preferred, restricted, mustChoose, locked }, job) => {
    for (const id of preferred ?? []) note(id, `p${job}`);
    for (const id of restricted ?? []) note(id, `r${job}`);
    for (const id of mustChoose ?? []) note(id, `m${job}`);
    if (locked?.resource !== undefined) note(locked.resource, `l${job}`);
  });
  for (const { resource } of seed?.routes ?? []) named.set(resource, resource);
  return named;
}

function earlierOf(problem: Problem, seed: PlanSeed | undefined) {
  const slots = new Map<string, number>();
  const starts = new Map<string, number>();
  const first = new Map<string, number>();
  const shiftsOf = new Map(problem.resources.map(({ id, shifts }) => [id, shifts.length]));
  let next = 0;
  for (const { id, shifts } of problem.resources) {
    first.set(id, next);
    next += shifts.length;
  }
  for (const { resource, shift, stops } of seed?.routes ?? []) {
    const at = shift < (shiftsOf.get(resource) ?? 0) ? first.get(resource) : undefined;
    for (const { job, start } of stops) {
      if (job === undefined || at === undefined) continue;
      slots.set(job, at + shift);
      if (start !== undefined) starts.set(job, start);
    }
  }
  return { slots, starts };
}
