import type { Reading } from './reading.ts';

/** Which readings of one device are wanted; instants in epoch milliseconds, `to` exclusive. */
export interface ReadingsAsked {
  readonly from: number;
  readonly to: number;
  /** The first so many, or the last with `newestFirst`; all of the last instant come with it. */
  readonly most: number;
  readonly channel?: string;
  readonly newestFirst?: boolean;
}

/** What devices have sent, asked one device at a time. */
export interface Readings {
  ofDevice(deviceId: string, asked: ReadingsAsked): Promise<readonly Reading[]>;
}
