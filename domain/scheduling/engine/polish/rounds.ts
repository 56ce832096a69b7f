import type { Model } from '../model.ts';
import { Random } from '../random.ts';
import type { Search } from '../search.ts';
import { recombine } from './recombine.ts';
import { RoutePool } from './route-pool.ts';
import { isOnlySpanned } from './span-limit.ts';

/** The first cooling takes this share of the budget, the others share the rest and begin at about half the heat. */
const firstShare = 1 / 3;
const roundsAfter = 4;
const warmAt = 0.17;
/** Recombinations begin at this share of the budget and follow each other at this distance. */
const recombinedFrom = 0.3;
const recombinedEvery = 1 / 12;
/** Routes are gathered from plans at most this much dearer than the best. */
const nearBest = 1.02;
/** Beyond, one long cooling is better, and a pool of routes combines too seldom. */
const mostJobs = 300;

/** Maps the share of the budget to the share of a cooling: one long one, then several shorter ones from warm. */
export function cooledAt(share: number): number {
  if (share < firstShare) return share / firstShare;
  const round = ((Math.min(share, 1 - 1e-9) - firstShare) / (1 - firstShare)) * roundsAfter;
  return warmAt + (1 - warmAt) * (round % 1);
}

/**
 * Several coolings one after another, each from the best plan, and now and then a new plan from the best routes of all of
 * them (set partitioning over a pool, as in Subramanian, Uchoa & Ochi 2013): small plans are cold long before the budget
 * ends, and what each round finds differs.
 */
export class Rounds {
  readonly #model: Model;
  readonly #search: Search;
  readonly #pool: RoutePool;
  readonly #prices: Float64Array;
  #next = recombinedFrom;
  #last = 0;

  constructor(model: Model, search: Search, seed: number) {
    this.#model = model;
    this.#search = search;
    this.#pool = new RoutePool(search.routes, new Random(seed));
    this.#prices = new Float64Array(model.jobs);
  }

  /** The share of a cooling to search at; a new round begins with the best plan. */
  begin(share: number): number {
    const cooled = cooledAt(share);
    const search = this.#search;
    if (cooled < this.#last) search.adopt(search.best.packed());
    this.#last = cooled;
    return cooled;
  }

  /** Gathers good routes and recombines them when it is time. */
  end(share: number): void {
    const search = this.#search;
    if (search.price < search.bestPrice * nearBest) this.#pool.gather();
    if (share < this.#next) return;
    this.#next = share + recombinedEvery;
    const plan = recombine(this.#model, this.#pool, { upper: search.bestPrice, prices: this.#prices });
    if (plan !== null) search.adopt(plan);
  }
}

/** Rounds for small plans whose routes can be judged one by one; null when one long cooling is better. */
export function roundsFor(model: Model, search: Search, seed: number): Rounds | null {
  const isFit = isOnlySpanned(model) && model.groups.groups.length === 0 && model.jobs <= mostJobs;
  return isFit ? new Rounds(model, search, seed) : null;
}
