/** An earlier plan to begin with and to keep close to; any `Plan` is one. */
export interface PlanSeed {
  readonly routes: readonly SeedRoute[];
}

interface SeedRoute {
  readonly resource: string;
  readonly shift: number;
  readonly stops: readonly { readonly job?: string; readonly start?: number }[];
}
