import type { Place } from '../../domain/scheduling/travel.ts';
import type { PairStore } from './pair-store.ts';

/** One side of a matrix with each place once: many jobs are at one address, and homes are asked about every day. */
export interface Side {
  /** Rounded to four decimals, so that an answer does not depend on who asked first. */
  readonly places: readonly Place[];
  /** The number of each place in the store. */
  readonly numbers: readonly number[];
  /** For each place asked about, its index in `places`. */
  readonly indexOf: readonly number[];
}

/** Gathers the places of one side of an ask. */
export function sideOf(asked: readonly Place[], store: PairStore): Side {
  const indexByNumber = new Map<number, number>();
  const places: Place[] = [];
  const indexOf = asked.map((place) => {
    const number = store.numberOf(place);
    let index = indexByNumber.get(number);
    if (index === undefined) {
      index = places.length;
      indexByNumber.set(number, index);
      places.push({ lat: rounded(place.lat), lon: rounded(place.lon) });
    }
    return index;
  });
  return { places, numbers: [...indexByNumber.keys()], indexOf };
}

const rounded = (degrees: number): number => Number(degrees.toFixed(4));
