import type { Place } from './travel.ts';

const earthRadiusMetres = 6_371_000;

/**
 * Metres of road for each metre as the crow flies, up to which crow-fly metre. Streets make short ways a third longer;
 * long ways follow a motorway, which is nearly straight: real pairs of cities lie between 1.10 and 1.30 in all.
 */
const detours: readonly (readonly [upToMetres: number, factor: number])[] = [
  [30_000, 1.35],
  [Number.POSITIVE_INFINITY, 1.15],
];

/**
 * Up to which metre of a way which speed holds: leaving and parking, side streets, main streets, regional roads, fast
 * roads, motorway. Cautious in town, where a technician looks for a place to park; fitted to pairs of cities at the
 * long end.
 */
const paces: readonly (readonly [upToMetres: number, kmPerHour: number])[] = [
  [100, 2],
  [3_000, 20],
  [10_000, 32],
  [20_000, 50],
  [60_000, 100],
  [Number.POSITIVE_INFINITY, 115],
];

/** A stretch of a concave broken line: from `from` on, the value is `value` and grows by `slope`. */
interface Stretch {
  readonly from: number;
  readonly value: number;
  readonly slope: number;
}

function stretchesOf(rows: readonly (readonly [upTo: number, slope: number])[]): readonly Stretch[] {
  let [from, value] = [0, 0];
  return rows.map(([upTo, slope]) => {
    const stretch = { from, value, slope };
    value += (upTo - from) * slope;
    from = upTo;
    return stretch;
  });
}

const roads = stretchesOf(detours);
const times = stretchesOf(paces.map(([upTo, kmPerHour]) => [upTo, 3.6 / kmPerHour]));

/** Looked up from the short end, because most ways of a technician's day are short. */
function along(stretches: readonly Stretch[], at: number): number {
  let found = 0;
  while (found + 1 < stretches.length && at > stretches[found + 1]!.from) found++;
  const { from, value, slope } = stretches[found]!;
  return value + (at - from) * slope;
}

/** Metres on the road for metres as the crow flies; concave, so that a detour is never shorter than the direct way. */
export const roadMetres = (crowMetres: number): number => along(roads, crowMetres);

/**
 * Seconds at the wheel for metres of road between the rush hours of a working day. Each further kilometre of a way is
 * driven on a faster class of road, never a slower one: seconds are a concave function of metres, so they obey the
 * triangle inequality as metres do.
 */
export const roadSeconds = (metres: number): number => along(times, metres);

/**
 * Great-circle metres from the chord (the straight line through the earth, in earth radii) between two places. The
 * series of the arc sine is exact to a hundred-millionth up to 1,200 km, and is what is asked a million times.
 */
export function arcMetres(chordSquared: number): number {
  const half = chordSquared / 4;
  if (half > 0.01) return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(half)));
  const series = 1 + half * (1 / 6 + half * (3 / 40 + half * (15 / 336 + half * (105 / 3_456))));
  return earthRadiusMetres * Math.sqrt(chordSquared) * series;
}

/** Great-circle metres between two places: the haversine, which is stable at every distance, small ones too. */
export function crowMetres(from: Place, to: Place): number {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((to.lat - from.lat) * radians) / 2);
  const sinLon = Math.sin(((to.lon - from.lon) * radians) / 2);
  const haversine = sinLat ** 2 + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * sinLon ** 2;
  return arcMetres(4 * haversine);
}
