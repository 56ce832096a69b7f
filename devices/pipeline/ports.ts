import type { ThresholdRule } from '../../domain/iot/rules/rule.ts';
import type { Told } from '../../domain/iot/told.ts';
import type { Watch } from '../../domain/iot/watch.ts';
import type { Kept } from '../log/reading-log.ts';

/**
 * Something besides a reading that changes what the watch knows. It is written down with its place among the messages of
 * the log before it is carried out, so that a replay does the same at the same place.
 */
export type Turn =
  /** The product's clock moved on. */
  | { readonly is: 'tick'; readonly at: number }
  /** We were down until then and could hear nothing: silence before it is nobody's fault. */
  | { readonly is: 'resumed'; readonly at: number }
  /** What a device is and which lines it must not cross. */
  | {
      readonly is: 'device';
      readonly at: number;
      readonly device: string;
      readonly peers: string | null;
      /** Null leaves those it has. */
      readonly rules: readonly ThresholdRule[] | null;
    }
  /** A work order at the device was completed. */
  | { readonly is: 'serviced'; readonly at: number; readonly device: string };

/** A turn that came by the product's event log. */
export type NewsTurn = Exclude<Turn, { is: 'tick' | 'resumed' }>;

/** Such a turn with its number in the event log. */
export interface Heard {
  readonly turn: NewsTurn;
  readonly seq: number;
}

/** What the rest of the product tells the pipeline: devices, their rules, and repairs. */
export interface Followed {
  /** Every device there is, and the place in the event log from which on changes are to be followed. */
  begin(): Promise<{ readonly seq: number; readonly turns: readonly NewsTurn[] }>;
  /**
   * What has happened after `seq`, in order, each with its number; `seq` is where to go on, at once unless it is all there
   * is.
   */
  after(
    seq: number,
  ): Promise<{ readonly seq: number; readonly heard: readonly Heard[]; readonly isAll: boolean }>;
}

/** Keeps findings as alerts, all of them in one transaction. Taking the same ones in again changes nothing. */
export type RecordTold = (told: readonly Told[]) => Promise<void>;

/** The part of the log that the pipeline reads. */
export interface LogInOrder {
  readFrom(
    position: number,
    most: number,
  ): Promise<{ readonly batches: readonly Kept[]; readonly next: number }>;
  /** The oldest position that is still kept, and the one the next message gets. */
  readonly start: number;
  readonly end: number;
  onAppended(listener: () => void): () => void;
}

/** Makes a watch, empty or going on from its pieces. */
export type MakeWatch = (pieces: Iterable<Uint8Array> | null) => Watch;
