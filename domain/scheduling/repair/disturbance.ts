import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { isJob } from './day/figures.ts';

/** Where and when a visit is. */
export interface Placed {
  readonly resource: string;
  readonly shift: number;
  readonly start: number;
}

/** A visit that starts this much earlier or later, in seconds, is still the same promise. */
const unmovedSeconds = 30 * 60;

/** Where every job of a plan is. */
export const placesOf = (routes: Plan['routes']): ReadonlyMap<string, Placed> =>
  new Map(
    routes.flatMap(({ resource, shift, stops }) =>
      stops.filter(isJob).map(({ job, start }) => [job, { resource, shift, start }] as const),
    ),
  );

/** Which jobs of a plan another technician has now, or nobody, or that start more than half an hour off. */
export function disturbed(
  { unit = 1 }: Problem,
  before: ReadonlyMap<string, Placed>,
  after: ReadonlyMap<string, Placed>,
): string[] {
  return [...before]
    .filter(([job, old]) => {
      const found = after.get(job);
      if (found === undefined || found.resource !== old.resource || found.shift !== old.shift) return true;
      return Math.abs(found.start - old.start) * unit > unmovedSeconds;
    })
    .map(([job]) => job);
}
