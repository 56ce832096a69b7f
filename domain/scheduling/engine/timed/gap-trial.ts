import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';
import { leaveBy, wayTime } from './clock.ts';
import { momentPrice } from './price.ts';
import { lastLeaveToBreak, lastStartOf, nextPlaceRow, pastBreak, startOf } from './steps.ts';

/** Rows around a place in a route: the stop before, the row before (a break perhaps), the stop after. */
export interface Gap {
  readonly from: number;
  readonly before: number;
  readonly next: number;
}

/**
 * Tries one job in one gap of a route. Whether it fits and how long the route then takes is told in constant time;
 * prices of moments are followed down the route until the delay is used up.
 */
export class GapTrial {
  readonly #routes: Routes;
  readonly #model: Model;
  readonly #hasMoments: boolean;
  #arrival = 0;
  #start = 0;
  #idle = 0;

  constructor(routes: Routes) {
    const { weights } = routes.model;
    this.#routes = routes;
    this.#model = routes.model;
    this.#hasMoments = weights.lateness + weights.soonest + weights.moved > 0;
  }

  /** The rise of the route's price; infinite when the job does not fit or costs `limit` or more. */
  rise(job: number, slot: number, given: { readonly gap: Gap; readonly limit: number }): number {
    const { gap, limit } = given;
    const routes = this.#routes;
    const { legs, node, weights } = this.#model;
    if (routes.dep[gap.from]! > routes.close[job]!) return Infinity;
    const line = node.place[job]! * legs.places;
    const legRise =
      legs.costTo[line + routes.at[gap.from]!]! +
      legs.costFrom[line + routes.at[gap.next]!]! -
      routes.leg[gap.next]!;
    if (legRise - weights.waiting * routes.idle[slot]! >= limit || !this.#fits(job, slot, gap))
      return Infinity;
    return legRise + this.#timeRise(job, slot, gap);
  }

  #fits(job: number, slot: number, gap: Gap): boolean {
    const routes = this.#routes;
    const { legs, node: table } = this.#model;
    const line = table.place[job]! * legs.places;
    let leave = routes.dep[gap.from]!;
    const way = wayTime(legs, legs.timeTo[line + routes.at[gap.from]!]!, leave);
    for (let row = gap.from + 1; row <= gap.before; row++) {
      if (leave > routes.close[routes.node[row]!]!) return false;
      leave = pastBreak(routes, routes.node[row]!, leave, way);
    }
    const start = startOf(routes, job, leave + way);
    if (start > routes.close[job]!) return false;
    leave = start + table.service[job]!;
    const on = wayTime(legs, legs.timeFrom[line + routes.at[gap.next]!]!, leave);
    for (let row = gap.before + 1; row < gap.next; row++) {
      if (leave > routes.close[routes.node[row]!]!) return false;
      leave = pastBreak(routes, routes.node[row]!, leave, on);
    }
    this.#start = start;
    this.#arrival = leave + on;
    return (
      this.#arrival <= routes.latest[gap.next]! &&
      (!this.#model.isSpanned || this.#isShortEnough(job, slot, gap))
    );
  }

  // Waiting after the insertion, exact but for gaps between windows.
  #isShortEnough(job: number, slot: number, gap: Gap): boolean {
    const routes = this.#routes;
    const { legs, node: table, slot: slots } = this.#model;
    const line = table.place[job]! * legs.places;
    const way = legs.timeTo[line + routes.at[gap.from]!]!;
    const on = legs.timeFrom[line + routes.at[gap.next]!]!;
    const old = legs.timeFrom[routes.at[gap.from]! * legs.places + routes.at[gap.next]!]!;
    const span = routes.span[slot]! - old + way + on + table.service[job]!;
    let by = routes.latest[gap.next]!;
    for (let row = gap.next - 1; row > gap.before; row--) by = this.#latestPast(row, by, on);
    by = lastStartOf(routes, job, leaveBy(legs, on, by) - table.service[job]!);
    for (let row = gap.before; row > gap.from; row--) by = this.#latestPast(row, by, way);
    const leave = leaveBy(legs, way, by);
    const begin = Math.min(routes.beginBefore[gap.from]!, leave - routes.spanBefore[gap.from]!);
    const finish = Math.max(routes.endAfter[gap.next]!, this.#arrival + routes.spanAfter[gap.next]!);
    const duration = Math.max(span, finish - begin);
    this.#idle = duration - span;
    return duration <= slots.maxDuration[slot]!;
  }

  #latestPast(row: number, by: number, way: number): number {
    const routes = this.#routes;
    const one = routes.node[row]!;
    const rest = by - this.#model.node.service[one]!;
    return Math.min(rest, lastLeaveToBreak(routes, one, { ready: by, leave: rest - way }) + way);
  }

  #timeRise(job: number, slot: number, gap: Gap): number {
    const routes = this.#routes;
    const { weights, slot: slots } = this.#model;
    let rise = 0;
    if (this.#model.isSpanned) rise += weights.waiting * (this.#idle - routes.idle[slot]!);
    if (weights.overtime > 0) {
      const end = slot * routes.stride + routes.size[slot]! + 1;
      const before = routes.work[slot] === 0 ? 0 : Math.max(0, routes.dep[end]! - slots.close[slot]!);
      const finish = Math.max(routes.dep[end]!, this.#arrival + routes.spanAfter[gap.next]!);
      rise +=
        weights.overtime * slots.overtimePrice[slot]! * (Math.max(0, finish - slots.close[slot]!) - before);
    }
    return this.#hasMoments
      ? rise + momentPrice(routes, job, this.#start) + this.#delayRise(slot, gap)
      : rise;
  }

  #delayRise(slot: number, gap: Gap): number {
    const routes = this.#routes;
    const { legs, node: table, jobs } = this.#model;
    const end = slot * routes.stride + routes.size[slot]!;
    let arrive = this.#arrival;
    let rise = 0;
    for (let row = gap.next; row <= end; ) {
      const one = routes.node[row]!;
      const start = startOf(routes, one, arrive);
      const old = routes.dep[row]! - table.service[one]!;
      if (start === old) return rise;
      if (one < jobs) rise += momentPrice(routes, one, start) - momentPrice(routes, one, old);
      let leave = start + table.service[one]!;
      const next = nextPlaceRow(routes, row);
      const way = wayTime(legs, legs.timeFrom[routes.at[row]! * legs.places + routes.at[next]!]!, leave);
      for (let pause = row + 1; pause < next; pause++)
        leave = pastBreak(routes, routes.node[pause]!, leave, way);
      arrive = leave + way;
      row = next;
    }
    return rise;
  }
}
