import type { ChannelPlug } from '../detector.ts';
import type { Need } from '../memory.ts';
import { tailAt, tailNeed } from '../tail.ts';
import { number } from '../words.ts';
import { awayOf } from './away.ts';

/** Two sums of clean noise, with 1 taken off each time: 1 in 124 readings an excursion passes 2, by 0.48 in the mean. */
const clean = { level: 2, share: 0.0081, excess: 0.483 };
const allowance = 1;
const most = 4; // one wild reading alone is no shift

/** Up and down sums, the readings since the running sum began. */
const own: Need = { doubles: 3, singles: 0 };

/**
 * A level that moved at once: a two-sided CUSUM of the surprises (Page, Biometrika 1954), whose height is a tail
 * probability on this channel's own sums. It stays open until the level is back near its reference.
 */
export const shift: ChannelPlug = {
  need: { doubles: own.doubles + tailNeed.doubles, singles: 0 },
  build({ doubles: from }) {
    const tail = tailAt(from + own.doubles, clean);
    return {
      kind: 'shift',
      calm: { heat: 0.5, readings: 6 },
      observe(memory, now, isOpen) {
        const { doubles } = memory;
        if (now.isHeld && !isOpen) {
          doubles.fill(0, from, from + own.doubles); // another episode tells of it
          return 0;
        }
        const away = Math.max(-most, Math.min(most, awayOf(now)));
        const up = Math.max(0, doubles[from]! + away - allowance);
        const down = Math.max(0, doubles[from + 1]! - away - allowance);
        const height = Math.max(up, down);
        doubles[from] = Math.min(up, 40);
        doubles[from + 1] = Math.min(down, 40);
        doubles[from + 2] = height > 0 ? doubles[from + 2]! + 1 : 0;
        const decades = tail.decadesOf(memory, height);
        if (!now.isHeld && now.offDoubt < 50) tail.learn(memory, height, now.line);
        const standing = isOpen ? Math.abs(now.slow) / 2 : 0;
        return Math.max(decades / now.line, standing > 1 ? 1 : standing);
      },
      describe({ doubles }, { off, scale, value, period }) {
        const moved = Math.abs(off);
        const since = Math.max(1, doubles[from + 2]!);
        return {
          detail: `the level moved ${off > 0 ? 'up' : 'down'} by about ${number(moved * scale)} within ${since} reading${since === 1 ? '' : 's'} (${number((since * period) / 60_000)} minutes) and lies at ${number(value)}`,
          severity: moved > 6 ? 'major' : 'minor',
        };
      },
      reset({ doubles }) {
        doubles.fill(0, from, from + own.doubles);
      },
    };
  },
};
