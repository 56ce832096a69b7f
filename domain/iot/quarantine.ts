/** A message of a device that could not be read whole: kept as it came, so that somebody can look at it and mend the device. */
export interface QuarantinedMessage {
  /** Its place in the telemetry log. */
  readonly position: number;
  readonly device: string;
  readonly messageId: string | null;
  readonly arrivedAt: Date;
  /** What is wrong with it. */
  readonly problem: string;
  readonly body: Uint8Array;
  /** How many readings could be taken from it all the same. */
  readonly readings: number;
}
