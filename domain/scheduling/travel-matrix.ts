import type { Place } from './travel.ts';
import { type Departure, drivingSeconds } from './travel-hours.ts';
import { arcMetres, roadMetres, roadSeconds } from './travel-roads.ts';

/**
 * What stands in a cell that no road leads to. Longer than any shift, so a plan that forgets to ask still never drives
 * it, and small enough that a few of them added together do not overflow 32 bits unnoticed.
 */
export const noWay = 0x1fff_ffff;

/** Travel between all pairs of two lists of places; row-major, one row for each origin. */
export interface TravelMatrix {
  readonly rows: number;
  readonly columns: number;
  /** In the unit asked for, seconds unless told; `noWay` where no road leads. */
  readonly durations: Int32Array;
  /** Metres; `noWay` where no road leads. */
  readonly distances: Int32Array;
}

/** Which matrix is wanted from the embedded model. */
export interface MatrixAsk {
  readonly origins: readonly Place[];
  readonly destinations: readonly Place[];
  /** Seconds in a unit of the durations; 1 unless told. */
  readonly unit?: number;
  /** When all leave; between the rushes when left out. */
  readonly departure?: Departure;
  /** Where the tables lie; memory that threads share, for whom hands them to some. */
  readonly allocate?: (bytes: number) => ArrayBufferLike;
}

/**
 * All pairs of the embedded model at once, rounded up to whole units and metres (rounding up keeps the triangle
 * inequality). Places become points on the unit sphere first, so that a pair costs three differences, a root and two
 * look-ups in short tables, and no sine: a million pairs take about 30 ms. The same list twice is computed once for both
 * directions.
 */
export function embeddedMatrix(ask: MatrixAsk): TravelMatrix {
  const { origins, destinations, unit = 1, departure, allocate = (bytes) => new ArrayBuffer(bytes) } = ask;
  const [rows, columns] = [origins.length, destinations.length];
  const durations = new Int32Array(allocate(4 * rows * columns));
  const distances = new Int32Array(allocate(4 * rows * columns));
  const symmetric = origins === destinations;
  const from = spherePoints(origins);
  const to = symmetric ? from : spherePoints(destinations);
  for (let row = 0; row < rows; row++) {
    const [x, y, z] = [from[3 * row]!, from[3 * row + 1]!, from[3 * row + 2]!];
    for (let column = symmetric ? row + 1 : 0; column < columns; column++) {
      const dx = to[3 * column]! - x;
      const dy = to[3 * column + 1]! - y;
      const dz = to[3 * column + 2]! - z;
      const metres = roadMetres(arcMetres(dx * dx + dy * dy + dz * dz));
      const free = roadSeconds(metres);
      const seconds = departure === undefined ? free : drivingSeconds(free, departure);
      const cell = row * columns + column;
      durations[cell] = roundedUp(seconds / unit);
      distances[cell] = roundedUp(metres);
      if (symmetric) {
        durations[column * columns + row] = durations[cell]!;
        distances[column * columns + row] = distances[cell]!;
      }
    }
  }
  return { rows, columns, durations, distances };
}

/** A millionth is forgiven, so that the dust of floating point does not make a whole number the next one. */
const roundedUp = (value: number): number => Math.ceil(value - 1e-6);

function spherePoints(places: readonly Place[]): Float64Array {
  const points = new Float64Array(3 * places.length);
  places.forEach(({ lat, lon }, index) => {
    const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    points[3 * index] = Math.cos(phi) * Math.cos(lambda);
    points[3 * index + 1] = Math.cos(phi) * Math.sin(lambda);
    points[3 * index + 2] = Math.sin(phi);
  });
  return points;
}
