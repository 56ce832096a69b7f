import type { ChannelPlug } from '../detector.ts';
import { tailAt, tailNeed } from '../tail.ts';
import { number } from '../words.ts';
import { awayOf } from './away.ts';

/** Squares of a clean normal: 2 in 100 pass 5.4, by 1.8 in the mean. */
const clean = { level: 5.4, share: 0.0198, excess: 1.79 };

/**
 * One reading far out: its surprise against season, mode and slow wander, as a tail probability of this channel's own
 * surprises. It must lie away from the reference too, so that coming back from a fault is no fault.
 */
export const point: ChannelPlug = {
  need: tailNeed,
  build({ doubles: from }) {
    const tail = tailAt(from, clean);
    return {
      kind: 'point',
      calm: { heat: 0.5, readings: 2 },
      observe(memory, now) {
        const away = awayOf(now);
        const decades = tail.decadesOf(memory, away * away);
        if (!now.isHeld && now.offDoubt < 50) tail.learn(memory, away * away, now.line);
        return decades / now.line;
      },
      describe: (_, { value, expected, residual, scale, z }) => ({
        detail: `${number(value)} where ${number(expected)} was expected: ${number(Math.abs(residual))} ${residual > 0 ? 'above' : 'below'}, ${number(Math.abs(residual) / scale)} times the usual scatter`,
        severity: Math.abs(z) > 10 ? 'major' : 'minor',
      }),
    };
  },
};
