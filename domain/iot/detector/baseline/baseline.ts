import type { Memory } from '../memory.ts';
import { begin } from './begin.ts';
import {
  advance,
  follow,
  freezeLevel,
  learn,
  predict,
  predicted,
  referenceOf,
  seasonOf,
  snap,
  wanderVariance,
} from './filter.ts';
import { endOfLearning, modeOf } from './modes.ts';
import { type BaselinePlace, clip, forget, room } from './room.ts';
import { term, termsAt } from './terms.ts';

/** What one reading is against what was expected of it, in units of the learned noise. */
export interface Expectation {
  expected: number;
  residual: number;
  scale: number;
  z: number;
  off: number;
  offDoubt: number;
  slow: number;
  slowVariance: number;
  season: number;
}

const day = 86_400_000;
const mostRestarts = 2;
const commissioning = 28 * day;
const settled = 14 * day; // from here on a level that wandered far is not learned as the reference
const mostDoubt = 1.3;
const longest = 2000; // readings that the noise is averaged over

/** Circumstances of a reading that the baseline itself does not know. */
export interface Circumstances {
  readonly at: number;
  readonly age: number;
  readonly count: number;
  readonly elapsed: number;
  readonly period: number;
  readonly isLearning: boolean;
  /** An episode is open: what is normal is not learned from this reading. */
  readonly isHeld: boolean;
}

const asked = { surprise: 0, noise: 1, doubt: 0, isLearning: true }; // reused, for speed

/** Works out what was expected of a reading, fills in `out`, then learns from it. */
export function expect(
  memory: Memory,
  place: BaselinePlace,
  value: number,
  now: Circumstances,
  out: Expectation,
): void {
  const { doubles } = memory;
  const from = place.doubles;
  const filter = from + room.filter;
  if (doubles[from + room.unit] === 0) {
    begin(memory, place, { at: now.at, age: now.age, value }, out);
    return;
  }
  const units = doubles[from + room.unit]!;
  const noise = doubles[from + room.spread]!;
  const steps = now.period > 0 ? Math.max(1, Math.round(now.elapsed / now.period)) : 1;
  advance(doubles, filter, steps);
  const row = termsAt(now.at);
  const measured = clip((value - doubles[from + room.centre]!) / units, 1e9);
  const reference = referenceOf(doubles, filter, row);
  const bare = measured - reference - doubles[filter]!;
  row[term.mode] = 0;
  predict(doubles, filter, row);
  asked.surprise = bare;
  asked.noise = noise;
  asked.doubt = (predicted.variance - 1) / (noise * noise);
  asked.isLearning = now.isLearning;
  const mode = modeOf(memory, filter, asked);
  const modal = mode * doubles[filter + term.mode]!;
  if (mode === 1) {
    row[term.mode] = 1;
    predict(doubles, filter, row);
  }
  const width = Math.sqrt(noise * noise + predicted.variance - 1);
  const off = measured - reference - modal;
  if (isBack(doubles[filter]!, off, noise)) snap(doubles, filter, off);
  const surprise = off - doubles[filter]!;
  out.expected = doubles[from + room.centre]! + units * (reference + modal + doubles[filter]!);
  out.residual = surprise * units;
  out.scale = noise * units;
  out.z = clip(surprise / width, 1e6);
  out.off = clip(off / noise, 1e6);
  out.offDoubt = Math.max(0, predicted.doubt);
  out.season = seasonOf(doubles, filter, row) / noise;
  const heard = clip(surprise, 3.5 * width);
  if (now.isHeld || (now.age > settled && Math.abs(doubles[filter]!) > 1.6 * noise))
    follow(doubles, filter, heard);
  else if (!now.isLearning || isCredible(doubles, from, out.z)) {
    learn(doubles, filter, heard);
    learnNoise(doubles, from, out.z);
  }
  const wander = doubles[filter]!;
  out.slow = clip(wander / noise, 1e6);
  out.slowVariance = wanderVariance(doubles, filter) / (noise * noise);
  settle(memory, place, now);
}

/**
 * While learning, a reading far out is left aside: it may belong to a mode that is not known yet. Not so when such
 * readings are many, because then it is the expectation that is wrong.
 */
function isCredible(doubles: Float64Array, from: number, z: number): boolean {
  const isOutlying = Math.abs(z) > 4.5;
  const share = doubles[from + room.outlying]!;
  doubles[from + room.outlying] = share + ((isOutlying ? 1 : 0) - share) / 32;
  return !isOutlying || share > 0.5;
}

/** A reading is in band again though the slow wander is still far out. */
const isBack = (slow: number, off: number, noise: number): boolean =>
  Math.abs(slow) > 2.5 * noise && Math.abs(off) < 2.5 * noise && Math.abs(off - slow) > 3.5 * noise;

/** The noise is the mean square of z, each of which counts for 9 at most (a normal z makes 0.98 of that). */
function learnNoise(doubles: Float64Array, from: number, z: number): void {
  if (predicted.variance > mostDoubt) return; // how unsure the expectation is is itself a guess
  const seen = Math.min(doubles[from + room.weight]! + 1, longest);
  doubles[from + room.weight] = seen;
  const square = doubles[from + room.spread]! ** 2;
  doubles[from + room.spread] = Math.sqrt(square * (1 + (Math.min(z * z, 9) / 0.98 - 1) / seen));
}

/** Begins anew when the first guess of the noise was far out, ends learning, and freezes the reference. */
function settle(memory: Memory, place: BaselinePlace, now: Circumstances): void {
  const { doubles } = memory;
  const from = place.doubles;
  const noise = doubles[from + room.spread]!;
  if (now.isLearning && (noise > 3 || noise < 0.3 || (isHalfway(now) && noise > 1.35))) {
    const tries = doubles[from + room.restarts]!;
    if (tries < mostRestarts) {
      forget(memory, place);
      doubles[from + room.restarts] = tries + 1;
      return;
    }
  }
  if (!now.isLearning && doubles[from + room.isOver] === 0) {
    doubles[from + room.isOver] = 1;
    endOfLearning(memory, from + room.filter);
  }
  if (doubles[from + room.isFrozen] === 0 && now.age > commissioning && now.count > 1000 && !now.isHeld) {
    doubles[from + room.isFrozen] = 1;
    freezeLevel(doubles, from + room.filter);
  }
}

/** Some half day in the middle of learning: what does not fit by then is begun again. */
const isHalfway = ({ age }: Circumstances): boolean => age > 3.5 * day && age < 4 * day;

/** Where a reading at this instant is expected (in the first mode), and four times its scatter either way. */
export function bandOf(
  { doubles }: Memory,
  place: BaselinePlace,
  at: number,
): { readonly low: number; readonly expected: number; readonly high: number } {
  const from = place.doubles;
  const filter = from + room.filter;
  const units = doubles[from + room.unit]!;
  const expected =
    doubles[from + room.centre]! + units * (referenceOf(doubles, filter, termsAt(at)) + doubles[filter]!);
  const half = 4 * units * doubles[from + room.spread]!;
  const mode = units * doubles[filter + term.mode]!;
  return { low: expected - half + Math.min(0, mode), expected, high: expected + half + Math.max(0, mode) };
}
