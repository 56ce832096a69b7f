import { clock } from '../baseline/clock.ts';
import type { ChannelPlug, Told } from '../detector.ts';
import type { Memory } from '../memory.ts';
import { span } from '../words.ts';

const missed = 3.1; // the third reading is missed a little after it was due
const leastSilence = 30_000; // a burst's pace is no promise
const leastReadings = 20;

/**
 * The instant at which a channel's silence is an alert: three periods after its latest reading, more for a channel that
 * does not keep time; never while its period is unknown, or before it has talked for as long as that silence lasts: whoever
 * sends a burst and goes has promised nothing.
 */
export function deadlineOf(memory: Memory, from: number): number {
  if (clock.count(memory, from) < leastReadings) return Number.POSITIVE_INFINITY;
  const usual = missed * clock.period(memory, from) * clock.ragged(memory, from);
  const silence = Math.max(usual, leastSilence);
  const latest = clock.latestAt(memory, from);
  return latest - clock.firstAt(memory, from) < silence ? Number.POSITIVE_INFINITY : latest + silence;
}

/** What is said of a silence that began with the latest reading. */
export function tellGap(silence: number, period: number): Told {
  return {
    detail: `no reading for ${span(silence)}; one is usual every ${span(period)}`,
    severity: silence > 20 * period ? 'major' : 'minor',
  };
}

/** Heat of a silence: 1 at its limit. */
export const heatOfGap = (silence: number, limit: number): number => silence / Math.max(limit, 1);

/**
 * Missed readings. With ticks the frame sees the silence when it happens; without, the next reading shows it. `clockFrom`
 * is where the clock of the channel lies.
 */
export const gapAt = (clockFrom: number): ChannelPlug => ({
  need: { doubles: 1, singles: 0 },
  build({ doubles: from }) {
    return {
      kind: 'gap',
      calm: { heat: 1, readings: 1 },
      warmUp: leastReadings,
      observe(memory, now) {
        const { doubles } = memory;
        const deadline = doubles[from]!; // as of the reading before
        doubles[from] = deadlineOf(memory, clockFrom);
        if (!(deadline > 0) || !Number.isFinite(deadline) || now.at <= deadline) return 0;
        return heatOfGap(now.elapsed, deadline - (now.at - now.elapsed));
      },
      describe: (_, { elapsed, period }) => tellGap(elapsed, period),
    };
  },
});
