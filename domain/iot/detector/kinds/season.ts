import type { ChannelPlug } from '../detector.ts';
import type { Need } from '../memory.ts';
import { decadesOfSquare } from '../tail.ts';
import { number } from '../words.ts';

/** Fading sums of 1, residual, season, residual x season, season x season; usual square of the test, over how many. */
const own: Need = { doubles: 7, singles: 0 };
const hours = 12;
const prior = 500;
const usual = 6; // square of the test value, for a wander of half the noise

/**
 * A daily cycle that stopped or changed: what is left of a reading follows the expected cycle with the other sign. Told
 * only where the cycle stands out of the noise, and when at least half of it is gone.
 */
export const season: ChannelPlug = {
  need: own,
  build({ doubles: from }) {
    return {
      kind: 'season',
      calm: { heat: 0.5, readings: 12 },
      observe(memory, now, isOpen) {
        const { doubles } = memory;
        const fade = Math.min(0.2, now.period / (hours * 3_600_000));
        const off = Math.max(-8, Math.min(8, now.off));
        if (now.isHeld && !isOpen) {
          doubles.fill(0, from, from + 5); // another episode tells of it
          return 0;
        }
        add(doubles, from, 1 - fade, { off, season: now.season });
        const { product, square } = aroundMeans(doubles, from);
        if (square * fade < 0.25) return 0;
        const lost = -product / square;
        const value = -product / Math.sqrt(square);
        const readings = doubles[from + 6]!;
        const width = (usual * prior + doubles[from + 5]!) / (prior + readings);
        const far = value > 0 ? (value * value) / width : 0;
        const line = Math.max(2, now.line - Math.log10(1 / fade));
        const decades = decadesOfSquare(far);
        if (!now.isHeld && !isOpen) {
          doubles[from + 5]! += Math.min(value * value, 6 * width);
          doubles[from + 6] = readings + 1;
        }
        return lost < (isOpen ? 0.25 : 0.5) ? 0 : decades / line;
      },
      describe({ doubles }) {
        const { product, square } = aroundMeans(doubles, from);
        const lost = Math.min(1, -product / square);
        return {
          detail: `the daily cycle has lost about ${number(lost * 100)} % of its swing over the last ${hours} hours`,
          severity: 'minor',
        };
      },
      reset({ doubles }) {
        doubles.fill(0, from, from + own.doubles);
      },
    };
  },
};

function add(
  doubles: Float64Array,
  from: number,
  kept: number,
  { off, season: swing }: { off: number; season: number },
): void {
  doubles[from] = kept * doubles[from]! + 1;
  doubles[from + 1] = kept * doubles[from + 1]! + off;
  doubles[from + 2] = kept * doubles[from + 2]! + swing;
  doubles[from + 3] = kept * doubles[from + 3]! + off * swing;
  doubles[from + 4] = kept * doubles[from + 4]! + swing * swing;
}

/** The sums of products about their means, so that a level that moved is not taken for a lost cycle. */
function aroundMeans(doubles: Float64Array, from: number): { product: number; square: number } {
  const [weight, off, swing] = [doubles[from]!, doubles[from + 1]!, doubles[from + 2]!];
  return {
    product: doubles[from + 3]! - (off * swing) / weight,
    square: Math.max(doubles[from + 4]! - (swing * swing) / weight, 1e-12),
  };
}
