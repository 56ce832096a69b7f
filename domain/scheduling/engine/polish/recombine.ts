import type { Model } from '../model.ts';
import type { PackedPlan } from '../routes/snapshot.ts';
import type { RoutePool } from './route-pool.ts';
import { partition } from './set-partition.ts';

/**
 * Puts a plan cheaper than `upper` together from the pool's routes, null when none is found. `prices` are those of the
 * jobs in the last answer, and become those of this one: the pool changes little in between.
 */
export function recombine(
  model: Model,
  pool: RoutePool,
  given: { readonly upper: number; readonly prices: Float64Array },
): PackedPlan | null {
  const most = new Int32Array(model.slot.classes);
  for (const one of model.slot.class) most[one]!++;
  const kind = Int32Array.from(pool.slot.subarray(0, pool.count), (slot) => model.slot.class[slot]!);
  const { found, price } = partition({
    columns: { count: pool.count, at: pool.at, rows: pool.jobs, cost: pool.cost, kind },
    rows: model.jobs,
    absence: model.node.absence.subarray(0, model.jobs),
    most,
    upper: given.upper,
    start: given.prices,
  });
  given.prices.set(price);
  return found === null ? null : packed(model, pool, found.chosen);
}

// Each route goes where it was seen when that is still free, else to a slot of the same class.
function packed(model: Model, pool: RoutePool, chosen: readonly number[]): PackedPlan {
  const routes: (Int32Array | undefined)[] = Array.from({ length: model.slots });
  const moved = chosen.filter((column) => {
    const slot = pool.slot[column]!;
    if (routes[slot] !== undefined) return true;
    routes[slot] = pool.jobs.subarray(pool.at[column]!, pool.at[column + 1]!);
    return false;
  });
  for (const column of moved) {
    const kind = model.slot.class[pool.slot[column]!]!;
    const slot = routes.findIndex((jobs, at) => jobs === undefined && model.slot.class[at] === kind);
    if (slot >= 0) routes[slot] = pool.jobs.subarray(pool.at[column]!, pool.at[column + 1]!);
  }
  return Int32Array.from(routes.flatMap((jobs) => [...(jobs ?? []), -1]));
}
