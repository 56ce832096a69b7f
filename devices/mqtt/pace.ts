/** So many messages a second, with a reserve for bursts. A message of more than 4 KB counts as several (as in IoT Hub). */
export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

const countedBytes = 4096;

/** Counts messages against a pace. It never refuses: it says how long to wait before the next. */
export class Allowance {
  readonly #pace: Pace;
  #left: number;
  #at: number;

  constructor(pace: Pace, clock: number) {
    this.#pace = pace;
    this.#left = pace.burst;
    this.#at = clock;
  }

  take(clock: number, sizeBytes: number): void {
    const { perSecond, burst } = this.#pace;
    const counted = Math.max(1, Math.ceil(sizeBytes / countedBytes));
    this.#left = Math.min(burst, this.#left + ((clock - this.#at) * perSecond) / 1000) - counted;
    this.#at = clock;
  }

  /** Milliseconds until the next message is due; 0 when it may come now. */
  waitMs(clock: number): number {
    const { perSecond } = this.#pace;
    const left = this.#left + ((clock - this.#at) * perSecond) / 1000;
    return left >= 0 ? 0 : Math.ceil((-left / perSecond) * 1000);
  }
}
