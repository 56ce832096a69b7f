/** What a bench of telemetry is told. */
export interface BenchOptions {
  /** The folder with `nab`, `skab`, `cmapss` and `telemetry` in it; what needs a missing one is left out, and says so. */
  readonly data: string | undefined;
  /** A port that is free, and so are the nine after it. */
  readonly port: number;
  /** Smaller and shorter, to see that everything runs; the figures mean little. */
  readonly quick: boolean;
}
