import type { Finder } from '../moves/cache.ts';
import { isShort } from '../moves/insertion.ts';
import type { Adjacency } from '../polish/adjacency.ts';
import type { Random } from '../random.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import { pairOf } from '../routes/pair-of.ts';
import type { Routes } from '../routes/routes.ts';
import { isBare } from './equipment.ts';
import { GapTrial } from './gap-trial.ts';
import { isBreak, nextPlaceRow } from './steps.ts';

interface Deps {
  readonly routes: Routes;
  readonly empty: EmptySlots;
  readonly near: Adjacency;
  /** Looks everywhere; asked when nothing is found nearby. */
  readonly everywhere: Finder;
  readonly random: Random;
  /** By slot, what a job costs there beside its rise; none for most models. */
  readonly surcharge: Float64Array | null;
}

/**
 * Finds a cheap place beside the jobs a job goes well with, and on idle technicians, when times have prices. In a plan of
 * thousands of visits nearly every route has changed since a job was last asked about, so remembering answers per route
 * does not pay there; looking only nearby does.
 */
export class NearTimed implements Finder {
  pair = -1;
  row = 0;
  rise = Infinity;
  readonly trip = 0;
  readonly #deps: Deps;
  readonly #gap: GapTrial;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#gap = new GapTrial(deps.routes);
  }

  /** Finds where the job costs least, cheaper than `limit`; now and then it overlooks a place (a blink). */
  find(job: number, limit: number): boolean {
    this.pair = -1;
    this.rise = limit;
    this.#lookBeside(job);
    this.#lookIdle(job);
    if (this.pair >= 0) return true;
    const { everywhere } = this.#deps;
    if (!everywhere.find(job, limit)) return false;
    this.pair = everywhere.pair;
    this.row = everywhere.row;
    this.rise = everywhere.rise;
    return true;
  }

  #lookBeside(job: number): void {
    const { routes, near } = this.#deps;
    const { slotOf, rowOf, stride, node } = routes;
    const begin = job * near.width * 2;
    for (let index = begin; index < begin + near.width * 2; index++) {
      const other = near.job[index]!;
      const slot = other < 0 ? -1 : slotOf[other]!;
      if (slot < 0) continue;
      let from = slot * stride + rowOf[other]!;
      if (((index - begin) & 1) === 1) {
        from--;
        while (node[from]! >= 0 && isBreak(routes, node[from]!)) from--;
      }
      const next = nextPlaceRow(routes, from);
      for (let before = from; before < next; before++) this.#try(job, slot, { from, before, next });
    }
  }

  #lookIdle(job: number): void {
    const { routes, empty } = this.#deps;
    for (let index = 0; index < empty.count; index++) {
      const slot = empty.list[index]!;
      const from = slot * routes.stride;
      const next = from + routes.size[slot]! + 1;
      for (let before = from; before < next; before++) this.#try(job, slot, { from, before, next });
    }
  }

  #try(job: number, slot: number, gap: { from: number; before: number; next: number }): void {
    const { routes, surcharge, random } = this.#deps;
    const { pairs } = routes.model;
    const extra = surcharge === null ? 0 : surcharge[slot]!;
    const rise = this.#gap.rise(job, slot, { gap, limit: this.rise - extra }) + extra;
    if (rise >= this.rise) return;
    const pair = pairOf(pairs, job, slot);
    if (pair < 0 || rise + pairs.cost[pair]! >= this.rise || !this.#isOpen(job, slot)) return;
    if (random.real() < 0.01) return;
    this.rise = rise + pairs.cost[pair]!;
    this.pair = pair;
    this.row = gap.before + 1 - slot * routes.stride;
  }

  #isOpen(job: number, slot: number): boolean {
    const { routes } = this.#deps;
    if (routes.work[slot]! >= routes.model.slot.maxJobs[slot]!) return false;
    return !isShort(routes, job, slot) && !isBare(routes, job, slot);
  }
}
