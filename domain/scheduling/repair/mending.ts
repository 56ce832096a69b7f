import type { PlanSeed } from '../engine/plan-seed.ts';
import type { Plan } from '../model/plan.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { choosePatches, type PricedPatch } from './choose-patches.ts';
import { type Day, openDay } from './day/day.ts';
import { planOfDay } from './day/figures.ts';
import { patched, patchesBetween } from './patches.ts';
import { type Prices, weighed } from './price.ts';
import type { Promises } from './promises.ts';
import type { Rest } from './rest.ts';

interface Mended {
  readonly rest: Rest;
  readonly travel: TravelTable;
  readonly prices: Prices;
  readonly promises: Promises;
  /** Promises that may be broken. */
  readonly most: number;
  /** The plan that simply goes on. */
  readonly going: Day;
}

/**
 * Gathers what several searches from one plan have found: each plan is taken apart into patches, and the best choice of
 * patches of all of them, within the limit, is a better plan than any.
 */
export class Mending {
  best: Plan;
  readonly #given: Mended;
  readonly #routes: Plan['routes'];
  readonly #cost: number;
  readonly #bound: (job: string) => readonly string[];
  readonly #patches = new Map<string, PricedPatch>();

  constructor(given: Mended) {
    const { going, prices } = given;
    this.#given = given;
    this.best = planOfDay(going);
    this.#routes = this.best.routes;
    this.#cost = weighed(this.best, prices);
    const { links, jobs } = going;
    this.#bound = (id) => [...links.before(jobs.get(id)!), ...links.after(id), ...links.mates(jobs.get(id)!)];
  }

  /** The plan that every search begins with, and what it must keep to. */
  get start(): PlanSeed {
    return { routes: this.#routes };
  }

  /** Takes a plan into account, if it can be driven. */
  add(routes: Plan['routes']): void {
    const found = this.#judge(routes);
    if (found === null) return;
    this.#consider(found);
    for (const patch of patchesBetween(this.#routes, found.plan.routes, this.#bound)) {
      if (this.#patches.has(patch.key)) continue;
      const judged = this.#judge(patched(this.#routes, [patch]));
      const worth =
        judged === null ? { gain: 0, broken: 0 } : { gain: this.#cost - judged.cost, broken: judged.broken };
      this.#patches.set(patch.key, { ...patch, ...worth });
    }
  }

  /** Joins the patches that are worth most together. */
  join(): void {
    const chosen = choosePatches([...this.#patches.values()], this.#given.most);
    const found = this.#judge(patched(this.#routes, chosen));
    if (found !== null) this.#consider(found);
  }

  #consider(found: { readonly plan: Plan; readonly cost: number; readonly broken: number }): void {
    if (found.broken <= this.#given.most && found.cost < weighed(this.best, this.#given.prices))
      this.best = found.plan;
  }

  // The engine finds the order of visits; the day then times them, for technicians who are out go on at once.
  #judge(routes: Plan['routes']) {
    const { rest, travel, prices, promises } = this.#given;
    const day = openDay(rest.problem, travel, { routes, underWay: rest.underWay });
    if (day.routes.some(({ jobs }, route) => jobs > 0 && day.timesOf(route) === null)) return null;
    const plan = planOfDay(day);
    return { plan, cost: weighed(plan, prices), broken: promises.broken(plan.routes).length };
  }
}
