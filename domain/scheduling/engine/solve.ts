import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { coolingFor, sharesFor } from './annealing.ts';
import type { ChangesAllowed } from './change-limit.ts';
import { compile } from './compile.ts';
import type { Model } from './model.ts';
import { planOf } from './report/plan-of.ts';
import type { PlanSeed } from './plan-seed.ts';
import { roundsFor } from './polish/rounds.ts';
import { Random } from './random.ts';
import { Search } from './search.ts';
import type { PackedPlan } from './routes/snapshot.ts';
import { packSeed } from './routes/pack-seed.ts';

/** How far a search is. Costs of searches over one problem compare with each other; lower is better. */
export interface Progress {
  readonly cost: number;
  readonly iterations: number;
  /** The best plan as rows of jobs, for another search over the same problem. Made only when asked for. */
  readonly packed: () => PackedPlan;
}

export interface SolveOptions {
  readonly seed: number;
  /** Stops after this many iterations, when given. */
  readonly iterations?: number;
  /** 0..1, how much of the time budget is used up; asked now and then. Absent: iterations decide the annealing. */
  readonly spent?: () => number;
  /** Asked now and then, as `spent` is: true ends the search early, without a say in the annealing. */
  readonly stop?: () => boolean;
  /** Told of the best plan now and then, new or not. A plan that it returns (found by another worker) is taken over. */
  readonly onBetter?: (progress: Progress) => PackedPlan | undefined;
  /** An earlier plan to begin with, and to stay close to when stability is a goal. */
  readonly start?: PlanSeed;
  /** The plan that stability is measured against; `start` unless told. */
  readonly before?: PlanSeed;
  /** How much of `before` may change at most; `start` must be within. */
  readonly changes?: ChangesAllowed;
}

/** Iterations between two looks at the clock. */
const stride = 128;
const defaultIterations = 20_000;

/**
 * Plans the jobs of a sound problem. Without a clock the answer depends on problem, seed and iterations alone. Never
 * throws for want of a feasible plan: what cannot be placed is listed as unassigned, without reasons yet.
 */
export function solve(problem: Problem, travel: TravelTable, options: SolveOptions): Plan {
  const model = compile(problem, travel, options.before ?? options.start);
  const random = new Random(options.seed);
  const search = new Search(model, random);
  if (options.start !== undefined) search.adopt(packSeed(model, problem, options.start));
  if (options.changes === undefined) search.fill();
  else {
    const { most, jobs } = options.changes;
    search.limitChanges({
      most,
      isPromised: Uint8Array.from(problem.jobs, ({ id }) => Number(jobs.has(id))),
    });
  }
  const iterations = anneal(search, model, options);
  search.adopt(search.best.packed());
  return planOf(problem, search.routes, {
    iterations,
    seed: options.seed,
    start: options.before ?? options.start,
  });
}

function anneal(search: Search, model: Model, options: SolveOptions): number {
  const { spent, stop, onBetter } = options;
  const most = options.iterations ?? (spent === undefined ? defaultIterations : Number.POSITIVE_INFINITY);
  const cooling = coolingFor(search.routes, sharesFor(search.routes, options.start !== undefined));
  const rounds = options.start === undefined ? roundsFor(model, search, options.seed) : null;
  let iterations = 0;
  if (model.jobs === 0) return 0;
  for (;;) {
    const share = spent === undefined ? iterations / most : spent();
    if (share >= 1 || iterations >= most || stop?.()) return iterations;
    const temperature = cooling(rounds === null ? share : rounds.begin(share));
    const until = Math.min(most, iterations + stride);
    for (; iterations < until; iterations++) search.step(temperature);
    rounds?.end(share);
    const found = onBetter?.({ cost: search.bestPrice, iterations, packed: () => search.best.packed() });
    if (found !== undefined) search.adopt(found);
  }
}
