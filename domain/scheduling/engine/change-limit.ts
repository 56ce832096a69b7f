import type { AbsentJobs } from './routes/absent.ts';
import type { Journal } from './routes/journal.ts';
import type { Routes } from './routes/routes.ts';

/** What a search may change of the plan it begins with; that plan must be within the limit itself. */
export interface ChangesAllowed {
  /** How many of `jobs` may be on another slot, start more than half an hour off, or be left out. */
  readonly most: number;
  readonly jobs: ReadonlySet<string>;
}

/** Jobs taken out and put back by a trial. */
interface Trial {
  readonly journal: Journal;
  readonly jobs: Int32Array;
  readonly count: number;
}

/**
 * Counts broken promises while a plan changes, so that a trial that breaks too many is turned down at once. A price on each
 * finds plans near a limit only by luck; a limit that holds all the time lets every trial be spent within it. Starts are
 * the earliest possible ones.
 */
export class ChangeLimit {
  readonly #routes: Routes;
  readonly #absent: AbsentJobs;
  readonly #isPromised: Uint8Array;
  readonly #most: number;
  /** Promises broken on each slot, and all with those left out. */
  readonly #on: Int32Array;
  #broken = 0;
  #next = 0;

  constructor(
    routes: Routes,
    absent: AbsentJobs,
    limit: { readonly most: number; readonly isPromised: Uint8Array },
  ) {
    this.#routes = routes;
    this.#absent = absent;
    this.#isPromised = limit.isPromised.slice();
    this.#most = limit.most;
    this.#on = new Int32Array(routes.model.slots);
    this.recount();
    while (this.#broken > 0) this.#forget(this.nth(0));
  }

  // A promise that the plan begun with does not keep is not this search's to keep.
  #forget(job: number): void {
    this.#isPromised[job] = 0;
    this.recount();
  }

  /** Promises broken now. */
  get broken(): number {
    return this.#broken;
  }

  /** Whether another one would be too many, or nearly. */
  get isTight(): boolean {
    return this.#broken > 0 && this.#broken + 1 >= this.#most;
  }

  /** Counts anew, after a plan was laid down as a whole. */
  recount(): void {
    const { slots, jobs } = this.#routes.model;
    this.#broken = 0;
    for (let slot = 0; slot < slots; slot++) {
      this.#on[slot] = this.#brokenOn(slot);
      this.#broken += this.#on[slot]!;
    }
    for (let job = 0; job < jobs; job++) if (this.#isMissing(job)) this.#broken++;
  }

  /** Whether what a trial has made is within the limit, or at least no worse than what was. */
  allows({ journal, jobs, count }: Trial): boolean {
    const { slotOf } = this.#routes;
    const touched = journal.touched();
    let next = this.#broken;
    for (let index = 0; index < count; index++) {
      const job = jobs[index]!;
      if (this.#isPromised[job] === 0) continue;
      const isOut = slotOf[job] === -1;
      if (isOut !== this.#absent.has(job)) next += isOut ? 1 : -1;
    }
    for (let index = 0; index < touched.length; index++) {
      const slot = touched[index]!;
      next += this.#brokenOn(slot) - this.#on[slot]!;
    }
    this.#next = next;
    return next <= this.#most || next <= this.#broken;
  }

  /** The trial last judged is kept. */
  keep(journal: Journal): void {
    const touched = journal.touched();
    for (let index = 0; index < touched.length; index++)
      this.#on[touched[index]!] = this.#brokenOn(touched[index]!);
    this.#broken = this.#next;
  }

  /** The `nth` broken promise, from 0; -1 when there are fewer. */
  nth(nth: number): number {
    const { model, node, stride, size } = this.#routes;
    let left = nth;
    for (let slot = 0; slot < model.slots; slot++) {
      if (left >= this.#on[slot]!) {
        left -= this.#on[slot]!;
        continue;
      }
      for (let row = slot * stride + 1; row <= slot * stride + size[slot]!; row++)
        if (this.#isBroken(slot, row) && left-- === 0) return node[row]!;
    }
    for (let job = 0; job < model.jobs; job++) if (this.#isMissing(job) && left-- === 0) return job;
    return -1;
  }

  #isMissing(job: number): boolean {
    return this.#isPromised[job] === 1 && this.#routes.slotOf[job] === -1;
  }

  #brokenOn(slot: number): number {
    const { stride, size } = this.#routes;
    let count = 0;
    for (let row = slot * stride + 1; row <= slot * stride + size[slot]!; row++)
      if (this.#isBroken(slot, row)) count++;
    return count;
  }

  #isBroken(slot: number, row: number): boolean {
    const { model, node, dep } = this.#routes;
    const one = node[row]!;
    if (one >= model.jobs || this.#isPromised[one] === 0) return false;
    const off = dep[row]! - model.node.service[one]! - model.node.before[one]!;
    return model.slotBefore[one] !== slot || Math.abs(off) > model.weights.movedSlack;
  }
}
