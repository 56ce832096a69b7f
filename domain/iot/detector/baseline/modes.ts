import type { Memory, Need } from '../memory.ts';
import { beginMode, filterNeed } from './filter.ts';
import { term } from './terms.ts';

/**
 * A machine that runs and rests lies at one of two levels. The second is found while learning by a stretch of readings
 * that lie far out at one distance, later by two such stretches; from then on a reading belongs to the nearer of the two.
 */
export const modeNeed: Need = { doubles: 6, singles: 0 };

const [isFound, isIn, visits, run, sum, candidate] = [0, 1, 2, 3, 4, 5];
const far = 4.5;
const stretch = 3;
const proven = 6; // visits after which a mode is not given up for another

const from = (filter: number): number => filter + filterNeed.doubles;

/** Begins with the mode that the first readings showed; with a distance of 0 one may be found later. */
export const startModes = ({ doubles }: Memory, filter: number, distance: number): void => {
  doubles.fill(0, from(filter), from(filter) + modeNeed.doubles);
  if (distance === 0) return;
  doubles[from(filter) + isFound] = 1;
  doubles[from(filter) + visits] = 2;
  beginMode(doubles, filter, distance);
};

/** What is known of a reading when its mode is asked for. */
export interface Asked {
  /** Against the first mode. */
  readonly surprise: number;
  readonly noise: number;
  /** How far the expectation itself may be out, in units of the noise, squared. */
  readonly doubt: number;
  readonly isLearning: boolean;
}

/** The mode of a reading: 0 the first, 1 the second. */
export function modeOf({ doubles }: Memory, filter: number, asked: Asked): 0 | 1 {
  const { surprise } = asked;
  const at = from(filter);
  const isKnown = doubles[at + isFound] === 1;
  const distance = doubles[filter + term.mode]!;
  const isNearer = isKnown && Math.abs(surprise - distance) < Math.abs(surprise);
  if (!isKnown || (asked.isLearning && doubles[at + visits]! < proven)) {
    const nearest = isNearer ? surprise - distance : surprise;
    if (lookFor(doubles, filter, asked, nearest)) return 1;
  }
  const mode = isNearer ? 1 : 0;
  if (mode === 1 && doubles[at + isIn] === 0) doubles[at + visits]! += 1;
  doubles[at + isIn] = mode;
  return mode;
}

/** Counts readings in a row that lie far from either mode at one distance; true when they are a mode now. */
function lookFor(
  doubles: Float64Array,
  filter: number,
  { surprise, noise, doubt, isLearning }: Asked,
  nearest: number,
): boolean {
  const at = from(filter);
  const isFar = Math.abs(nearest) > far * noise * Math.sqrt(1 + doubt);
  const soFar = doubles[at + run]!;
  const before = doubles[at + sum]!;
  const isSame = soFar > 0 && Math.abs(surprise - before / soFar) < 4 * noise;
  if (!isFar || !isSame) {
    doubles[at + run] = isFar ? 1 : 0;
    doubles[at + sum] = surprise;
    return false;
  }
  doubles[at + run] = soFar + 1;
  doubles[at + sum]! += surprise;
  if (soFar + 1 !== stretch) return false;
  const distance = doubles[at + sum]! / stretch;
  const isSecondTime = Math.abs(doubles[at + candidate]! - distance) < 3 * noise;
  doubles[at + candidate] = distance;
  if (!isLearning && !isSecondTime) return false;
  doubles[at + isFound] = 1;
  doubles[at + isIn] = 1;
  doubles[at + visits] = 1;
  beginMode(doubles, filter, distance);
  return true;
}

/** Learning is over: what was entered once and never left was no mode but a step, so the level moves there. */
export function endOfLearning({ doubles }: Memory, filter: number): void {
  const at = from(filter);
  if (doubles[at + isFound] === 0 || doubles[at + visits]! >= 2 || doubles[at + isIn] === 0) return;
  doubles[filter + term.level]! += doubles[filter + term.mode]!;
  doubles[at + isFound] = 0;
  doubles[filter + term.mode] = 0;
}
