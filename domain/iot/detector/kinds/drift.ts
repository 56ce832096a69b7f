import type { ChannelPlug, Features } from '../detector.ts';
import type { Need } from '../memory.ts';
import { decadesOfSquare } from '../tail.ts';
import { dayOf, number, span } from '../words.ts';

/** When the present excursion began, the usual square of the wander, over how many readings, where it was of late. */
const own: Need = { doubles: 4, singles: 0 };

/** A wander is judged against where it was of late too: most of that would have stayed, so what came on top tells more. */
const memoryReadings = 200;
const remembered = 0.8;
const riseVariance = 0.52;
/** What a single reading may add to the usual square, in its own units: an excursion must not make itself usual. */
const mostSquare = 6;
const usual = 0.2; // of the wander's square, in units of the noise's
const prior = 1500; // readings that this stands for
const day = 86_400_000;

/** Neighbouring readings tell nearly the same of so slow a thing: some 40 of them are one look. */
const lookDecades = 1.6;

/**
 * Slow drift and wear: how far the slow wander has left a reference that was learned at commissioning and then stands
 * still, against how far it usually wanders. A completed work order begins a new commissioning.
 */
export const drift: ChannelPlug = {
  need: own,
  build({ doubles: from }) {
    return {
      kind: 'drift',
      calm: { heat: 0.35, readings: 12 },
      observe(memory, now, isOpen) {
        const { doubles } = memory;
        const variance = now.isHeld ? usual : now.slowVariance;
        const rise = now.slow - remembered * doubles[from + 3]!;
        const square = Math.max(now.slow * now.slow, (rise * rise) / riseVariance) / variance;
        const readings = doubles[from + 2]!;
        const width = Math.max(1, (prior + doubles[from + 1]!) / (prior + readings));
        const far = square / width;
        if (Math.abs(now.slow) < 0.7) doubles[from] = now.at;
        if (!now.isHeld && !isOpen && now.offDoubt < 50)
          doubles[from + 3]! += (now.slow - doubles[from + 3]!) / memoryReadings;
        const decades = decadesOfSquare(far);
        const line = Math.max(2, now.line - lookDecades);
        if (!now.isHeld && !isOpen) {
          doubles[from + 1]! += Math.min(square, mostSquare * width);
          doubles[from + 2] = readings + 1;
        }
        return decades / line;
      },
      describe({ doubles }, now) {
        const since = doubles[from]!;
        const days = Math.max((now.at - since) / day, 1 / 24);
        const moved = now.slow * now.scale;
        const [way, side] = moved > 0 ? ['rising', 'above'] : ['falling', 'below'];
        const rate = `${way} ${number(Math.abs(moved / days))} per day since ${dayOf(since)}`;
        return {
          detail: `${rate}, now ${number(Math.abs(moved))} ${side} its reference at ${number(now.expected)}; ${outlook(now, moved, days)}`,
          severity: Math.abs(now.slow) > 5 ? 'major' : 'warning',
        };
      },
      reset({ doubles }, at) {
        doubles.fill(0, from, from + own.doubles);
        doubles[from] = at;
      },
    };
  },
};

/** When it will be at the limit of its rules if it goes on like this; without a limit ahead, when it will be twice as far. */
function outlook(
  { expected, low, high }: Pick<Features, 'expected' | 'low' | 'high'>,
  moved: number,
  days: number,
): string {
  const limit = moved > 0 ? high : low;
  const left = ((limit - expected) / moved) * days;
  if (!Number.isFinite(left) || left > 3650) return `at this rate twice as far in about ${span(days * day)}`;
  if (left <= 0) return `it is past its limit of ${number(limit)}`;
  return `it reaches its limit of ${number(limit)} in about ${span(left * day)}`;
}
