import type { Journal } from '../routes/journal.ts';
import type { Routes } from '../routes/routes.ts';

/**
 * Goals about people instead of routes: how evenly work lies on them, and how many of them are used. A technician with
 * several shifts counts once, so these prices cannot be part of a route's own.
 */
export class ResourceGoals {
  /** By slot, what a job there costs beside its route's rise: a hint for insertion, right on average. */
  readonly surcharge: Float64Array;
  price = 0;
  readonly #routes: Routes;
  readonly #load: Float64Array;
  readonly #uses: Int32Array;
  readonly #typicalJob: number;

  constructor(routes: Routes) {
    const { model } = routes;
    const people = model.slot.resource.reduce((most, resource) => Math.max(most, resource + 1), 0);
    this.#routes = routes;
    this.surcharge = new Float64Array(model.slots);
    this.#load = new Float64Array(people);
    this.#uses = new Int32Array(people);
    const service = model.node.service.subarray(0, model.jobs).reduce((sum, one) => sum + one, 0);
    this.#typicalJob = service / Math.max(1, model.jobs);
    this.recount();
  }

  /** Adds everything up anew. */
  recount(): void {
    const { work, span, model } = this.#routes;
    this.#load.fill(0);
    this.#uses.fill(0);
    for (let slot = 0; slot < model.slots; slot++) {
      if (work[slot]! > 0) this.#add(slot, span[slot]!, 1);
    }
    this.price = this.#priceNow();
    this.#updateSurcharge();
  }

  /** By how much the routes touched in a trial raise the price; `settle` or `revert` must follow. */
  rise(journal: Journal): number {
    this.#shift(journal, 1);
    return this.#priceNow() - this.price;
  }

  settle(): void {
    this.price = this.#priceNow();
    this.#updateSurcharge();
  }

  /** Takes a trial's changes back; must be called before the journal undoes them. */
  revert(journal: Journal): void {
    this.#shift(journal, -1);
  }

  #shift(journal: Journal, sign: number): void {
    const { work, span } = this.#routes;
    const touched = journal.touched();
    for (let index = 0; index < touched.length; index++) {
      const slot = touched[index]!;
      if (journal.workBefore(index) > 0) this.#add(slot, -sign * journal.spanBefore(index), -sign);
      if (work[slot]! > 0) this.#add(slot, sign * span[slot]!, sign);
    }
  }

  #add(slot: number, load: number, uses: number): void {
    const resource = this.#routes.model.slot.resource[slot]!;
    this.#load[resource]! += load;
    this.#uses[resource]! += uses;
  }

  // The spread is what is asked for; the mean distance from the mean gives those between the extremes a direction too.
  #priceNow(): number {
    const { balance, resources } = this.#routes.model.weights;
    let used = 0;
    let most = -Infinity;
    let least = Infinity;
    let sum = 0;
    for (let one = 0; one < this.#load.length; one++) {
      const load = this.#load[one]!;
      if (this.#uses[one]! > 0) used++;
      if (load > most) most = load;
      if (load < least) least = load;
      sum += load;
    }
    if (balance === 0 || this.#load.length === 0) return resources * used;
    const mean = sum / this.#load.length;
    let away = 0;
    for (let one = 0; one < this.#load.length; one++) away += Math.abs(this.#load[one]! - mean);
    return resources * used + balance * (most - least + away / this.#load.length);
  }

  #updateSurcharge(): void {
    const { weights, slot: slots } = this.#routes.model;
    const mean = this.#load.reduce((sum, load) => sum + load, 0) / Math.max(1, this.#load.length);
    for (let slot = 0; slot < this.surcharge.length; slot++) {
      const resource = slots.resource[slot]!;
      const excess = mean > 0 ? this.#load[resource]! / mean - 1 : 0;
      this.surcharge[slot] =
        (this.#uses[resource] === 0 ? weights.resources : 0) + weights.balance * this.#typicalJob * excess;
    }
  }
}
