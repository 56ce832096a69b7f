import type { Location } from '../model/problem.ts';

/** An earlier plan to begin with and to keep close to; any `Plan` is one. */
export interface PlanSeed {
  readonly routes: readonly SeedRoute[];
}

interface SeedRoute {
  readonly resource: string;
  readonly shift: number;
  readonly stops: readonly SeedStop[];
  readonly breaks?: readonly { readonly start: number; readonly end: number }[];
}

/** A job, or a trip to a depot: by its place, or by its row among the problem's depots. */
interface SeedStop {
  readonly job?: string;
  readonly start?: number;
  readonly depot?: Location;
  readonly depotRow?: number;
}
