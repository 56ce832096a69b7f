import type { Adjacency } from '../polish/adjacency.ts';
import { NearInsertion } from '../polish/near-insertion.ts';
import { isOnlySpanned } from '../polish/span-limit.ts';
import type { Random } from '../random.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import type { Routes } from '../routes/routes.ts';
import { NearTimed } from '../timed/near-timed.ts';
import { type Finder, type Insertion, InsertionCache } from './cache.ts';

/** Timed models and parted crews with fewer jobs look at every place. */
const nearFrom = 300;
/** A crew is parted by skills when less than this share of all pairs of job and slot is possible. */
const partedBelow = 0.9;

interface FinderDeps {
  readonly routes: Routes;
  readonly empty: EmptySlots;
  readonly insertion: Insertion;
  readonly random: Random;
  /** By slot, what a job costs there beside its rise; none for most models. */
  readonly surcharge: Float64Array | null;
  /** Which jobs go well beside which; made when it is asked for. */
  readonly adjacency: () => Adjacency;
}

/**
 * Chooses how places for jobs are looked for, by what measured best. Trips to depots are tried over whole routes, which
 * only the cache can afford; where skills part the crew, half of the neighbours stand on routes a job may not join, so
 * small plans look at everything.
 */
export function finderFor(deps: FinderDeps): Finder {
  const { routes, empty, random, adjacency } = deps;
  const { model } = routes;
  const everywhere = new InsertionCache(routes, deps);
  const near = () => ({ routes, empty, near: adjacency(), everywhere, random });
  const isParted = model.pairs.slot.length < partedBelow * model.slots * model.jobs;
  if (isParted && model.jobs < nearFrom) return everywhere;
  if (!model.isTimed || isOnlySpanned(model)) return new NearInsertion(near());
  if (model.stock.depots > 0 || model.jobs < nearFrom) return everywhere;
  return new NearTimed({ ...near(), surcharge: deps.surcharge });
}
