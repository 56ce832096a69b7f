import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';
import { nextStart } from '../routes/windows.ts';

/** Finds the cheapest place for one job in one route, when a route's price is the sum of its legs. */
export class LegInsertion {
  /** Where the last answer would put the job; 0 when nowhere. */
  row = 0;
  readonly trip = 0;
  readonly #model: Model;
  readonly #routes: Routes;

  constructor(routes: Routes) {
    this.#model = routes.model;
    this.#routes = routes;
  }

  /** The rise of the route's price, infinite when the job cannot go in. */
  best(job: number, slot: number): number {
    this.row = 0;
    const routes = this.#routes;
    const model = this.#model;
    if (routes.work[slot]! >= model.slot.maxJobs[slot]! || isShort(routes, job, slot)) return Infinity;
    const { service: services, isSplit, place: places } = model.node;
    const { timeTo, timeFrom, costTo, costFrom } = model.legs;
    const { at, leg, dep, latest } = routes;
    const line = places[job]! * model.legs.places;
    const from = routes.open[job]!;
    const until = routes.close[job]!;
    const service = services[job]!;
    const base = slot * routes.stride;
    const end = base + routes.size[slot]!;
    const split = isSplit[job] === 1;
    let least = Infinity;
    for (let before = firstGap(latest, base, end, from + service); before <= end; before++) {
      const left = dep[before]!;
      if (left > until) break;
      const a = line + at[before]!;
      const b = line + at[before + 1]!;
      const rise = costTo[a]! + costFrom[b]! - leg[before + 1]!;
      if (rise >= least) continue;
      let start = left + timeTo[a]!;
      if (start < from) start = from;
      if (split) start = nextStart(model.node, job, start);
      if (start > until) continue;
      if (start + service + timeFrom[b]! > latest[before + 1]!) continue;
      least = rise;
      this.row = before + 1 - base;
    }
    return least;
  }
}

/** The first row after which something may stand that ends at `ended`; latest starts rise along a route. */
export function firstGap(latest: Int32Array, base: number, end: number, ended: number): number {
  let low = base;
  let high = end + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (latest[middle + 1]! < ended) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when the route's technician has not parts enough left for the job. */
export function isShort(routes: Routes, job: number, slot: number): boolean {
  const { kinds, need, carried } = routes.model.stock;
  for (let kind = 0; kind < kinds; kind++) {
    const total = routes.load[slot * kinds + kind]! + need[job * kinds + kind]!;
    if (total > carried[slot * kinds + kind]!) return true;
  }
  return false;
}
