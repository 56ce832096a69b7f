import type { Reading } from '../../domain/iot/reading.ts';

/** One message of a device, read: what its sender said at once and wants acknowledged at once. */
export interface Arrival {
  readonly device: string;
  /** What the device calls its message; a message with an id that is known already is a repeat. */
  readonly messageId: string | null;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
  readonly readings: readonly { readonly channel: string; readonly at: number; readonly value: number }[];
  /** The device's own properties of the message, URL-encoded as they came (`level=critical&x=1`). */
  readonly properties?: string;
  /** The part that could not be read, with the whole body as it came: kept, so that nothing is lost silently. */
  readonly unread?: { readonly problem: string; readonly body: Uint8Array };
  /**
   * What a resent message is known by where it has neither an id nor times of its own: its key is kept always, and looked
   * for only when the sender says that it repeats (MQTT's DUP), because a steady value is no repeat.
   */
  readonly resend?: { readonly key: string; readonly repeats: readonly string[] };
}

/** A message in the log. */
export interface Kept extends Omit<Arrival, 'resend'> {
  /** Where it stands: messages are numbered from 0 in the order in which they were kept. */
  readonly position: number;
}

/**
 * Which readings of a device are wanted: the first `most` at or after `from` and before `to`, or the last of them. All of
 * the last instant come with it, so that one can go on behind it: there may be a few more than `most`.
 */
export interface Asked {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly channel?: string;
  readonly newestFirst?: boolean;
}

/** How the log is doing, for /health. */
export interface LogHealth {
  readonly state: 'ok' | 'failing';
  /** Why it takes nothing right now. */
  readonly problem?: string;
  readonly segments: number;
  readonly sizeBytes: number;
  readonly start: number;
  readonly end: number;
  /** Since this process began. */
  readonly kept: number;
  readonly repeats: number;
  /** Messages kept whole because a part of them could not be read. */
  readonly quarantined: number;
  /** Messages that a damaged disk has lost, found when the log was read. */
  readonly damaged: number;
  readonly isEncrypted: boolean;
}

/** The log takes nothing right now: its disk is full or failing. What was handed in was not kept. */
export class LogUnavailable extends Error {}

/**
 * The point of truth of telemetry: a message is acknowledged once it is in here. It survives a kill at any moment, tells a
 * repeat from a new message over all it keeps, and is read in order of arrival (the pipeline) or by device (screens).
 */
export interface ReadingLog {
  /**
   * Resolves when the message is on disk (one sync for all that arrive meanwhile). `isNew` is false for a repeat: device +
   * message id, else device + times + hash; its position is -1. Throws LogUnavailable when it could not be kept.
   */
  append(arrival: Arrival): Promise<{ readonly isNew: boolean; readonly position: number }>;
  /** Whether senders should hold back: more waits for the disk than it takes in about a tenth of a second. */
  isCrowded(): boolean;
  /**
   * At most `most` messages from a position on, in order; `next` is where to go on. A position that has been retired goes
   * on at the oldest that is kept.
   */
  readFrom(
    position: number,
    most: number,
  ): Promise<{ readonly batches: readonly Kept[]; readonly next: number }>;
  /** Readings of one device in order of time; newest first when that is asked. */
  readDevice(device: string, asked: Asked): Promise<readonly Reading[]>;
  /** The newest `most` messages that could not be read whole, newest first; fewer when they are large. */
  readQuarantine(asked: {
    readonly most: number;
    /** Whose messages; everybody's when left out. */
    readonly isWanted?: (device: string) => boolean | Promise<boolean>;
  }): Promise<readonly Kept[]>;
  /** Calls back after each commit to disk; answers how to stop that. */
  onAppended(listener: () => void): () => void;
  health(): LogHealth;
  /** The oldest position that is still kept. */
  readonly start: number;
  /** The position behind the newest message on disk: what the next one gets. */
  readonly end: number;
  /** Keeps what was handed in, then closes. */
  close(): Promise<void>;
}
