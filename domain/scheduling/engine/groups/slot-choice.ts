import type { Insertion } from '../moves/cache.ts';
import type { Routes } from '../routes/routes.ts';

/** A place for a job: the pair that allows it, -1 when there is none. */
export interface FoundPlace {
  readonly pair: number;
  readonly row: number;
  readonly trip: number;
  readonly rise: number;
}

/** Looks for places of bound jobs. Their bounds change from trial to trial, so nothing is remembered. */
export class SlotChoice {
  readonly #routes: Routes;
  readonly #insertion: Insertion;

  constructor(routes: Routes, insertion: Insertion) {
    this.#routes = routes;
    this.#insertion = insertion;
  }

  /** The cheapest place of a job, away from the technicians that other jobs of its unit have already. */
  cheapest(job: number, limit: number, apart?: Int32Array): FoundPlace {
    const { model, isHidden, slotOf } = this.#routes;
    const { pairs, slot: slots } = model;
    const taken = [...(apart ?? [])].map((other) =>
      slotOf[other] === -1 ? -1 : slots.resource[slotOf[other]!]!,
    );
    let best: FoundPlace = { pair: -1, row: 0, trip: 0, rise: limit };
    for (let pair = pairs.at[job]!; pair < pairs.at[job + 1]!; pair++) {
      const slot = pairs.slot[pair]!;
      // Several jobs of a unit may need several idle technicians of one kind, so none is hidden from them.
      if ((isHidden[slot] === 1 && apart === undefined) || taken.includes(slots.resource[slot]!)) continue;
      const rise = this.#insertion.best(job, slot) + pairs.cost[pair]!;
      if (rise < best.rise) best = { pair, row: this.#insertion.row, trip: this.#insertion.trip, rise };
    }
    return best;
  }

  /** The start at which all jobs of a unit together cost least; -1 when there is none. */
  cheapestStart(
    jobs: Int32Array,
    starts: readonly number[],
  ): { readonly start: number; readonly rise: number } {
    let best = { start: -1, rise: Infinity };
    for (const start of starts) {
      const rise = this.#riseAt(jobs, start, best.rise);
      if (rise < best.rise) best = { start, rise };
    }
    return best;
  }

  // Each job takes the cheapest technician left; that is not always the cheapest for all, but seldom far from it.
  #riseAt(jobs: Int32Array, start: number, limit: number): number {
    const { model, open, close } = this.#routes;
    const { pairs, slot: slots } = model;
    const taken: number[] = [];
    let sum = 0;
    for (const job of jobs) {
      const kept = [open[job]!, close[job]!] as const;
      open[job] = start;
      close[job] = start;
      let least = Infinity;
      let resource = -1;
      for (let pair = pairs.at[job]!; pair < pairs.at[job + 1]!; pair++) {
        const slot = pairs.slot[pair]!;
        if (taken.includes(slots.resource[slot]!)) continue;
        const rise = this.#insertion.best(job, slot) + pairs.cost[pair]!;
        if (rise >= least) continue;
        least = rise;
        resource = slots.resource[slot]!;
      }
      [open[job], close[job]] = kept;
      sum += least;
      if (sum >= limit) return Infinity;
      taken.push(resource);
    }
    return sum;
  }
}
