import type { Travel } from './problem.ts';

/**
 * Travel between places as the engine wants it: flat row-major tables, because a solver looks up millions of legs a
 * second. Durations are in the problem's unit of time, distances in any one unit.
 */
export interface TravelTable {
  readonly places: number;
  /** `places * places` whole numbers, row = from. */
  readonly durations: Int32Array;
  readonly distances: Int32Array | Float64Array;
  /** 24 factors by hour of the day that stretch durations; arrival stays first in, first out. */
  readonly profile?: readonly number[];
  /** The moment of time 0 as seconds after local midnight. */
  readonly dayStart?: number;
}

/** Packs the matrices of a problem file; durations are rounded to whole units, and stand in for missing distances. */
export function travelTable(travel: Travel): TravelTable {
  const places = travel.durations.length;
  const durations = Int32Array.from(packed(travel.durations, places), Math.round);
  const distances = travel.distances === undefined ? durations : asWhole(packed(travel.distances, places));
  return {
    places,
    durations,
    distances,
    ...(travel.profile === undefined ? {} : { profile: travel.profile }),
    ...(travel.dayStart === undefined ? {} : { dayStart: travel.dayStart }),
  };
}

function packed(rows: readonly (readonly number[])[], places: number): Float64Array {
  const flat = new Float64Array(places * places);
  rows.forEach((row, from) => {
    flat.set(row, from * places);
  });
  return flat;
}

// Whole numbers take half the memory and add up without rounding.
const asWhole = (flat: Float64Array): Int32Array | Float64Array =>
  flat.every((one) => Number.isInteger(one) && Math.abs(one) < 2 ** 30) ? Int32Array.from(flat) : flat;
