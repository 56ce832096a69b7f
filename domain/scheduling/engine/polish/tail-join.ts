import type { Model } from '../model.ts';
import { pairOf } from '../routes/pair-of.ts';
import type { Routes } from '../routes/routes.ts';
import { nextStart } from '../routes/windows.ts';

/** A head, which is the rows of a slot up to `last`, and the tail it is to go on with: another slot's rows from `first`. */
export interface Joint {
  readonly head: number;
  readonly last: number;
  readonly tail: number;
  readonly first: number;
}

/** Tells whether the head of one route can go on with the tail of another, and what that costs beside the ways. */
export class TailJoin {
  readonly #routes: Routes;
  readonly #model: Model;
  /** Every slot may take every job for nothing. */
  readonly #isUniform: boolean;

  constructor(routes: Routes) {
    const { pairs, slots, jobs } = routes.model;
    this.#routes = routes;
    this.#model = routes.model;
    this.#isUniform = pairs.slot.length === slots * jobs && pairs.cost.every((cost) => cost === 0);
  }

  /** The price of waiting, and by how much the fixed prices of the tail's visits rise; infinite when it cannot be. */
  price(joint: Joint): number {
    const { head, last, tail, first } = joint;
    const { slot: slots, isSpanned } = this.#model;
    const { stride, size, at, dep, latest } = this.#routes;
    const end = tail * stride + size[tail]! + 1;
    if (last === head * stride && first === end) return 0; // nobody is left
    if (last - head * stride + end - first > slots.maxJobs[head]!) return Infinity;
    const { legs } = this.#model;
    const next = first === end ? slots.end[head]! : at[first]!;
    const arrive = dep[last]! + legs.timeFrom[at[last]! * legs.places + next]!;
    const isSame = slots.end[head] === slots.end[tail] && slots.latest[head] === slots.latest[tail];
    if (isSame && arrive > latest[first]!) return Infinity;
    if (this.#isShort(joint)) return Infinity;
    const fixed = this.#isUniform ? 0 : this.#fixedRise(joint);
    return fixed === Infinity || (isSame && !isSpanned) ? fixed : fixed + this.#waiting(joint, arrive);
  }

  #isShort({ head, last, tail, first }: Joint): boolean {
    const { kinds, need, carried } = this.#model.stock;
    const { stride, size, node } = this.#routes;
    const end = tail * stride + size[tail]! + 1;
    for (let kind = 0; kind < kinds; kind++) {
      let left = carried[head * kinds + kind]!;
      for (let row = head * stride + 1; row <= last; row++) left -= need[node[row]! * kinds + kind]!;
      for (let row = first; row < end; row++) left -= need[node[row]! * kinds + kind]!;
      if (left < 0) return true;
    }
    return false;
  }

  #fixedRise({ head, tail, first }: Joint): number {
    const { stride, size, node, pairOf: pairs } = this.#routes;
    const { cost } = this.#model.pairs;
    const end = tail * stride + size[tail]! + 1;
    let rise = 0;
    for (let row = first; row < end; row++) {
      const pair = pairOf(this.#model.pairs, node[row]!, head);
      if (pair < 0) return Infinity;
      rise += cost[pair]! - cost[pairs[node[row]!]!]!;
    }
    return rise;
  }

  // Drives the tail behind the head; spans as in timed/spans.ts.
  #waiting({ head, last, tail, first }: Joint, arrive: number): number {
    const { node, at, dep, stride, size, open, close, spanBefore, beginBefore } = this.#routes;
    const { legs, slot: slots, node: table, weights, isSpanned } = this.#model;
    const end = tail * stride + size[tail]! + 1;
    let time = arrive;
    let span = isSpanned ? spanBefore[last]! + arrive - dep[last]! : 0;
    let begin = isSpanned ? beginBefore[last]! : 0;
    for (let row = first; row < end; row++) {
      const job = node[row]!;
      if (time < open[job]!) time = open[job]!;
      if (table.isSplit[job] === 1) time = nextStart(table, job, time);
      if (time > close[job]!) return Infinity;
      if (close[job]! - span < begin) begin = close[job]! - span;
      const next = row + 1 === end ? slots.end[head]! : at[row + 1]!;
      const step = table.service[job]! + legs.timeFrom[at[row]! * legs.places + next]!;
      time += step;
      span += step;
    }
    if (time > slots.latest[head]!) return Infinity;
    if (!isSpanned) return 0;
    const idle = Math.max(0, time - Math.min(begin, slots.latest[head]! - span) - span);
    return span + idle > slots.maxDuration[head]! ? Infinity : weights.waiting * idle;
  }
}
