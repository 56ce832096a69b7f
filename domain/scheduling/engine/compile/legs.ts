import type { TravelTable } from '../../model/travel-table.ts';
import type { Legs } from '../model.ts';

interface LegPrices {
  readonly time: number;
  readonly distance: number;
}

/** Whole leg costs are kept below this, so that sums of them stay exact. */
const mostCost = 2 ** 28;

/** What beside the ways shapes the leg tables. */
interface LegGiven {
  readonly prices: LegPrices;
  /** Seconds in a unit of time. */
  readonly unit: number;
  /** Some routes end anywhere, so there must be a place that is nowhere. */
  readonly isOpen: boolean;
}

/**
 * Lays out travel for the inner loops and prices it. Where only one of time and distance counts its own table is the
 * price table, which halves the memory the loops touch. Returns also what one unit of leg cost weighs.
 */
export function compileLegs(travel: TravelTable, given: LegGiven): { legs: Legs; weight: number } {
  const { prices, unit } = given;
  const places = travel.places + (given.isOpen ? 1 : 0);
  // Tables are taken as they are where that is possible: several workers may share their memory.
  const widen = <T extends Int32Array | Float64Array>(table: T): T =>
    given.isOpen ? widened(table, places) : table;
  const timeFrom = widen(travel.durations);
  const distanceFrom = travel.distances === travel.durations ? timeFrom : widen(travel.distances);
  const { cost: costFrom, weight } = priced(timeFrom, distanceFrom, prices);
  const timeTo = transposed(timeFrom, places);
  const costTo = costFrom === timeFrom ? timeTo : transposed(costFrom, places);
  const profile = travel.profile === undefined ? null : Float64Array.from(travel.profile);
  const legs: Legs = {
    places,
    timeTo,
    timeFrom,
    costTo,
    costFrom,
    distanceFrom,
    profile: profile?.every((factor) => factor === 1) ? null : profile,
    dayStart: (travel.dayStart ?? 0) / unit,
    hour: 3600 / unit,
  };
  return { legs, weight };
}

function widened<T extends Int32Array | Float64Array>(table: T, places: number): T {
  const wide = (
    table instanceof Int32Array ? new Int32Array(places * places) : new Float64Array(places * places)
  ) as T;
  const old = places - 1;
  for (let row = 0; row < old; row++) wide.set(table.subarray(row * old, (row + 1) * old), row * places);
  return wide;
}

function priced(time: Int32Array, distance: Int32Array | Float64Array, prices: LegPrices) {
  if (prices.distance === 0) return { cost: time, weight: prices.time };
  if (distance === time) return { cost: time, weight: prices.time + prices.distance };
  if (prices.time === 0 && distance instanceof Int32Array) return { cost: distance, weight: prices.distance };
  let most = 0;
  for (let leg = 0; leg < time.length; leg++) {
    most = Math.max(most, time[leg]! * prices.time + distance[leg]! * prices.distance);
  }
  const weight = Math.max(most, 1e-9) / mostCost;
  const cost = new Int32Array(time.length);
  for (let leg = 0; leg < cost.length; leg++) {
    cost[leg] = Math.round((time[leg]! * prices.time + distance[leg]! * prices.distance) / weight);
  }
  return { cost, weight };
}

function transposed(table: Int32Array, places: number): Int32Array {
  if (isSymmetric(table, places)) return table;
  const turned = new Int32Array(table.length);
  for (let row = 0; row < places; row++) {
    for (let column = 0; column < places; column++)
      turned[column * places + row] = table[row * places + column]!;
  }
  return turned;
}

function isSymmetric(table: Int32Array, places: number): boolean {
  for (let row = 0; row < places; row++) {
    for (let column = 0; column < row; column++) {
      if (table[row * places + column] !== table[column * places + row]) return false;
    }
  }
  return true;
}
