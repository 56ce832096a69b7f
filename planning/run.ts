import type { PlanSeed } from '../domain/scheduling/engine/plan-seed.ts';
import type { Plan } from '../domain/scheduling/model/plan.ts';
import type { Problem } from '../domain/scheduling/model/problem.ts';
import type { TravelTable } from '../domain/scheduling/model/travel-table.ts';
import { compareCosts } from './objective-order.ts';
import type { Budget } from './search/budget.ts';
import { Exchange } from './search/exchange.ts';
import type { FromSearch } from './search/messages.ts';
import type { SearchThread } from './search/threads.ts';

/** What all threads of one run have in common. */
export interface Run {
  readonly problem: Problem;
  readonly travel: TravelTable;
  /** Of the first thread; the others count on from it. */
  readonly seed: number;
  readonly iterations?: number;
  readonly budget?: Budget;
  readonly start?: PlanSeed;
  readonly signal?: AbortSignal;
  /** Told of better plans of any thread, with the iterations of all threads. */
  readonly hear: (cost: number, iterations: number) => void;
}

/**
 * Searches on several threads with different seeds that tell each other of better plans, and answers the best. Iterations
 * without a budget are repeatable, so nothing is exchanged then: which thread is faster must not matter.
 */
export async function runSearch(threads: readonly SearchThread[], run: Run): Promise<Plan> {
  const { signal, hear, ...common } = run;
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const onAbort = () => void Atomics.store(stop, 0, 1);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const exchanges = threads.length > 1 && run.budget !== undefined;
  const exchange = new Exchange(threads);
  const progress = new BestOf(run, threads.length);
  const plans: Plan[] = [];
  try {
    await Promise.all(
      threads.map((thread, at) =>
        thread.search({ ...common, seed: run.seed + at, stop, exchanges }, (message) => {
          if (message.kind === 'done') plans[at] = message.plan;
          else if (message.kind === 'compare') exchange.compare(at, message);
          else if (message.kind === 'progress') progress.hear(at, message);
        }),
      ),
    );
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  const best = plans.reduce((one, other) =>
    compareCosts(other.cost, one.cost, run.problem.objective) < 0 ? other : one,
  );
  return { ...best, iterations: plans.reduce((sum, { iterations }) => sum + iterations, 0) };
}

/** Joins the progress of several threads into one: the best cost, and the sum of iterations. */
class BestOf {
  readonly #hear: Run['hear'];
  readonly #iterations: number[];
  #best = Number.POSITIVE_INFINITY;

  constructor({ hear }: Run, threads: number) {
    this.#hear = hear;
    this.#iterations = Array(threads).fill(0);
  }

  hear(at: number, { cost, iterations }: Extract<FromSearch, { kind: 'progress' }>): void {
    this.#iterations[at] = iterations;
    this.#best = Math.min(this.#best, cost);
    this.#hear(
      this.#best,
      this.#iterations.reduce((sum, one) => sum + one, 0),
    );
  }
}
