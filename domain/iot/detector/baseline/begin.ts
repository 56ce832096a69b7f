import type { Memory } from '../memory.ts';
import type { Expectation } from './baseline.ts';
import { advance, beginFilter, learn, predict, predicted, referenceOf } from './filter.ts';
import { startModes } from './modes.ts';
import { type BaselinePlace, clip, room } from './room.ts';
import { collect, isEmpty, type Start, startReadings } from './start.ts';
import { term, termsAt } from './terms.ts';

/**
 * The first readings are only collected, and nothing is expected of them; then the filter begins, and hears all of them
 * with the modes they were in.
 */
export function begin(
  memory: Memory,
  place: BaselinePlace,
  { at, age, value }: { readonly at: number; readonly age: number; readonly value: number },
  out: Expectation,
): void {
  out.expected = value;
  out.residual = out.z = out.off = out.slow = out.season = 0;
  out.offDoubt = 100;
  out.slowVariance = 0.25;
  out.scale = Math.max(Math.abs(value) * 1e-9, 1e-12);
  const { doubles } = memory;
  const from = place.doubles;
  if (isEmpty(memory, place.singles)) doubles[from + room.centre] = value;
  const first = doubles[from + room.centre]!;
  const collected = collect(memory, place.singles, { at, value: value - first, age });
  if (collected === null) return;
  const filter = from + room.filter;
  const scale = Math.max(collected.scale, Math.abs(first) * 1e-12);
  const start = { ...collected, scale };
  out.scale = scale;
  doubles[from + room.unit] = scale;
  doubles[from + room.centre] = first + start.centre;
  doubles[from + room.spread] = 1;
  doubles[from + room.weight] = startReadings / 2;
  let { modes, distance } = start;
  distance /= scale;
  for (let round = 0; round < refinements && distance !== 0; round++) {
    beginFilter(doubles, filter, caution);
    startModes(memory, filter, distance);
    hear(doubles, filter, start, modes);
    modes = nearestModes(doubles, filter, start);
    distance = doubles[filter + term.mode]!;
    if (Math.abs(distance) < leastDistance) distance = 0; // two halves of one noise
  }
  beginFilter(doubles, filter);
  startModes(memory, filter, distance);
  hear(doubles, filter, start, distance === 0 ? start.values.map(() => 0) : modes);
}

/** How often the modes of the first readings are drawn anew, and how little the finer waves may bend meanwhile. */
const refinements = 4;
const caution = 0.05;
const leastDistance = 5;

function hear(doubles: Float64Array, filter: number, start: Start, modes: readonly (0 | 1)[]): void {
  start.values.forEach((value, index) => {
    advance(doubles, filter, 1);
    const row = termsAt(start.times[index]!);
    const mode = modes[index]!;
    row[term.mode] = mode;
    predict(doubles, filter, row);
    const known = referenceOf(doubles, filter, row) + doubles[filter]! + mode * doubles[filter + term.mode]!;
    const surprise = (value - start.centre) / start.scale - known;
    learn(doubles, filter, clip(surprise, 3.5 * Math.sqrt(predicted.variance)));
  });
}

/** The mode that each of the first readings lies nearer to, by what all of them together say. */
function nearestModes(doubles: Float64Array, filter: number, start: Start): (0 | 1)[] {
  const distance = doubles[filter + term.mode]!;
  return start.values.map((value, index) => {
    const known = referenceOf(doubles, filter, termsAt(start.times[index]!));
    const off = (value - start.centre) / start.scale - known;
    return Math.abs(off - distance) < Math.abs(off) ? 1 : 0;
  });
}
