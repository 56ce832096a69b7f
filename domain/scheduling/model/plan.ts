import type { Goal, Location } from './problem.ts';

/** A visit of a route. `travel` is the way to it from the stop before. */
export interface JobStop {
  readonly job: string;
  readonly arrive: number;
  readonly start: number;
  readonly end: number;
  readonly travel: number;
}

/** A trip to a depot that fetches what later jobs need. */
export interface DepotStop {
  readonly depot: Location;
  readonly arrive: number;
  readonly start: number;
  readonly end: number;
  readonly travel: number;
}

export type Stop = JobStop | DepotStop;

/** One technician's shift, in the order of the day. */
export interface PlannedRoute {
  readonly resource: string;
  /** Which of the technician's shifts, from 0. */
  readonly shift: number;
  readonly stops: readonly Stop[];
  readonly breaks?: readonly { readonly start: number; readonly end: number }[];
  /** All ways, the one back included. */
  readonly travel: number;
  readonly distance: number;
}

export type ReasonCode =
  | 'skill'
  | 'restricted'
  | 'must_choose'
  | 'parts'
  | 'tools'
  | 'window'
  | 'capacity'
  | 'max_jobs'
  | 'max_duration'
  | 'travel'
  | 'lock'
  | 'after'
  | 'together'
  | 'release'
  | 'importance';

/** Why a job is not planned, and the smallest change that would book it, in words a dispatcher can act on. */
export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
  readonly relax?: string;
}

export interface Unassigned {
  readonly job: string;
  readonly reasons: readonly Reason[];
}

/** The engine's answer. */
export interface Plan {
  readonly routes: readonly PlannedRoute[];
  readonly unassigned: readonly Unassigned[];
  /** One figure for each goal of the objective. */
  readonly cost: Readonly<Partial<Record<Goal, number>>>;
  readonly iterations: number;
  readonly seed: number;
}
