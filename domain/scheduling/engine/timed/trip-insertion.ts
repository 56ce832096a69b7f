import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';
import { wayTime } from './clock.ts';
import { isBreak, startOf } from './steps.ts';

/** A trip as one number: which depot, counted from the last node, and the row it goes before; never 0. */
export const tripOf = (depot: number, row: number): number => depot * 65_536 + row;
export const tripRow = (trip: number): number => trip % 65_536;
export const tripDepot = (trip: number): number => Math.floor(trip / 65_536);

/**
 * Finds the cheapest place for a job together with a trip to a depot before it, for a technician who lacks parts or
 * tools. Both places are tried in all combinations; from the trip on the route is walked once for all places of the job. A
 * trip that the route makes already is replaced by the new, earlier one.
 */
export class TripInsertion {
  row = 0;
  trip = 0;
  readonly #routes: Routes;
  readonly #model: Model;
  /** The walk: where it is, when it leaves, and what is known of the way so far (see spans.ts). */
  #at = 0;
  #leave = 0;
  #begin = 0;
  #span = 0;
  #cost = 0;
  /** The row of the trip that a new one replaces, -1 when there is none. */
  #old = -1;

  constructor(routes: Routes) {
    this.#routes = routes;
    this.#model = routes.model;
  }

  /** The rise of the route's price, infinite when both do not fit. */
  best(job: number, slot: number): number {
    this.row = 0;
    const routes = this.#routes;
    const { stock, nodes, weights } = this.#model;
    const base = slot * routes.stride;
    const end = base + routes.size[slot]!;
    const saving = weights.waiting * routes.idle[slot]!;
    let least = Infinity;
    this.#old = routes.depotRow[slot]! === 0 ? -1 : base + routes.depotRow[slot]!;
    const last = this.#old < 0 ? end : this.#old - 1; // behind the old trip there is no need of a new one
    for (let depot = 0; depot < stock.depots; depot++) {
      for (let before = base; before <= last; before++) {
        if (routes.dep[before]! > routes.close[job]!) break;
        if (!this.#startAt(before) || !this.#visit(nodes - depot - 1)) continue;
        for (let row = before; row <= last; row++) {
          if (row > before && !this.#walk(row)) break;
          const rise = this.#riseWith(job, slot, row + 1);
          if (rise - saving >= least) continue;
          least = rise - saving;
          this.row = row + 1 - base;
          this.trip = tripOf(depot, before + 1 - base);
        }
      }
    }
    return least + saving;
  }

  // What breaks on a way cost depends on its length, so those before the trip are walked anew.
  #startAt(before: number): boolean {
    const routes = this.#routes;
    let row = before;
    while (isBreak(routes, routes.node[row]!)) row--;
    this.#at = routes.at[row]!;
    this.#leave = routes.dep[row]!;
    this.#begin = routes.beginBefore[row]!;
    this.#span = routes.spanBefore[row]!;
    this.#cost = 0;
    for (row++; row <= before; row++) if (!this.#walk(row)) return false;
    return true;
  }

  #walk(row: number): boolean {
    this.#cost -= this.#routes.leg[row]!;
    return this.#visit(this.#routes.node[row]!);
  }

  #visit(one: number): boolean {
    const routes = this.#routes;
    const { legs, node } = this.#model;
    const place = isBreak(routes, one) ? this.#at : node.place[one]!;
    const leg = this.#at * legs.places + place;
    const isPause = place === this.#at && isBreak(routes, one);
    const time = isPause ? 0 : legs.timeFrom[leg]!;
    if (!isPause) this.#cost += legs.costFrom[leg]!;
    const start = startOf(routes, one, this.#leave + wayTime(legs, time, this.#leave));
    if (start > routes.close[one]!) return false;
    this.#leave = start + node.service[one]!;
    this.#begin = Math.min(this.#begin, routes.close[one]! - time - this.#span);
    this.#span += time + node.service[one]!;
    this.#at = place;
    return true;
  }

  // An old trip falls away, so the stops up to it move and are walked; so are breaks, which have no place of their own.
  // Returns the row from which on the route stays as it is, -1 when something on the way is late.
  #follow(after: number): number {
    let next = after;
    for (; next < this.#old; next++) if (!this.#walk(next)) return -1;
    if (next === this.#old) this.#cost -= this.#routes.leg[next++]!;
    for (; isBreak(this.#routes, this.#routes.node[next]!); next++) if (!this.#walk(next)) return -1;
    return next;
  }

  #riseWith(job: number, slot: number, after: number): number {
    const routes = this.#routes;
    const { legs, weights, slot: slots } = this.#model;
    const kept = [this.#at, this.#leave, this.#begin, this.#span, this.#cost] as const;
    let rise = Infinity;
    const next = this.#visit(job) ? this.#follow(after) : -1;
    if (next >= 0) {
      const on = this.#at * legs.places + routes.at[next]!;
      const way = legs.timeFrom[on]!;
      const arrive = this.#leave + wayTime(legs, way, this.#leave);
      if (arrive <= routes.latest[next]!) {
        const begin = Math.min(this.#begin, routes.latest[next]! - way - this.#span);
        const finish = Math.max(routes.endAfter[next]!, arrive + routes.spanAfter[next]!);
        const span = this.#span + way + routes.spanAfter[next]!;
        const duration = Math.max(span, finish - begin);
        rise =
          this.#cost +
          legs.costFrom[on]! -
          routes.leg[next]! +
          weights.waiting * (duration - span - routes.idle[slot]!);
        if (duration > slots.maxDuration[slot]!) rise = Infinity;
      }
    }
    [this.#at, this.#leave, this.#begin, this.#span, this.#cost] = kept;
    return rise;
  }
}
