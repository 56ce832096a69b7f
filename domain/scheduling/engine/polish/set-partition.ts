import { Dive } from './dive.ts';
import { reducedCosts, rowPrices } from './row-prices.ts';

/** Columns that each cover some rows at a cost; `at` holds where a column's rows begin in `rows`. */
export interface Columns {
  readonly count: number;
  readonly at: Int32Array;
  readonly rows: Int32Array;
  readonly cost: Float64Array;
  /** Which of the classes a column uses one of. */
  readonly kind: Int32Array;
}

/** A choice of columns and what it costs with all absences. */
export interface Partition {
  readonly chosen: readonly number[];
  readonly cost: number;
}

/** What there is to choose from and what is known already. */
export interface PartitionTask {
  readonly columns: Columns;
  readonly rows: number;
  /** By row, the price of leaving it uncovered. */
  readonly absence: Float64Array;
  /** By kind, how many columns may be chosen. */
  readonly most: Int32Array;
  /** Only a cheaper choice is an answer. */
  readonly upper: number;
  /** By row, prices to begin with: those of an earlier answer, or 0. */
  readonly start: Float64Array;
}

/**
 * Chooses columns so that each row is covered once (or its absence paid) for less than `upper`. Prices of rows come from
 * subgradient steps on the Lagrangian bound (Held & Karp 1971; Fisher 2004); columns whose reduced cost exceeds the gap
 * cannot be in a better choice and go; the rest is searched depth first for a bounded number of nodes.
 */
export function partition(
  task: PartitionTask,
  effort = { steps: 150, nodes: 3000 },
): { readonly found: Partition | null; readonly price: Float64Array } {
  const { price, bound } = rowPrices(task, effort.steps);
  const reduced = reducedCosts(task.columns, price);
  const gap = task.upper - bound;
  const kept: number[] = [];
  for (let c = 0; c < task.columns.count; c++) if (reduced[c]! < gap) kept.push(c);
  const found = gap <= 1e-6 ? null : new Dive(task, { price, reduced, kept }).run(effort.nodes);
  return { found, price };
}
