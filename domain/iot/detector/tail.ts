import type { Memory, Need } from './memory.ts';

/**
 * How rare a statistic is on the channel's own history, so that one line means one rate of false alerts whatever the
 * channel is like: peaks over a threshold (Davison and Smith, J. R. Stat. Soc. B 1990). An excursion above a fixed level
 * counts once, by its peak, when it is over, so that a fault that builds up does not make itself usual. The peaks are
 * taken to fall off exponentially; how many there are and how high is learned, starting from what clean noise does.
 */
export interface Tail {
  /** Decades of tail probability: 0 is ordinary, 6 is once in a million readings. */
  decadesOf(memory: Memory, statistic: number): number;
  /** Learns from a reading; a peak counts for no more than `decades` would be. */
  learn(memory: Memory, statistic: number, decades: number): void;
}

/** What clean noise does: how often an excursion passes the level, a reading, and its mean peak above it. */
interface Prior {
  readonly level: number;
  readonly share: number;
  readonly excess: number;
}

/** What a tail keeps: readings, excursions, the sum of their peaks, the peak of the present one. */
export const tailNeed: Need = { doubles: 4, singles: 0 };

const priorReadings = 6000;
const mostReadings = 40_000; // then the past fades, so that a channel may change its ways over months

/** Makes the tail whose four numbers stand from `from` on in a block's doubles. */
export function tailAt(from: number, { level, share, excess }: Prior): Tail {
  const priorPeaks = share * priorReadings;
  const priorSum = priorPeaks * excess;
  const meanOf = (doubles: Float64Array): number =>
    (priorSum + doubles[from + 2]!) / (priorPeaks + doubles[from + 1]!);
  return {
    decadesOf({ doubles }, statistic) {
      if (!(statistic > level)) return 0;
      const often = (priorPeaks + doubles[from + 1]!) / (priorReadings + doubles[from]!);
      return Math.max(0, ((statistic - level) / meanOf(doubles)) * Math.LOG10E - Math.log10(often));
    },
    learn({ doubles }, statistic, decades) {
      doubles[from]! += 1;
      const peak = doubles[from + 3]!;
      if (statistic > level) {
        doubles[from + 3] = Math.max(peak, statistic - level);
        return;
      }
      if (peak > 0) {
        const most = meanOf(doubles) * decades * Math.LN10;
        doubles[from + 1]! += 1;
        doubles[from + 2]! += Math.min(peak, most);
        doubles[from + 3] = 0;
      }
      if (doubles[from]! < mostReadings) return;
      for (let index = from; index < from + 3; index++) doubles[index]! /= 2;
    },
  };
}

/** Decades of tail probability of a normal variable's square, both sides (within a tenth beyond 2 decades). */
export const decadesOfSquare = (square: number): number =>
  square > 1 ? square / 2 / Math.LN10 + Math.log10(Math.sqrt(square * (Math.PI / 2))) : 0;
