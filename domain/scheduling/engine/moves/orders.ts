import type { Model } from '../model.ts';
import type { Random } from '../random.ts';

/** How often each order of insertion is drawn, of 18 (SISR with the window orders of its VRPTW variant). */
const shares = [4, 4, 2, 1, 2, 2, 2, 1];
const total = shares.reduce((sum, share) => sum + share, 0);

/**
 * Orders in which jobs are put back: at random, by parts needed, far first, near first, by length, begin and end of the
 * window, by importance. The order decides who gets the good places, so variety is what makes the search wide.
 */
export class InsertionOrders {
  readonly #random: Random;
  readonly #keys: readonly Float64Array[];
  readonly #drawn: Float64Array;

  constructor(model: Model, random: Random) {
    this.#random = random;
    this.#drawn = new Float64Array(model.jobs);
    this.#keys = keysOf(model);
  }

  /** Sorts the first `count` jobs by an order drawn at random. */
  sort(jobs: Int32Array, count: number): void {
    let draw = this.#random.below(total);
    let order = 0;
    while (draw >= shares[order]!) draw -= shares[order++]!;
    if (order === 0) {
      for (let index = 0; index < count; index++) this.#drawn[jobs[index]!] = this.#random.real();
    }
    sortBy(jobs, count, order === 0 ? this.#drawn : this.#keys[order - 1]!);
  }

  /** Sorts by importance, for the first plan. */
  sortFirst(jobs: Int32Array): void {
    jobs.sort((one, other) => this.#keys[6]![one]! - this.#keys[6]![other]! || one - other);
  }
}

function keysOf({ jobs, node, stock, legs, slot }: Model): Float64Array[] {
  const column = (value: (job: number) => number) =>
    Float64Array.from({ length: jobs }, (_, job) => value(job));
  const homes = [...new Set(slot.start)];
  const away = column((job) => {
    const line = node.place[job]! * legs.places;
    return homes.reduce((nearest, home) => Math.min(nearest, legs.costTo[line + home]!), Infinity);
  });
  return [
    column((job) => {
      let asked = 0;
      for (let kind = 0; kind < stock.kinds; kind++) asked -= stock.need[job * stock.kinds + kind]!;
      return stock.kinds > 0 ? asked : -node.service[job]!;
    }),
    column((job) => -away[job]!),
    away,
    column((job) => node.close[job]! - node.open[job]!),
    column((job) => node.open[job]!),
    column((job) => -node.close[job]!),
    column((job) => -node.absence[job]!),
  ];
}

// Few elements: sorting in place by insertion beats everything else.
function sortBy(jobs: Int32Array, count: number, key: Float64Array): void {
  for (let index = 1; index < count; index++) {
    const job = jobs[index]!;
    const own = key[job]!;
    let to = index;
    while (to > 0 && key[jobs[to - 1]!]! > own) {
      jobs[to] = jobs[to - 1]!;
      to--;
    }
    jobs[to] = job;
  }
}
