import { firstGap } from '../moves/insertion.ts';
import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';
import { lastStart, nextStart } from '../routes/windows.ts';

/**
 * Finds the cheapest place for one job in a route without breaks when the length of the route counts or is limited, and
 * nothing else about time does: the common case among timed models, in one tight loop.
 */
export class SpanInsertion {
  /** Where the last answer would put the job; 0 when nowhere. */
  row = 0;
  readonly #routes: Routes;
  readonly #model: Model;

  constructor(routes: Routes) {
    this.#routes = routes;
    this.#model = routes.model;
  }

  /** The rise of the route's price when the job goes after row `first` or later, infinite when it cannot. */
  best(job: number, slot: number, first: number): number {
    this.row = 0;
    const routes = this.#routes;
    const model = this.#model;
    const { timeTo, timeFrom, costTo, costFrom } = model.legs;
    const { at, leg, dep, latest, spanBefore, spanAfter, beginBefore, endAfter } = routes;
    const { waiting } = model.weights;
    const line = model.node.place[job]! * model.legs.places;
    const from = routes.open[job]!;
    const until = routes.close[job]!;
    const service = model.node.service[job]!;
    const base = slot * routes.stride;
    const end = base + routes.size[slot]!;
    const split = model.node.isSplit[job] === 1;
    const longest = model.slot.maxDuration[slot]!;
    const saved = waiting * routes.idle[slot]!;
    let least = Infinity;
    const begin = firstGap(latest, base, end, from + service);
    for (let before = begin > base + first ? begin : base + first; before <= end; before++) {
      const left = dep[before]!;
      if (left > until) break;
      const a = line + at[before]!;
      const b = line + at[before + 1]!;
      let rise = costTo[a]! + costFrom[b]! - leg[before + 1]! - saved;
      if (rise >= least) continue;
      const way = timeTo[a]!;
      let start = left + way;
      if (start < from) start = from;
      if (split) start = nextStart(model.node, job, start);
      if (start > until) continue;
      const on = timeFrom[b]!;
      const arrive = start + service + on;
      if (arrive > latest[before + 1]!) continue;
      const span = spanBefore[before]! + way + service + on + spanAfter[before + 1]!;
      let by = latest[before + 1]! - on - service;
      if (by > until) by = until;
      if (split) by = lastStart(model.node, job, by);
      const room = by - way - spanBefore[before]!;
      const leave = room < beginBefore[before]! ? room : beginBefore[before]!;
      const finish = arrive + spanAfter[before + 1]!;
      const held = (finish > endAfter[before + 1]! ? finish : endAfter[before + 1]!) - leave;
      const duration = held > span ? held : span;
      if (duration > longest) continue;
      rise += waiting * (duration - span);
      if (rise >= least) continue;
      least = rise;
      this.row = before + 1 - base;
    }
    return least;
  }
}
