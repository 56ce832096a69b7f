import type { Location } from '../../model/problem.ts';
import type { TravelTable } from '../../model/travel-table.ts';
import { drivingSeconds } from '../../travel-hours.ts';
import { noWay } from '../../travel-matrix.ts';

/** Where routes end that have no end: free to reach from anywhere. */
export const nowhere = -1;

/** The row of a place. Places on the earth are given rows at the edge, before a plan is made. */
export function rowOf(place: Location): number {
  if (typeof place === 'number') return place;
  throw new TypeError('places must be rows of the travel table before a day is opened');
}

/**
 * How long ways take, in the problem's unit, read straight from the travel table; with hours' factors it depends on when
 * one leaves. Where no road leads a way takes for ever, so that nothing is ever planned over it.
 */
export class Ways {
  readonly #travel: TravelTable;
  readonly #factors: readonly number[] | undefined;
  readonly #dayStart: number;
  readonly #unit: number;

  constructor(travel: TravelTable, unit = 1) {
    this.#travel = travel;
    this.#factors = travel.profile?.every((factor) => factor === 1) ? undefined : travel.profile;
    this.#dayStart = travel.dayStart ?? 0;
    this.#unit = unit;
  }

  /** The way between the rushes: what plans are compared by while they are made. */
  usual(from: number, to: number): number {
    if (to === nowhere) return 0;
    const way = this.#travel.durations[from * this.#travel.places + to]!;
    return way >= noWay ? Infinity : way;
  }

  /** The way when one leaves at `leave`. */
  way(from: number, to: number, leave: number): number {
    const usual = this.usual(from, to);
    return this.#factors === undefined || usual === 0 || usual === Infinity
      ? usual
      : this.#driven(this.#factors, usual, leave);
  }

  /** The latest moment to leave that arrives by `arrive`. */
  leaveBy(from: number, to: number, arrive: number): number {
    const usual = this.usual(from, to);
    if (this.#factors === undefined || usual === 0 || !Number.isFinite(usual + arrive)) return arrive - usual;
    const factors = this.#factors;
    let early = arrive - Math.ceil(usual * Math.max(...factors)) - 1;
    let late = arrive;
    // Nobody overtakes (first in, first out), so the moments that arrive in time are all those up to one of them.
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (middle + this.#driven(factors, usual, middle) <= arrive) early = middle;
      else late = middle;
    }
    return early;
  }

  distance(from: number, to: number): number {
    return to === nowhere ? 0 : this.#travel.distances[from * this.#travel.places + to]!;
  }

  #driven(factors: readonly number[], usual: number, leave: number): number {
    const unit = this.#unit;
    return Math.round(
      drivingSeconds(usual * unit, { factors, leaveAt: this.#dayStart + leave * unit }) / unit,
    );
  }
}
