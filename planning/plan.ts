import { explain } from '../domain/scheduling/explain/explain.ts';
import type { PlanSeed } from '../domain/scheduling/engine/plan-seed.ts';
import type { Plan } from '../domain/scheduling/model/plan.ts';
import type { Problem } from '../domain/scheduling/model/problem.ts';
import { namePlaces } from './answer.ts';
import { type LocatedProblem, locate } from './problem/locate.ts';
import { runSearch } from './run.ts';
import { type Budget, cpuMilliseconds } from './search/budget.ts';
import { monotonicNow } from './search/process-start.ts';
import { type SearchThreads, startThreads } from './search/threads.ts';

/** A plan with what it took to find it. */
export interface Answer extends Plan {
  /** Wall-clock seconds from where the budget began to count. */
  readonly seconds: number;
  /** Seconds of all threads of the process together, in that time. */
  readonly cpuSeconds: number;
}

/** How far a search has come. */
export interface Progress {
  readonly seconds: number;
  /** The search's own price of its best plan: it falls as plans get better, and compares within one problem only. */
  readonly cost: number;
  readonly iterations: number;
}

/** How long and how a plan is looked for; with iterations alone the answer is the same each time on one thread. */
export interface PlanOptions {
  /** 10 unless iterations are given. */
  readonly seconds?: number;
  /** Of each thread. */
  readonly iterations?: number;
  /** 1 unless told. */
  readonly threads?: number;
  /** Threads that run already; they are kept. */
  readonly pool?: SearchThreads;
  /** 1 unless told. */
  readonly seed?: number;
  /** An earlier plan to begin with, and to stay close to where `stability` is a goal. */
  readonly start?: PlanSeed;
  /** Ends the search early; the best plan so far is the answer. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** What the seconds are measured in; wall unless told. */
  readonly clock?: Budget['clock'];
  /** Where both clocks begin to count, in their own milliseconds; now unless told. */
  readonly from?: { readonly wall: number; readonly cpu: number };
  /** Milliseconds of the budget that the caller needs after the answer, for writing it. */
  readonly reserve?: number;
}

const usualSeconds = 10;

/** Plans a problem that was checked (`checkProblem`, or made by the product itself). Throws BadProblem for a bad matrix. */
export const plan = (problem: Problem, options: PlanOptions = {}): Promise<Answer> =>
  planLocated(locate(problem), options);

/** Plans a problem whose places have rows already. */
export async function planLocated(located: LocatedProblem, options: PlanOptions = {}): Promise<Answer> {
  const { threads = 1, seed = 1, clock = 'wall' } = options;
  const from = options.from ?? { wall: monotonicNow(), cpu: cpuMilliseconds() };
  const seconds = options.seconds ?? (options.iterations === undefined ? usualSeconds : undefined);
  const pool = options.pool ?? startThreads(threads);
  const elapsed = () => (monotonicNow() - from.wall) / 1000;
  try {
    const found = await runSearch(pool.all.slice(0, threads), {
      problem: located.problem,
      travel: located.travel,
      seed,
      ...(options.iterations !== undefined && { iterations: options.iterations }),
      ...(seconds !== undefined && {
        budget: {
          clock,
          from: from[clock],
          milliseconds: seconds * 1000 - (options.reserve ?? 0),
        },
      }),
      ...(options.start && { start: options.start }),
      ...(options.signal && { signal: options.signal }),
      hear: (cost, iterations) => options.onProgress?.({ seconds: elapsed(), cost, iterations }),
    });
    return {
      ...namePlaces(explain(located.problem, located.travel, found), located.nameOf),
      seed,
      seconds: elapsed(),
      cpuSeconds: (cpuMilliseconds() - from.cpu) / 1000,
    };
  } finally {
    if (options.pool === undefined) await pool.close();
  }
}
