import type { Depot, Job, Window } from '../../model/problem.ts';
import { rowOf } from './ways.ts';

/** A stop of a route: a job, or a trip to a depot. */
export interface Visit {
  /** Null for a depot. */
  readonly job: Job | null;
  readonly place: number;
  readonly duration: number;
  /** Allowed starts, in order; empty when there is none. */
  readonly windows: readonly Window[];
}

/** Bounds of the start that other jobs of a plan give a job (order, starting together). */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** No bounds from other jobs. */
export const unbound: Bounds = { from: -Infinity, to: Infinity };

/** When a job may start. A lock to a time stands above its windows and its release. */
export function startsOf(job: Job, { from, to }: Bounds = unbound): readonly Window[] {
  const at = job.locked?.start;
  const least = at === undefined ? Math.max(from, job.release ?? -Infinity) : from;
  const asked: readonly Window[] =
    at !== undefined ? [[at, at]] : job.windows?.length ? job.windows : [[-Infinity, Infinity]];
  return asked
    .map(([open, close]): Window => [Math.max(open, least), Math.min(close, to)])
    .filter(([open, close]) => open <= close)
    .sort((one, other) => one[0] - other[0]);
}

/** A job as a stop. */
export const visitOf = (job: Job, bounds?: Bounds): Visit => ({
  job,
  place: rowOf(job.location),
  duration: job.duration,
  windows: startsOf(job, bounds),
});

/** A trip to a depot as a stop. */
export const depotVisit = ({ location, duration }: Depot): Visit => ({
  job: null,
  place: rowOf(location),
  duration,
  windows: [[-Infinity, Infinity]],
});
