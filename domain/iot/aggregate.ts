import type { Reading } from './reading.ts';

/** How one channel ran over one stretch of time. */
export interface Aggregate {
  readonly channel: string;
  /** When the stretch begins, epoch milliseconds. */
  readonly at: number;
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

interface Stretch {
  count: number;
  min: number;
  max: number;
  sum: number;
}

/** Gathers readings, in whatever portions they come, into stretches of one length counted from midnight in Greenwich. */
export function aggregator(everyMs: number): {
  take(readings: readonly Reading[]): void;
  /** In order of time, then of the names of channels. Stretches without a reading are left out. */
  aggregates(): Aggregate[];
} {
  const stretches = new Map<number, Map<string, Stretch>>();
  const stretchOf = (at: number, channel: string): Stretch => {
    const begin = Math.floor(at / everyMs) * everyMs;
    const channels = stretches.get(begin) ?? new Map<string, Stretch>();
    stretches.set(begin, channels);
    const known = channels.get(channel) ?? { count: 0, min: Infinity, max: -Infinity, sum: 0 };
    channels.set(channel, known);
    return known;
  };
  return {
    take: (readings) => {
      for (const { at, channel, value } of readings) {
        const stretch = stretchOf(at, channel);
        stretch.count++;
        stretch.sum += value;
        if (value < stretch.min) stretch.min = value;
        if (value > stretch.max) stretch.max = value;
      }
    },
    aggregates: () =>
      [...stretches]
        .sort(([one], [other]) => one - other)
        .flatMap(([at, channels]) =>
          [...channels]
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([channel, { count, min, max, sum }]) => ({
              channel,
              at,
              count,
              min,
              mean: sum / count,
              max,
            })),
        ),
  };
}
