import type { Location, Problem } from '../../domain/scheduling/model/problem.ts';
import type { TravelTable } from '../../domain/scheduling/model/travel-table.ts';
import type { Place } from '../../domain/scheduling/travel.ts';
import { embeddedMatrix } from '../../domain/scheduling/travel-matrix.ts';
import { BadProblem } from './bad-problem.ts';
import { packMatrix } from './matrix.ts';

/** A problem whose places are all rows of its travel table, and the way back to the places its author wrote. */
export interface LocatedProblem {
  /** Without the matrices of the file, so that it is small to hand to other threads. */
  readonly problem: Problem;
  readonly travel: TravelTable;
  /** The location as the problem names it. */
  readonly nameOf: (row: number) => Location;
}

/** A problem without travel: its places on the earth, each once, and itself with their rows. */
export interface OnEarth {
  readonly problem: Omit<Problem, 'travel'>;
  readonly places: readonly Place[];
  readonly nameOf: (row: number) => Location;
}

/** Gives every location a row: the file's own with a matrix, else one for each different place of the embedded model. */
export function locate(problem: Problem): LocatedProblem {
  const { travel, ...rest } = problem;
  if (travel === undefined) {
    const onEarth = placesOf(rest);
    return { ...onEarth, travel: travelOnEarth(onEarth.places, problem.unit ?? 1) };
  }
  const durations = packMatrix(travel.durations, { name: 'travel.durations', whole: true }) as Int32Array;
  const distances =
    travel.distances === undefined
      ? durations
      : packMatrix(travel.distances, { name: 'travel.distances', whole: false });
  if (distances.length !== durations.length)
    throw new BadProblem(
      `travel.distances has ${Math.sqrt(distances.length)} rows, but travel.durations has ${Math.sqrt(durations.length)}`,
    );
  const places = Math.sqrt(durations.length);
  eachLocation(rest, (location, where) => {
    if (typeof location !== 'number')
      throw new BadProblem(
        `${where} is a place on the earth, but travel gives a matrix; use its row numbers, or leave travel out`,
      );
    if (location >= places)
      throw new BadProblem(`${where} is row ${location}, but the matrix has rows 0 to ${places - 1}`);
  });
  const { profile, dayStart } = travel;
  return {
    problem: rest,
    travel: {
      places,
      durations,
      distances,
      ...(profile && { profile }),
      ...(dayStart !== undefined && { dayStart }),
    },
    nameOf: (row) => row,
  };
}

/** Gathers the places of a problem that leaves its travel to us; refuses rows of a matrix that is not there. */
export function placesOf(problem: Omit<Problem, 'travel'>): OnEarth {
  const rows = new Map<string, number>();
  const places: Place[] = [];
  eachLocation(problem, (location, where) => {
    if (typeof location === 'number')
      throw new BadProblem(
        `${where} is row ${location} of a matrix, but travel is left out; give travel.durations, or places as { "lat", "lon" }`,
      );
    const key = `${location.lat} ${location.lon}`;
    if (rows.has(key)) return;
    rows.set(key, places.length);
    places.push(location);
  });
  const rowOf = (location: Location): number =>
    typeof location === 'number' ? location : rows.get(`${location.lat} ${location.lon}`)!;
  return {
    problem: {
      ...problem,
      jobs: problem.jobs.map((job) => ({ ...job, location: rowOf(job.location) })),
      resources: problem.resources.map((one) => ({
        ...one,
        start: rowOf(one.start),
        ...(one.end !== undefined && { end: rowOf(one.end) }),
      })),
      ...(problem.depots && {
        depots: problem.depots.map((depot) => ({ ...depot, location: rowOf(depot.location) })),
      }),
    },
    places,
    nameOf: (row) => places[row]!,
  };
}

/** The embedded model between all places, in the problem's unit and in metres. */
function travelOnEarth(places: readonly Place[], unit: number): TravelTable {
  const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
  const { durations, distances } = embeddedMatrix({ origins: places, destinations: places, unit, allocate });
  return { places: places.length, durations, distances };
}

function eachLocation(
  problem: Omit<Problem, 'travel'>,
  visit: (location: Location, where: string) => void,
): void {
  for (const { id, location } of problem.jobs) visit(location, `job ${id}: location`);
  for (const { id, start, end } of problem.resources) {
    visit(start, `resource ${id}: start`);
    if (end !== undefined) visit(end, `resource ${id}: end`);
  }
  for (const [at, { location }] of (problem.depots ?? []).entries())
    visit(location, `depots[${at}].location`);
}
