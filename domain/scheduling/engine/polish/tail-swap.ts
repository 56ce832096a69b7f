import type { Editor } from '../editor.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import type { Routes } from '../routes/routes.ts';
import type { Adjacency } from './adjacency.ts';
import { type Joint, TailJoin } from './tail-join.ts';

interface Deps {
  readonly routes: Routes;
  readonly editor: Editor;
  readonly empty: EmptySlots;
  readonly near: Adjacency;
}

/** How many of a job's neighbours on each side are tried; with 40 there are a tenth fewer trials, and no better plans. */
const tried = 12;
const least = 1e-6;

/**
 * Exchanges what follows in two routes where that is cheaper (2-opt*, Potvin & Rousseau 1995), or puts one route behind
 * another. Ruin and recreate seldom finds this: all jobs of both tails would have to be taken out and each be put back
 * into the other route. It is asked about the jobs of a trial that was kept.
 */
export class TailSwap {
  readonly #deps: Deps;
  readonly #join: TailJoin;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#join = new TailJoin(deps.routes);
  }

  /** Tries the near links of the first `count` jobs; returns by how much the plan's price fell. */
  improve(jobs: Int32Array, count: number): number {
    let gained = 0;
    for (let index = 0; index < count; index++) gained += this.#improveAt(jobs[index]!);
    return gained;
  }

  #improveAt(job: number): number {
    const { routes, near } = this.#deps;
    const { slotOf, rowOf, stride, leg, dep, node, close } = routes;
    const own = slotOf[job]!;
    if (own < 0) return 0;
    const here = own * stride + rowOf[job]!;
    const begin = job * near.width * 2;
    for (let index = begin; index < begin + Math.min(tried, near.width) * 2; index++) {
      const other = near.job[index]!;
      const slot = other < 0 ? -1 : slotOf[other]!;
      if (slot < 0 || slot === own) continue;
      // The link last -> first is made: one ends a head, the other begins a tail.
      const isBefore = ((index - begin) & 1) === 0;
      const there = slot * stride + rowOf[other]!;
      const last = isBefore ? there : here;
      const first = isBefore ? here : there;
      if (near.cost[index]! >= leg[last + 1]! + leg[first]!) continue;
      if (dep[last]! + near.time[index]! > close[node[first]!]!) continue;
      const joint = { head: isBefore ? slot : own, last, tail: isBefore ? own : slot, first };
      const gain = this.#swap(joint, {
        head: joint.tail,
        last: first - 1,
        tail: joint.head,
        first: last + 1,
      });
      if (gain > 0) return gain; // rows moved
    }
    return 0;
  }

  #swap(one: Joint, other: Joint): number {
    const { routes, editor, empty } = this.#deps;
    const { cost, idle, model } = routes;
    const waited = model.weights.waiting * (idle[one.head]! + idle[other.head]!);
    let rise = this.#waysRise(one) + this.#waysRise(other) - waited;
    if (rise >= -least) return 0;
    rise += this.#join.price(one);
    if (rise >= -least || rise + this.#join.price(other) >= -least) return 0;
    const jobs = this.#jobsOf(one);
    const others = this.#jobsOf(other);
    const old = cost[one.head]! + cost[other.head]!;
    editor.lay(one.head, jobs);
    editor.lay(other.head, others);
    empty.update(one.head);
    empty.update(other.head);
    return old - cost[one.head]! - cost[other.head]!;
  }

  // By how much the ways behind the head get dearer; the way into the tail counts as the tail's, the way home with it.
  #waysRise({ head, last, tail, first }: Joint): number {
    const { stride, size, at, leg, model } = this.#deps.routes;
    const { legs, slot } = model;
    const end = tail * stride + size[tail]! + 1;
    const home = slot.end[head]!;
    if (first === end) {
      const way = last === head * stride ? 0 : legs.costFrom[at[last]! * legs.places + home]!;
      return way - leg[end]!;
    }
    const rise = legs.costFrom[at[last]! * legs.places + at[first]!]! - leg[first]!;
    return home === at[end]! ? rise : rise + legs.costFrom[at[end - 1]! * legs.places + home]! - leg[end]!;
  }

  #jobsOf({ head, last, tail, first }: Joint): Int32Array {
    const { stride, size, node } = this.#deps.routes;
    const begin = node.subarray(head * stride + 1, last + 1);
    const rest = node.subarray(first, tail * stride + size[tail]! + 1);
    const jobs = new Int32Array(begin.length + rest.length);
    jobs.set(begin);
    jobs.set(rest, begin.length);
    return jobs;
  }
}
