import type { ChannelPlug } from '../detector.ts';
import type { Need } from '../memory.ts';
import { tailAt, tailNeed } from '../tail.ts';
import { number } from '../words.ts';

/** Last surprise; sum for more noise, what upward and downward surprises gave to it; sum for less; mean square of late. */
const own: Need = { doubles: 6, singles: 0 };

const cleanMore = { level: 3, share: 0.0044, excess: 0.86 };
const cleanLess = { level: 5, share: 0.0048, excess: 1.7 }; // a calm spell is cheaper to wait for than to raise
const most = 14; // of a squared surprise: one wild reading alone is no noise

/**
 * Noise that grew or died down, by log-likelihood sums: for 2.5 times the usual spread on the surprises themselves, where
 * both directions must have their part (else it is a level that moved); for a third of it on the steps between neighbours.
 */
export const variance: ChannelPlug = {
  need: { doubles: own.doubles + 2 * tailNeed.doubles, singles: 0 },
  build({ doubles: from }) {
    const more = tailAt(from + own.doubles, cleanMore);
    const less = tailAt(from + own.doubles + tailNeed.doubles, cleanLess);
    return {
      kind: 'variance',
      calm: { heat: 0.4, readings: 12 },
      observe(memory, now, isOpen) {
        const { doubles } = memory;
        if (now.isHeld && !isOpen) {
          doubles.fill(0, from, from + own.doubles); // another episode tells of it
          return 0;
        }
        const up = addMore(doubles, from, now.z);
        const down = addLess(doubles, from, now.z);
        const decades = Math.max(more.decadesOf(memory, up), less.decadesOf(memory, down));
        if (now.isHeld || now.offDoubt > 50) return decades / now.line;
        more.learn(memory, up, now.line);
        less.learn(memory, down, now.line);
        return decades / now.line;
      },
      describe({ doubles }, { scale }) {
        const now = Math.sqrt(doubles[from + 5]!);
        const isMore = now > 1;
        return {
          detail: `readings scatter ${isMore ? 'more' : 'less'} than they used to: by about ${number(now * scale)}, usually ${number(scale)}`,
          severity: now > 3 ? 'major' : 'minor',
        };
      },
      reset({ doubles }) {
        doubles.fill(0, from, from + own.doubles);
      },
    };
  },
};

/** The sum for more noise, at most what the weaker direction supports. */
function addMore(doubles: Float64Array, from: number, z: number): number {
  const given = 0.42 * Math.min(z * z, most);
  const sum = Math.min(doubles[from + 1]! + given - 0.916, 40);
  if (sum <= 0) {
    doubles.fill(0, from + 1, from + 4);
    return 0;
  }
  doubles[from + 1] = sum;
  doubles[from + (z > 0 ? 2 : 3)]! += given;
  return Math.min(sum, 2 + 4 * Math.min(doubles[from + 2]!, doubles[from + 3]!));
}

/** The sum for less noise. */
function addLess(doubles: Float64Array, from: number, z: number): number {
  const step = Math.min((z - doubles[from]!) ** 2 / 2, most);
  doubles[from] = z;
  if (step === 0) return doubles[from + 4]!; // a repeated value says nothing of noise; that is for `stuck`
  doubles[from + 5]! += (step - doubles[from + 5]!) / 12;
  doubles[from + 4] = Math.max(0, Math.min(doubles[from + 4]! - 4 * step + 1.1, 40));
  return doubles[from + 4]!;
}
