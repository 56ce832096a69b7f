import type { Random } from '../random.ts';
import type { Routes } from '../routes/routes.ts';

/** What finds the cheapest place for a job in one route. */
export interface Insertion {
  row: number;
  /** A trip to a depot that must come with it; 0 when none. */
  readonly trip: number;
  best(job: number, slot: number): number;
}

/** Finds the cheapest place for a job over all routes; the answer stands in the fields until the next question. */
export interface Finder {
  readonly pair: number;
  readonly row: number;
  readonly trip: number;
  readonly rise: number;
  find(job: number, limit: number): boolean;
}

/** What the cache needs beside the routes. */
interface CacheDeps {
  readonly insertion: Insertion;
  readonly random: Random;
  /** By slot, what a job costs there beside its rise and whatever the route holds; none for most models. */
  readonly surcharge: Float64Array | null;
  /** Share of better routes that are overlooked. */
  readonly blink?: number;
}

/**
 * Remembers the cheapest place of each job in each route that may take it, until the route changes. A ruin touches a few
 * routes, so nearly all answers are still right, which makes an iteration's price independent of the number of routes.
 */
export class InsertionCache implements Finder {
  /** The answer of `find`: the pair, its row and its price; -1 when the job fits nowhere. */
  pair = -1;
  row = 0;
  trip = 0;
  rise = Infinity;
  readonly #routes: Routes;
  readonly #insertion: Insertion;
  readonly #random: Random;
  readonly #surcharge: Float64Array | null;
  readonly #version: Int32Array;
  readonly #rise: Float32Array;
  readonly #row: Int16Array;
  readonly #trip: Int32Array;
  readonly #blink: number;
  #untilBlink = 0;

  constructor(routes: Routes, { insertion, random, surcharge, blink = 0.01 }: CacheDeps) {
    const pairs = routes.model.pairs.slot.length;
    this.#routes = routes;
    this.#insertion = insertion;
    this.#surcharge = surcharge;
    this.#random = random;
    this.#version = new Int32Array(pairs).fill(-1);
    this.#rise = new Float32Array(pairs);
    this.#row = new Int16Array(pairs);
    this.#trip = new Int32Array(routes.model.stock.depots > 0 ? pairs : 0);
    this.#blink = 1 / Math.log(1 - blink);
    this.#drawBlink();
  }

  /** Finds where the job costs least, cheaper than `limit`; now and then it overlooks a route (a blink). */
  find(job: number, limit: number): boolean {
    const { pairs } = this.#routes.model;
    const { version, isHidden } = this.#routes;
    const known = this.#version;
    const surcharge = this.#surcharge;
    const end = pairs.at[job + 1]!;
    let least = limit;
    let found = -1;
    let left = this.#untilBlink;
    for (let pair = pairs.at[job]!; pair < end; pair++) {
      const slot = pairs.slot[pair]!;
      if (isHidden[slot] === 1) continue;
      if (known[pair] !== version[slot]!) this.#evaluate(job, pair, slot);
      const rise = surcharge === null ? this.#rise[pair]! : this.#rise[pair]! + surcharge[slot]!;
      if (rise >= least) continue;
      if (left-- <= 0) {
        this.#drawBlink();
        left = this.#untilBlink;
        continue;
      }
      least = rise;
      found = pair;
    }
    this.#untilBlink = left;
    this.pair = found;
    if (found < 0) return false;
    this.row = this.#row[found]!;
    this.trip = this.#trip.length > 0 ? this.#trip[found]! : 0;
    this.rise = least;
    return true;
  }

  #evaluate(job: number, pair: number, slot: number): void {
    this.#rise[pair] = this.#insertion.best(job, slot) + this.#routes.model.pairs.cost[pair]!;
    this.#row[pair] = this.#insertion.row;
    if (this.#trip.length > 0) this.#trip[pair] = this.#insertion.trip;
    this.#version[pair] = this.#routes.version[slot]!;
  }

  #drawBlink(): void {
    this.#untilBlink = Math.floor(Math.log(this.#random.real() + 1e-12) * this.#blink);
  }
}
