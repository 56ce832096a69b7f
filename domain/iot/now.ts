import type { OpenEpisode } from './watch.ts';

/** What one channel of a device says right now. */
export interface ChannelNow {
  readonly channel: string;
  /** The newest reading. */
  readonly value: number;
  readonly at: Date;
  /** Where values are expected; null while the channel is still learning. */
  readonly band: { readonly low: number; readonly expected: number; readonly high: number } | null;
  readonly state: 'unknown' | 'learning' | 'watching';
  /** "learning, 3 days left", or "watching". */
  readonly text: string;
  readonly open: readonly OpenEpisode[];
}

/** The answer to "how is pump 7?": what it said last, channel by channel, in the order of their names. */
export interface DeviceNow {
  readonly deviceId: string;
  /** The newest of its readings; null when it has sent none that is remembered. */
  readonly latestAt: Date | null;
  readonly channels: readonly ChannelNow[];
}

/** Asks the running watch how a device is; answers at once, from memory. */
export type AskNow = (deviceId: string) => DeviceNow;
