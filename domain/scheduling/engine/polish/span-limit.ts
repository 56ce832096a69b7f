import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';
import { lastStart } from '../routes/windows.ts';

/** True when all that counts about time, beside windows, is how long a route takes: then SpanLimit says what fits. */
export function isOnlySpanned({ weights, legs, stock, slot }: Model): boolean {
  const { lateness, soonest, overtime, balance, resources, moved } = weights;
  return (
    lateness + soonest + overtime + balance + resources + moved === 0 &&
    legs.profile === null &&
    stock.depots === 0 &&
    slot.breakAt.at(-1) === slot.breakAt[0]
  );
}

/**
 * How long a route takes with one more stop, in constant time from both halves of it (the segments of Vidal et al. 2013;
 * timed/spans.ts keeps them).
 */
export class SpanLimit {
  readonly #routes: Routes;

  constructor(routes: Routes) {
    this.#routes = routes;
  }

  /** What the route's waiting costs now, the most that an insertion can save. */
  saved(slot: number): number {
    return this.#routes.model.weights.waiting * this.#routes.idle[slot]!;
  }

  /** The price of waiting when the job begins at `start` in `row` of all rows; infinite when the route gets too long. */
  price(job: number, row: number, start: number): number {
    const { model, at, latest, close, stride, spanBefore, spanAfter, beginBefore, endAfter } = this.#routes;
    const { node, legs, slot: slots, weights } = model;
    const line = node.place[job]! * legs.places;
    const service = node.service[job]!;
    const way = legs.timeTo[line + at[row - 1]!]!;
    const on = legs.timeFrom[line + at[row]!]!;
    let by = Math.min(latest[row]! - on - service, close[job]!);
    if (node.isSplit[job] === 1) by = lastStart(node, job, by);
    const leave = Math.min(by - way - spanBefore[row - 1]!, beginBefore[row - 1]!);
    const finish = Math.max(start + service + on + spanAfter[row]!, endAfter[row]!);
    const span = spanBefore[row - 1]! + way + service + on + spanAfter[row]!;
    const duration = Math.max(finish - leave, span);
    if (duration > slots.maxDuration[Math.floor(row / stride)]!) return Infinity;
    return weights.waiting * (duration - span);
  }
}
