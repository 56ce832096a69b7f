import { keepSmallest } from '../compile/neighbours.ts';
import type { Model } from '../model.ts';

/**
 * For each job the jobs that stand best right before it (even places) and right after it (odd places), best first: rows
 * of `2 * width`, -1 where there are no more. `cost` and `time` are those of the way between the two.
 */
export interface Adjacency {
  readonly width: number;
  readonly job: Int32Array;
  readonly cost: Int32Array;
  readonly time: Int32Array;
}

/** What waiting that cannot be avoided weighs beside travel of the same length (Vidal et al. 2013, section 4.2). */
const waitingWeight = 0.2;

/**
 * Ranks neighbours by the way between them and by the waiting that their windows force, apart for both directions: jobs
 * that can never follow each other are no neighbours however near they lie. Takes time quadratic in jobs, once.
 */
export function adjacentJobs(model: Model, width = 40): Adjacency {
  const size = model.jobs * width * 2;
  const table = {
    width,
    job: new Int32Array(size).fill(-1),
    cost: new Int32Array(size),
    time: new Int32Array(size),
  };
  const keys = new Float64Array(model.jobs);
  const waiting = waitingWeight * costOfTime(model);
  const takers = takersOf(model);
  for (let job = 0; job < model.jobs; job++) {
    for (let side = 0; side < 2; side++) {
      const count = rank(model, { job, side, waiting, takers }, keys);
      const kept = Math.min(width, count);
      keepSmallest(keys, count, kept);
      const best = keys.subarray(0, kept).sort();
      for (let place = 0; place < kept; place++) {
        note(model, table, { job, side, place, other: best[place]! % model.jobs });
      }
    }
  }
  return table;
}

interface Side {
  readonly job: number;
  /** 0: who may stand before the job; 1: who may stand after it. */
  readonly side: number;
}

/**
 * By job, which classes of slots can take it, as bits (classes beyond 31 share one): two jobs that nobody can both take are never
 * neighbours, and would only crowd out those that can be.
 */
function takersOf({ jobs, pairs, slot }: Model): Int32Array {
  const takers = new Int32Array(jobs);
  for (let job = 0; job < jobs; job++)
    for (let pair = pairs.at[job]!; pair < pairs.at[job + 1]!; pair++)
      takers[job]! |= 1 << (slot.class[pairs.slot[pair]!]! % 31);
  return takers;
}

// One number sorts by price, then by job.
function rank(
  { jobs, node, legs }: Model,
  { job, side, waiting, takers }: Side & { readonly waiting: number; readonly takers: Int32Array },
  keys: Float64Array,
) {
  const times = side === 0 ? legs.timeTo : legs.timeFrom;
  const costs = side === 0 ? legs.costTo : legs.costFrom;
  const line = node.place[job]! * legs.places;
  let count = 0;
  for (let other = 0; other < jobs; other++) {
    if (other === job || (takers[job]! & takers[other]!) === 0) continue;
    const first = side === 0 ? other : job;
    const second = side === 0 ? job : other;
    const cell = line + node.place[other]!;
    const span = node.service[first]! + times[cell]!;
    if (legs.profile === null && node.open[first]! + span > node.close[second]!) continue;
    const wait = node.open[second]! - node.close[first]! - span;
    const price = costs[cell]! + (wait > 0 ? waiting * wait : 0);
    keys[count++] = Math.floor(price) * jobs + other;
  }
  return count;
}

function note(
  { node, legs }: Model,
  table: Adjacency,
  at: Side & { readonly place: number; readonly other: number },
) {
  const to = (at.job * table.width + at.place) * 2 + at.side;
  const cell = node.place[at.job]! * legs.places + node.place[at.other]!;
  table.job[to] = at.other;
  table.cost[to] = (at.side === 0 ? legs.costTo : legs.costFrom)[cell]!;
  table.time[to] = (at.side === 0 ? legs.timeTo : legs.timeFrom)[cell]!;
}

/**
 * How long a gap's way may be for both its sides to count as far: the mean way to a neighbour. An insertion cheaper than
 * `least` into a gap of that length lies nearer than (least + reach) / 2 to one of its sides, so farther neighbours need
 * no look; that makes a third more trials. Where technicians set out from many places, ways home are long and worth the
 * look: there nothing is skipped (measured: docs/scheduling.md).
 */
export function reachOf({ slot, slots }: Model, { job, cost }: Adjacency): number {
  for (let one = 1; one < slots; one++) if (slot.start[one] !== slot.start[0]) return Infinity;
  let sum = 0;
  let count = 0;
  for (let index = 0; index < job.length; index++) {
    if (job[index]! < 0) continue;
    sum += cost[index]!;
    count++;
  }
  return count === 0 ? Infinity : sum / count;
}

// Cost and time have different units; their mean ratio over a sample of all ways makes them comparable.
function costOfTime({ legs }: Model): number {
  const step = Math.max(1, Math.floor(legs.timeFrom.length / 10_000)) | 1;
  let cost = 0;
  let time = 0;
  for (let cell = 0; cell < legs.timeFrom.length; cell += step) {
    cost += legs.costFrom[cell]!;
    time += legs.timeFrom[cell]!;
  }
  return time === 0 ? 0 : cost / time;
}
