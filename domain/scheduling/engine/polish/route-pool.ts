import type { Random } from '../random.ts';
import type { Routes } from '../routes/routes.ts';

/** Routes seen in good plans, the cheapest order for each set of jobs: what plans are put together from anew. */
export class RoutePool {
  /** Jobs of the columns one after another, in the order of the visit; a column begins at `at[column]`. */
  jobs = new Int32Array(1 << 14);
  at = new Int32Array(1 << 11);
  cost = new Float64Array(1 << 11);
  /** Where the column was seen. */
  slot = new Int32Array(1 << 11);
  /** Columns held. */
  count = 0;
  readonly #routes: Routes;
  readonly #seen: Int32Array;
  readonly #columns = new Map<number, number>();
  readonly #marks: Int32Array;
  readonly #most: number;

  constructor(routes: Routes, random: Random, most = 20_000) {
    const { model } = routes;
    this.#routes = routes;
    this.#most = most;
    this.#seen = new Int32Array(model.slots).fill(-1);
    this.#marks = Int32Array.from({ length: 2 * model.jobs + model.slot.classes }, () => random.bits());
  }

  /** Notes the routes that changed since the last time. */
  gather(): void {
    const { version, work, model } = this.#routes;
    if (this.count >= this.#most) return;
    for (let slot = 0; slot < model.slots; slot++) {
      if (this.#seen[slot] === version[slot]) continue;
      this.#seen[slot] = version[slot]!;
      if (work[slot]! > 0) this.#add(slot);
    }
  }

  #add(slot: number): void {
    const { node, size, stride, cost, model } = this.#routes;
    const base = slot * stride;
    const jobs = node.subarray(base + 1, base + size[slot]! + 1);
    if (jobs.some((one) => one >= model.jobs)) return;
    this.#put(jobs, cost[slot]!, slot);
  }

  #put(jobs: Int32Array, cost: number, slot: number): void {
    const { model } = this.#routes;
    const key = this.#keyOf(jobs, model.slot.class[slot]!);
    const known = this.#columns.get(key);
    if (known !== undefined) {
      if (cost >= this.cost[known]! || this.at[known + 1]! - this.at[known]! !== jobs.length) return;
      this.jobs.set(jobs, this.at[known]!);
      this.cost[known] = cost;
      this.slot[known] = slot;
      return;
    }
    const from = this.at[this.count]!;
    while (from + jobs.length > this.jobs.length) this.jobs = widened(this.jobs);
    if (this.count + 2 > this.at.length) {
      this.at = widened(this.at);
      this.slot = widened(this.slot);
      this.cost = widened(this.cost);
    }
    this.jobs.set(jobs, from);
    this.cost[this.count] = cost;
    this.slot[this.count] = slot;
    this.at[++this.count] = from + jobs.length;
    this.#columns.set(key, this.count - 1);
  }

  // A sum of random marks is the same for every order of the jobs (Zobrist 1970); 52 bits fit a number.
  #keyOf(jobs: Int32Array, kind: number): number {
    let low = this.#marks[2 * this.#routes.model.jobs + kind]!;
    let high = 0;
    for (let index = 0; index < jobs.length; index++) {
      low = (low + this.#marks[2 * jobs[index]!]!) | 0;
      high = (high + this.#marks[2 * jobs[index]! + 1]!) | 0;
    }
    return (high >>> 12) * 2 ** 32 + (low >>> 0);
  }
}

function widened<T extends Int32Array | Float64Array>(table: T): T {
  const wide = new (table.constructor as new (size: number) => T)(table.length * 2);
  wide.set(table);
  return wide;
}
