/** A row of the travel matrix, or a place on the earth when the embedded travel model answers. */
export type Location = number | { readonly lat: number; readonly lon: number };

/** From and to, in the problem's unit of time; both ends belong to it. */
export type Window = readonly [number, number];

/** A characteristic: what a technician can do, or a job asks for, and how well. Without a level any level will do. */
export interface Skill {
  readonly id: string;
  readonly level?: number;
}

/** Where a job stays whatever the engine would prefer: on a technician, at a time, or both. */
export interface Lock {
  readonly resource?: string;
  /** The planned start of work. */
  readonly start?: number;
}

/** One visit to plan. Only where and how long are needed. */
export interface Job {
  readonly id: string;
  readonly location: Location;
  readonly duration: number;
  /** Bounds of the start of work; any time when left out. */
  readonly windows?: readonly Window[];
  /** All must be met by the technician, at this level at least. */
  readonly skills?: readonly Skill[];
  /** Consumed from what the technician carries, or fetched at a depot. */
  readonly parts?: Readonly<Record<string, number>>;
  /** Needed, not consumed. */
  readonly tools?: readonly string[];
  /** The price of leaving it out; 1 unless told. */
  readonly importance?: number;
  readonly preferred?: readonly string[];
  readonly restricted?: readonly string[];
  /** Only these may do it; anybody when empty. */
  readonly mustChoose?: readonly string[];
  /** The earliest start of work known beforehand. */
  readonly release?: number;
  readonly locked?: Lock;
  /** When it should be done by; later is counted as lateness, not refused. */
  readonly dueBy?: number;
  /** Jobs that must have ended before this one starts. */
  readonly after?: readonly string[];
  /** Jobs of one name start at the same time, on different technicians, all or none. */
  readonly together?: string;
}

export interface Break {
  /** Bounds of its start. */
  readonly windows: readonly Window[];
  readonly duration: number;
}

/** Time beyond a shift's end, up to `max`, at `price` for each unit of time. */
export interface Overtime {
  readonly max: number;
  readonly price: number;
}

/** One technician with all shifts that are planned. */
export interface PlanResource {
  readonly id: string;
  readonly start: Location;
  /** Where a route ends; at its last job when left out. */
  readonly end?: Location;
  /** Each holds the way from `start` and back to `end`. */
  readonly shifts: readonly Window[];
  /** Taken in each shift they fit in. */
  readonly breaks?: readonly Break[];
  readonly skills?: readonly Skill[];
  /** Carried at the begin of each shift. */
  readonly parts?: Readonly<Record<string, number>>;
  readonly tools?: readonly string[];
  /** Of one shift. */
  readonly maxJobs?: number;
  /** Of one shift's route, way included. */
  readonly maxDuration?: number;
  readonly overtime?: Overtime;
}

/** Where missing parts and tools may be fetched on the way; its stock is unlimited. */
export interface Depot {
  readonly location: Location;
  readonly duration: number;
}

/** Explicit travel: rows and columns are locations. `profile` holds 24 factors by hour of the day. */
export interface Travel {
  readonly durations: readonly (readonly number[])[];
  readonly distances?: readonly (readonly number[])[];
  readonly profile?: readonly number[];
  /** The moment of time 0 as seconds after local midnight; 0 unless told. */
  readonly dayStart?: number;
}

/** What a plan can be measured by; what each means stands in docs/scheduling.md. */
export const goals = [
  'importance',
  'travel',
  'distance',
  'duration',
  'preferred',
  'levelSurplus',
  'lateness',
  'balance',
  'soonest',
  'resources',
  'stability',
  'overtime',
] as const;
export type Goal = (typeof goals)[number];

/** Goals in strict order, or each at its weight. */
export type Objective = readonly Goal[] | { readonly weights: Readonly<Partial<Record<Goal, number>>> };

/** Everything a plan is made from. Times are whole numbers in one unit, measured from one zero. */
export interface Problem {
  /** Seconds in a unit of time; 1 unless told. */
  readonly unit?: number;
  readonly jobs: readonly Job[];
  readonly resources: readonly PlanResource[];
  readonly travel?: Travel;
  readonly depots?: readonly Depot[];
  readonly objective?: Objective;
}
