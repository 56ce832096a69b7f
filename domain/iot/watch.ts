import type { Finding, FindingKind, Severity } from './finding.ts';

/** What one reading was worth. The object is reused by the next call, for speed: copy what you keep. */
export interface Observation {
  /** 0..1, the highest of all detectors; 0.5 is the alarm line of each of them. */
  readonly score: number;
  /** The detector that the score comes from; null when nothing stands out or the channel is still learning. */
  readonly kind: FindingKind | null;
  readonly findings: readonly Finding[];
}

/** What a screen shows of a channel: how far it has learned, what it expects now, what is open. */
export interface ChannelStatus {
  readonly state: 'unknown' | 'learning' | 'watching';
  /** "learning, 3 days left" or "watching". */
  readonly text: string;
  /** What is left of learning, 0 when watching: by time or by readings, whichever ends first. */
  readonly learningLeftMs: number;
  readonly readings: number;
  /** Learned time between readings; null until known. */
  readonly periodMs: number | null;
  readonly latestAt: number | null;
  readonly latestValue: number | null;
  /** Where the next value is expected, as of the latest reading; null while learning. */
  readonly band: { readonly low: number; readonly expected: number; readonly high: number } | null;
  readonly open: readonly OpenEpisode[];
}

/** The values a channel must not pass; null where there is no limit. */
export interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

/** An episode that was raised and not yet cleared. */
export interface OpenEpisode {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly raisedAt: number;
  /** The highest score since. */
  readonly score: number;
}

/** Watches every channel of every device: streaming, causal, bounded, and the same after a restart bit for bit. */
export interface Watch {
  /**
   * Takes one reading and answers its score and what was raised or cleared. A reading that is not newer than its
   * channel's newest is not scored (score 0), and neither is a value that is no finite number, nor a channel beyond the
   * first thousand of its device.
   */
  observe(device: string, channel: string, at: number, value: number): Observation;
  /** Moves the clock without a reading: gaps are seen when they happen. */
  tick(at: number): readonly Finding[];
  /** Nothing could be heard before: silence up to then is no gap. */
  listeningSince(at: number): void;
  /** Tells what a device is, so that it is compared with its peers: same group, same channel, same hour. */
  register(device: string, peerGroup: string | null): void;
  /** What a channel may reach by its rules, so that a drift can tell when it will be there. Kept in the saved state. */
  limit(device: string, channel: string, limits: Limits): void;
  /** A work order was completed: references are learned anew; open findings stay until telemetry is back in band. */
  reset(device: string, at: number): void;
  status(device: string, channel: string): ChannelStatus;
  devices(): Iterable<string>;
  /** In order of first appearance. */
  channelsOf(device: string): readonly string[];
  /** Everything learned, as bytes; `restoreWatch([save()])` and the same readings give the same output. */
  save(): Uint8Array;
  /** The same bytes in pieces of one device each, so that a large site never holds them all at once. */
  savePieces(): Iterable<Uint8Array>;
}
