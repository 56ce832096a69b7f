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

const earthRadiusKm = 6371;
const roadFactor = 1.35;
/** Up to which kilometre of a leg which speed holds: leaving and parking, side streets, main streets, ring roads, motorway. */
const classes: readonly (readonly [upToKm: number, kmPerHour: number])[] = [
  [0.1, 2],
  [3, 20],
  [10, 32],
  [30, 50],
  [Number.POSITIVE_INFINITY, 85],
];

/**
 * Travel without a routing server, so that slots can be offered on a fresh machine and when the map service is away.
 *
 * Great circle × 1.35 gives the road distance (streets are about a third longer than the crow's line, scheduling
 * section 7). Each further kilometre of a leg is driven on a faster class of road, never a slower one, so the minutes
 * are a concave function of distance: a detour through a third place is never quicker, and both directions take equally
 * long. Minutes are rounded up, which keeps that true. The same place takes no time.
 */
export const embeddedTravel: TravelModel = (from, to) => {
  const km = greatCircleKm(from, to) * roadFactor;
  return { minutes: Math.ceil(minutesFor(km)), km: Math.round(km * 10) / 10 };
};

function minutesFor(km: number): number {
  let minutes = 0;
  let driven = 0;
  for (const [upToKm, kmPerHour] of classes) {
    const stretch = Math.min(km, upToKm) - driven;
    if (stretch <= 0) break;
    minutes += (stretch / kmPerHour) * 60;
    driven += stretch;
  }
  return minutes;
}

/** Haversine, which is exact enough at every distance and stable at small ones. */
function greatCircleKm(from: Place, to: Place): number {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((to.lat - from.lat) * radians) / 2);
  const sinLon = Math.sin(((to.lon - from.lon) * radians) / 2);
  const chord = sinLat ** 2 + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * sinLon ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}
