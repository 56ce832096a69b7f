import type { Model } from '../model.ts';

/** The jobs that the current plan leaves out, with their price. */
export class AbsentJobs {
  readonly list: Int32Array;
  count = 0;
  /** The search's price, and the summed importance. */
  price = 0;
  importance = 0;
  readonly #model: Model;
  readonly #at: Int32Array;

  constructor(model: Model) {
    this.#model = model;
    this.list = new Int32Array(model.jobs);
    this.#at = new Int32Array(model.jobs).fill(-1);
  }

  has(job: number): boolean {
    return this.#at[job]! >= 0;
  }

  /** Notes whether a job is left out now. */
  set(job: number, isAbsent: boolean): void {
    if (isAbsent === this.has(job)) return;
    const { absence, importance } = this.#model.node;
    const sign = isAbsent ? 1 : -1;
    this.price += sign * absence[job]!;
    this.importance += sign * importance[job]!;
    if (isAbsent) {
      this.#at[job] = this.count;
      this.list[this.count++] = job;
      return;
    }
    const hole = this.#at[job]!;
    const last = this.list[--this.count]!;
    this.list[hole] = last;
    this.#at[last] = hole;
    this.#at[job] = -1;
    if (this.count === 0) {
      this.price = 0;
      this.importance = 0;
    }
  }
}
