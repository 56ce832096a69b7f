import type { PlanSeed } from '../../domain/scheduling/engine/plan-seed.ts';
import type { Progress } from '../../domain/scheduling/engine/solve.ts';
import type { Plan } from '../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import type { TravelTable } from '../../domain/scheduling/model/travel-table.ts';
import type { Budget } from './budget.ts';

/** A plan as rows of jobs, as the engine gives and takes it. */
export type PackedPlan = ReturnType<Progress['packed']>;

/** What one thread is to search; the travel table and the stop flag lie in shared memory. */
export interface SearchTask {
  readonly problem: Problem;
  readonly travel: TravelTable;
  readonly seed: number;
  /** Without a budget the iterations alone end the search, so that it can be repeated exactly. */
  readonly budget?: Budget;
  readonly iterations?: number;
  readonly start?: PlanSeed;
  /** Not 0: hand over the best plan now. */
  readonly stop: Int32Array;
  /** Whether plans of other threads may be taken over on the way. */
  readonly exchanges: boolean;
}

/** From a searching thread: a better plan, the wish to compare with others, or the end. */
export type FromSearch =
  | { readonly kind: 'progress'; readonly cost: number; readonly iterations: number }
  | { readonly kind: 'compare'; readonly cost: number; readonly plan: PackedPlan }
  | { readonly kind: 'done'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly error: unknown };

/** To a searching thread while it searches: the better plan of another. Costs of one problem compare between threads. */
export interface Offer {
  readonly cost: number;
  readonly plan: PackedPlan;
}
