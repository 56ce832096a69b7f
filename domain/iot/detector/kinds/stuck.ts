import type { ChannelPlug } from '../detector.ts';
import type { Need } from '../memory.ts';
import { number, span } from '../words.ts';

/** Last value, length of the run of repeats, repeats and changes learned, longest run that ended by itself. */
const need: Need = { doubles: 6, singles: 0 };
const prior = { repeats: 0.5, readings: 50 }; // fine-grained until it shows otherwise
const most = 20_000;
const fewest = 3; // repeats: two equal neighbours happen to everyone
const fewestChanges = 20; // what was never seen to move is not stuck
const shortest = 5000; // a burst of equal values is no stuck sensor

/**
 * A sensor that repeats itself: how unlikely a run of equal values is, given how often this channel repeats a value.
 * Coarse or mostly constant channels repeat often, so their runs have to be longer; at least twice their longest.
 */
export const stuck: ChannelPlug = {
  need,
  build({ doubles: from }) {
    return {
      kind: 'stuck',
      calm: { heat: 0.5, readings: 1 },
      warmUp: 50,
      observe({ doubles }, now) {
        const isFirst = doubles[from + 5] === 0;
        const isRepeat = !isFirst && doubles[from] === now.value;
        doubles[from] = now.value;
        doubles[from + 5] = 1;
        const run = isRepeat ? doubles[from + 1]! + 1 : 0;
        const often = (prior.repeats + doubles[from + 2]!) / (prior.readings + doubles[from + 3]!);
        const longest = doubles[from + 4]!;
        const decades = -Math.log10(Math.min(0.999, often)) * run;
        const heat = Math.min(
          decades / now.line,
          longest > 2 ? run / (2 * longest + 1) : Number.POSITIVE_INFINITY,
        );
        if (!isRepeat && !isFirst) endRun(doubles, from, now.line);
        doubles[from + 1] = run;
        const changes = doubles[from + 3]! - doubles[from + 2]!;
        if (changes < fewestChanges) return 0;
        return run >= fewest && run * now.period >= shortest ? heat : Math.min(heat, 0.9);
      },
      describe: ({ doubles }, { value, at, period }) => ({
        detail: `the value ${number(value)} has not moved for ${doubles[from + 1]! + 1} readings (${span(Math.max(period, 1) * doubles[from + 1]!)}, until ${new Date(at).toISOString().slice(0, 16)}Z)`,
        severity: 'minor',
      }),
    };
  },
};

/** A run ended: it is learned, but for no more than what was not yet an alert. */
function endRun(doubles: Float64Array, from: number, line: number): void {
  const often = (prior.repeats + doubles[from + 2]!) / (prior.readings + doubles[from + 3]!);
  const run = doubles[from + 1]!;
  const believed = Math.min(run, Math.ceil(line / -Math.log10(Math.min(0.999, often))));
  doubles[from + 2]! += believed;
  doubles[from + 3]! += believed + 1;
  doubles[from + 4] = Math.max(doubles[from + 4]! * 0.9995, believed);
  if (doubles[from + 3]! < most) return;
  doubles[from + 2]! /= 2;
  doubles[from + 3]! /= 2;
}
