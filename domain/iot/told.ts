import type { Finding } from './finding.ts';

/** A finding as it is handed on to alerts: with what tells it from a repeat, and how much stands behind it. */
export interface Told extends Finding {
  /**
   * By the product's clock, in epoch milliseconds, rising with everything one pipeline tells; a replay after a crash tells
   * the same again under the same instant. `at` is the device's own time, which may be late or ahead.
   */
  readonly toldAt: number;
  /** When this episode was raised, by `toldAt`: the same from its first telling to its clearing. */
  readonly raisedAt: number;
  /** How many readings the channel has brought since the episode was raised, the first included. */
  readonly count: number;
}
