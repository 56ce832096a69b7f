import type { Columns, PartitionTask } from './set-partition.ts';

/** What is left of each column's cost when its rows have paid for it. */
export function reducedCosts({ count, at, rows, cost }: Columns, price: Float64Array): Float64Array {
  const reduced = new Float64Array(count);
  for (let c = 0; c < count; c++) {
    let rest = cost[c]!;
    for (let i = at[c]!; i < at[c + 1]!; i++) rest -= price[rows[i]!]!;
    reduced[c] = rest;
  }
  return reduced;
}

/**
 * Prices of rows that bring the Lagrangian bound near its highest, by steps along the subgradient: rows covered twice get
 * cheaper, rows left out dearer, never dearer than leaving them out (Held & Karp 1971; Fisher 2004).
 */
export function rowPrices({ columns, rows: size, absence, upper, start }: PartitionTask, steps: number) {
  const price = Float64Array.from(start, (one, row) => Math.min(one, absence[row]!));
  const best = { price: price.slice(), bound: -Infinity };
  const slack = new Float64Array(size);
  let pace = 1;
  let idle = 0;
  for (let step = 0; step < steps; step++) {
    const bound = boundOf(columns, price, slack);
    if (bound > best.bound + 1e-9) {
      best.bound = bound;
      best.price.set(price);
      idle = 0;
    } else if (++idle >= 10) {
      idle = 0;
      pace *= 0.6;
      price.set(best.price);
      if (pace < 0.005) break;
      continue;
    }
    let norm = 0;
    for (let row = 0; row < size; row++) norm += slack[row]! * slack[row]!;
    if (norm === 0) break;
    const length = (pace * (upper * 1.001 - bound)) / norm;
    for (let row = 0; row < size; row++)
      price[row] = Math.min(absence[row]!, price[row]! + length * slack[row]!);
  }
  return best;
}

// The cheapest any choice can be at these prices; `slack` becomes 1 less the times each row is covered.
function boundOf(columns: Columns, price: Float64Array, slack: Float64Array): number {
  const { count, at, rows } = columns;
  const reduced = reducedCosts(columns, price);
  slack.fill(1);
  let bound = price.reduce((sum, one) => sum + one, 0);
  for (let c = 0; c < count; c++) {
    if (reduced[c]! >= 0) continue;
    bound += reduced[c]!;
    for (let i = at[c]!; i < at[c + 1]!; i++) slack[rows[i]!]!--;
  }
  return bound;
}
