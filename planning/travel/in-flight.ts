import type { TravelAnswer } from './provider.ts';

/** One request under way: which rows and columns of its answer hold which places, by their numbers. */
export interface Flight {
  readonly answer: Promise<TravelAnswer>;
  readonly rowOf: ReadonlyMap<number, number>;
  readonly columnOf: ReadonlyMap<number, number>;
  readonly bucket: number;
  /** Numbers of places are given anew when a store forgets everything, so a flight counts only in its own epoch. */
  readonly epoch: number;
}

/** A pair of places in an hour, by numbers. */
export interface WantedPair {
  readonly from: number;
  readonly to: number;
  readonly bucket: number;
  readonly epoch: number;
}

/** Where in which answer to come a pair will stand. */
export interface Seat {
  readonly flight: Flight;
  readonly row: number;
  readonly column: number;
}

/** The requests under way, found by pair, so that whoever wants the same pair meanwhile waits instead of asking again. */
export class InFlight {
  readonly #byOrigin = new Map<number, Set<Flight>>();

  add(flight: Flight): void {
    for (const origin of flight.rowOf.keys()) {
      const flights = this.#byOrigin.get(origin);
      if (flights) flights.add(flight);
      else this.#byOrigin.set(origin, new Set([flight]));
    }
  }

  remove(flight: Flight): void {
    for (const origin of flight.rowOf.keys()) {
      const flights = this.#byOrigin.get(origin);
      flights?.delete(flight);
      if (flights?.size === 0) this.#byOrigin.delete(origin);
    }
  }

  find({ from, to, bucket, epoch }: WantedPair): Seat | undefined {
    for (const flight of this.#byOrigin.get(from) ?? []) {
      if (flight.bucket !== bucket || flight.epoch !== epoch) continue;
      const [row, column] = [flight.rowOf.get(from), flight.columnOf.get(to)];
      if (row !== undefined && column !== undefined) return { flight, row, column };
    }
    return undefined;
  }
}
