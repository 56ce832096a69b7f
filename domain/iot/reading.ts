/** One number a device measured: the smallest thing that the telemetry half of the product speaks of. */
export interface Reading {
  readonly device: string;
  readonly channel: string;
  /** Epoch milliseconds, by the device's clock. */
  readonly at: number;
  readonly value: number;
}
