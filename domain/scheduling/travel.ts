import { crowMetres, roadMetres, roadSeconds } from './travel-roads.ts';

/** A point on the map, in degrees. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** One leg on the road. */
export interface Travel {
  readonly minutes: number;
  readonly km: number;
}

/** Whoever knows the way: the embedded model here, or a matrix fetched beforehand from a routing service. */
export type TravelModel = (from: Place, to: Place) => Travel;

/**
 * Travel without a routing server, so that slots can be offered on a fresh machine and when the map service is away.
 *
 * One leg of the embedded model, whose arithmetic stands in travel-roads.ts and whose matrices in travel-matrix.ts:
 * great circle, made longer as roads are, driven at the pace of that distance. A detour through a third place is never
 * quicker, and both directions take equally long. Minutes are rounded up, which keeps that true. The same place takes
 * no time.
 */
export const embeddedTravel: TravelModel = (from, to) => {
  const metres = roadMetres(crowMetres(from, to));
  return { minutes: Math.ceil(roadSeconds(metres) / 60), km: Math.round(metres / 100) / 10 };
};
