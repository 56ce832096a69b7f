import { isShort } from '../moves/insertion.ts';
import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';
import { isBare } from './equipment.ts';
import { GapTrial } from './gap-trial.ts';
import { SpanInsertion } from './span-insertion.ts';
import { isBreak, nextPlaceRow } from './steps.ts';
import { TripInsertion } from './trip-insertion.ts';

/** Finds the cheapest place for one job in one route when times have prices: waiting, lateness, overtime, breaks, trips. */
export class TimedInsertion {
  /** Where the last answer would put the job; 0 when nowhere. */
  row = 0;
  /** The trip to a depot that must come with it; 0 when none, see TripInsertion. */
  trip = 0;
  readonly #trips: TripInsertion | null;
  readonly #routes: Routes;
  readonly #model: Model;
  readonly #gap: GapTrial;
  readonly #isPlain: boolean;
  readonly #spans: SpanInsertion;

  constructor(routes: Routes) {
    const { weights } = routes.model;
    this.#routes = routes;
    this.#model = routes.model;
    this.#spans = new SpanInsertion(routes);
    this.#trips = routes.model.stock.depots > 0 ? new TripInsertion(routes) : null;
    this.#gap = new GapTrial(routes);
    const moments = weights.lateness + weights.soonest + weights.moved;
    this.#isPlain = moments === 0 && weights.overtime === 0 && routes.model.legs.profile === null;
  }

  /** The rise of the route's price, infinite when the job cannot go in. */
  best(job: number, slot: number): number {
    this.row = 0;
    this.trip = 0;
    const routes = this.#routes;
    if (routes.work[slot]! >= this.#model.slot.maxJobs[slot]!) return Infinity;
    if (!isBare(routes, job, slot) && !isShort(routes, job, slot)) return this.#bestFrom(job, slot, 0);
    // What is missing can be fetched on the trip that is made anyway, or on an earlier one.
    const behind =
      routes.depotRow[slot]! === 0 ? Infinity : this.#bestFrom(job, slot, routes.depotRow[slot]!);
    if (this.#trips === null) return behind;
    const rise = this.#trips.best(job, slot);
    if (rise >= behind) return behind;
    this.row = this.#trips.row;
    this.trip = this.#trips.trip;
    return rise;
  }

  #bestFrom(job: number, slot: number, skipped: number): number {
    const routes = this.#routes;
    const { slot: slots } = this.#model;
    if (this.#isPlain && slots.breakAt[slot] === slots.breakAt[slot + 1]) {
      const rise = this.#spans.best(job, slot, skipped);
      this.row = this.#spans.row;
      return rise;
    }
    const base = slot * routes.stride;
    const end = base + routes.size[slot]!;
    let least = Infinity;
    let from = base;
    let next = base;
    for (let before = base; before <= end; before++) {
      if (!isBreak(routes, routes.node[before]!)) from = before;
      if (next <= before) next = nextPlaceRow(routes, before);
      if (before < base + skipped) continue;
      if (routes.dep[from]! > routes.close[job]!) break;
      const rise = this.#gap.rise(job, slot, { gap: { from, before, next }, limit: least });
      if (rise >= least) continue;
      least = rise;
      this.row = before + 1 - base;
    }
    return least;
  }
}
