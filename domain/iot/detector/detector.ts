import type { FindingKind, Severity } from '../finding.ts';
import type { Memory, Need, Place } from './memory.ts';

/**
 * What every detector may know of one reading, worked out once. The object is reused by the next reading.
 * Everything is causal: learned from this channel's earlier readings only.
 */
export interface Features {
  readonly at: number;
  readonly value: number;
  /** Milliseconds since the channel's last reading; 0 at its first. */
  readonly elapsed: number;
  /** The learned time between readings, in milliseconds; 0 until three readings have come. */
  readonly period: number;
  /** How many readings came before this one. */
  readonly count: number;
  /** Milliseconds since the channel's first reading. */
  readonly age: number;
  /** Still learning: heats are not believed and nothing is raised. */
  readonly isLearning: boolean;
  /** Where this reading was expected: season, mode and the slow wander so far. */
  readonly expected: number;
  /** value - expected: the surprise of this one reading. */
  readonly residual: number;
  /** Robust standard deviation of a single residual once learned; above 0 always. */
  readonly scale: number;
  /** residual in units of what it may be by now (early on the season is uncertain, so z is smaller); within 1e6. */
  readonly z: number;
  /** value - what the reference alone expects (season and mode, without the slow wander), in units of `scale`. */
  readonly off: number;
  /** Uncertainty of `off` from the reference not yet being well known, in units of `scale`, squared. */
  readonly offDoubt: number;
  /** The slow wander: how far the level lies from the reference now, in units of `scale`. */
  readonly slow: number;
  /** How far `slow` strays by itself on clean noise, squared. */
  readonly slowVariance: number;
  /** What the daily cycle adds at this hour, in units of `scale`. */
  readonly season: number;
  /** The alarm line in decades (-log10 of a tail probability a reading) at this channel's rate of readings. */
  readonly line: number;
  /** What the rules allow the channel: infinite where there is no limit. */
  readonly low: number;
  readonly high: number;
  /** An episode is open on this channel, so learn nothing of what is normal from this reading. */
  readonly isHeld: boolean;
}

/** What a detector says when its episode opens: one sentence with numbers and units of time, and how urgent. */
export interface Told {
  readonly detail: string;
  readonly severity: Severity;
}

interface Watching {
  readonly kind: FindingKind;
  /** An episode closes when the heat stays under `heat` for `readings`. */
  readonly calm: { readonly heat: number; readonly readings: number };
  /** Heat at which an episode opens, 1 when left out; below it a heat of 1 or more is a mark that is only printed. */
  readonly opensAt?: number;
  /** Readings before its heat is believed; the frame's learning when left out. */
  readonly warmUp?: number;
  /** A work order was completed: forget what must be learned anew. */
  reset?(memory: Memory, at: number): void;
}

/**
 * One small detector of one channel. It answers its heat: 0 is ordinary, 1 is the alarm line, 2 is as far beyond
 * in decades of probability again. The frame turns heat into a score (0.5 at 1) and keeps the episodes.
 */
export interface ChannelDetector extends Watching {
  observe(memory: Memory, now: Features, isOpen: boolean): number;
  /** Called only when an episode opens. */
  describe(memory: Memory, now: Features): Told;
}

/** How a detector is plugged in: what it needs of a channel's block, and the detector at the place it is given. */
export interface ChannelPlug {
  readonly need: Need;
  build(place: Place): ChannelDetector;
}

/** One detector over all channels of a device; its block exists only once the device has two channels. */
export interface DeviceDetector extends Watching {
  /**
   * Called for each reading of the device, with the number of the channel in order of first appearance and how many
   * there are; answers the heat of the row at its last channel, NaN while the row is not whole.
   */
  observe(
    memory: Memory,
    now: Features,
    row: { readonly channel: number; readonly channels: number },
    isOpen: boolean,
  ): number;
  describe(memory: Memory, now: Features, names: readonly string[]): Told;
}

/** How a device's detector is plugged in. */
export interface DevicePlug {
  readonly need: Need;
  build(place: Place): DeviceDetector;
}
