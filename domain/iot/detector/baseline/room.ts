import type { Memory, Need } from '../memory.ts';
import { filterNeed } from './filter.ts';
import { modeNeed } from './modes.ts';
import { startNeed } from './start.ts';

/** Where the parts of a baseline's region begin in a block. */
export interface BaselinePlace {
  readonly doubles: number;
  readonly singles: number;
}

/**
 * What the baseline keeps beside its filter: the value of one unit, the value that counts as 0 units (while the first
 * readings are collected, the very first), the learned noise in units and how many readings it is averaged over; flags
 * for a frozen reference and for learning that is over; the share of readings far out; how often it was begun anew.
 */
export const room = {
  unit: 0,
  centre: 1,
  spread: 2,
  weight: 3,
  isFrozen: 4,
  isOver: 5,
  outlying: 6,
  restarts: 7,
  filter: 8,
} as const;

/** The bookkeeping above, the filter, the modes; the first readings. */
export const baselineNeed: Need = {
  doubles: room.filter + filterNeed.doubles + modeNeed.doubles,
  singles: startNeed.singles,
};

/** A work order was completed: everything learned of values is learned anew; the clock goes on. */
export function forget({ doubles, singles }: Memory, place: BaselinePlace): void {
  doubles.fill(0, place.doubles, place.doubles + baselineNeed.doubles);
  singles.fill(0, place.singles, place.singles + baselineNeed.singles);
}

/** Keeps a number within bounds either way. */
export const clip = (value: number, most: number): number =>
  value > most ? most : value < -most ? -most : value;
