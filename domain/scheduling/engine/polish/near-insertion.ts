import { isShort } from '../moves/insertion.ts';
import type { Finder } from '../moves/cache.ts';
import type { Random } from '../random.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import { pairOf } from '../routes/pair-of.ts';
import type { Routes } from '../routes/routes.ts';
import { nextStart } from '../routes/windows.ts';
import { type Adjacency, reachOf } from './adjacency.ts';
import { SpanLimit } from './span-limit.ts';

interface Deps {
  readonly routes: Routes;
  readonly empty: EmptySlots;
  readonly near: Adjacency;
  /** How far is far; what `reachOf` says unless told. */
  readonly reach?: number;
  /** Looks everywhere; asked when nothing is found nearby. */
  readonly everywhere: Finder;
  readonly random: Random;
}

/**
 * Finds a cheap place for a job beside the jobs it goes well with (granular neighbourhood, Toth & Vigo 2003), and on idle
 * technicians. What it looks at does not grow with routes or their length, so a trial over a thousand jobs takes as long
 * as one over a hundred: three times as many a second with many routes, eight times with long ones. For models whose
 * routes cost the sum of their legs, and no more about time than how long they take.
 */
export class NearInsertion implements Finder {
  pair = -1;
  row = 0;
  rise = Infinity;
  trip = 0;
  readonly #deps: Deps;
  /** Every slot may take every job, so a pair's place in the table can be computed. */
  readonly #isDense: boolean;
  /** Null when no duration counts. */
  readonly #spans: SpanLimit | null;
  /** Ways this long are looked at only while nothing much cheaper is known. */
  readonly #reach: number;
  readonly #blink: number;
  #untilBlink = 0;

  constructor(deps: Deps, blink = 0.01) {
    const { model } = deps.routes;
    this.#deps = deps;
    this.#isDense = model.pairs.slot.length === model.slots * model.jobs;
    this.#spans = model.isSpanned ? new SpanLimit(deps.routes) : null;
    this.#reach = deps.reach ?? reachOf(model, deps.near);
    this.#blink = 1 / Math.log(1 - blink);
    this.#drawBlink();
  }

  /** Finds where the job costs least, cheaper than `limit`; now and then it overlooks a place (a blink). */
  find(job: number, limit: number): boolean {
    this.pair = -1;
    this.row = 0;
    this.rise = limit;
    this.#lookBeside(job);
    this.#lookIdle(job);
    if (this.pair >= 0) return true;
    const { everywhere } = this.#deps;
    if (!everywhere.find(job, limit)) return false;
    this.pair = everywhere.pair;
    this.row = everywhere.row;
    this.rise = everywhere.rise;
    return true;
  }

  #lookBeside(job: number): void {
    const { routes, near } = this.#deps;
    const { model, slotOf, rowOf, stride, at, leg, dep, latest } = routes;
    const { timeTo, timeFrom, costTo, costFrom, places } = model.legs;
    const line = model.node.place[job]! * places;
    const from = routes.open[job]!;
    const until = routes.close[job]!;
    const service = model.node.service[job]!;
    const split = model.node.isSplit[job] === 1;
    const begin = job * near.width * 2;
    const end = begin + near.width * 2;
    const spans = this.#spans;
    const reach = this.#reach;
    let least = this.rise;
    for (let index = begin; index < end; index++) {
      if (2 * near.cost[index]! >= least + reach) continue; // the gap's other side is the nearer one
      const other = near.job[index]!;
      const slot = other < 0 ? -1 : slotOf[other]!;
      if (slot < 0) continue;
      const isBefore = ((index - begin) & 1) === 0;
      const row = slot * stride + rowOf[other]! + (isBefore ? 1 : 0); // the row the job would stand in
      const half = near.cost[index]! - leg[row]! - (spans === null ? 0 : spans.saved(slot));
      if (half >= least) continue;
      const cell = line + at[isBefore ? row : row - 1]!;
      let rise = half + (isBefore ? costFrom[cell]! : costTo[cell]!);
      if (rise >= least) continue;
      let start = dep[row - 1]! + (isBefore ? near.time[index]! : timeTo[cell]!);
      if (start < from) start = from;
      if (split) start = nextStart(model.node, job, start);
      if (start > until) continue;
      if (start + service + (isBefore ? timeFrom[cell]! : near.time[index]!) > latest[row]!) continue;
      if (spans !== null) rise += spans.price(job, row, start);
      if (rise < least && this.#take(job, slot, rise)) {
        least = this.rise;
        this.row = row - slot * stride;
      }
    }
  }

  #lookIdle(job: number): void {
    const { routes, empty } = this.#deps;
    const { legs, node, slot: slots } = routes.model;
    const line = node.place[job]! * legs.places;
    for (let index = 0; index < empty.count; index++) {
      const slot = empty.list[index]!;
      const way = line + slots.start[slot]!;
      const back = line + slots.end[slot]!;
      const rise = legs.costTo[way]! + legs.costFrom[back]!;
      if (rise >= this.rise) continue;
      let start = Math.max(slots.open[slot]! + legs.timeTo[way]!, routes.open[job]!);
      if (node.isSplit[job] === 1) start = nextStart(node, job, start);
      if (
        start > routes.close[job]! ||
        start + node.service[job]! + legs.timeFrom[back]! > slots.latest[slot]!
      )
        continue;
      const span = legs.timeTo[way]! + node.service[job]! + legs.timeFrom[back]!;
      if (span > slots.maxDuration[slot]!) continue;
      if (this.#take(job, slot, rise)) this.row = 1;
    }
  }

  #take(job: number, slot: number, rise: number): boolean {
    const { routes } = this.#deps;
    const { slot: slots, pairs } = routes.model;
    if (routes.work[slot]! >= slots.maxJobs[slot]! || isShort(routes, job, slot)) return false;
    const pair = this.#isDense ? pairs.at[job]! + slot : pairOf(pairs, job, slot);
    if (pair < 0) return false;
    const price = rise + pairs.cost[pair]!;
    if (price >= this.rise) return false;
    if (this.#untilBlink-- <= 0) {
      this.#drawBlink();
      return false;
    }
    this.rise = price;
    this.pair = pair;
    return true;
  }

  #drawBlink(): void {
    this.#untilBlink = Math.floor(Math.log(this.#deps.random.real() + 1e-12) * this.#blink);
  }
}
