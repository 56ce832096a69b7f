/**
 * One asset's readings by cycle (a flight, a day, a batch), oldest first: one number a channel, the same channels in the
 * same order in every row. For learning, the last row is the cycle in which it failed.
 */
export type Run = readonly (readonly number[])[];

/** What makes channels comparable: the fleet's mean and spread of each, and which of them move at all. */
export interface Scale {
  readonly channels: readonly number[];
  readonly means: readonly number[];
  readonly spreads: readonly number[];
}

/** Learns the scale from a fleet's runs; channels that never move tell nothing and are left out. */
export function scaleOf(runs: readonly Run[]): Scale {
  const width = runs[0]?.[0]?.length ?? 0;
  const rows = runs.flat();
  const all = Array.from({ length: width }, (_, channel) => {
    const mean = rows.reduce((sum, row) => sum + row[channel]!, 0) / rows.length;
    const spread = Math.sqrt(rows.reduce((sum, row) => sum + (row[channel]! - mean) ** 2, 0) / rows.length);
    return { channel, mean, spread };
  });
  const moving = all.filter(({ mean, spread }) => spread > 1e-6 * Math.max(1, Math.abs(mean)));
  return {
    channels: moving.map(({ channel }) => channel),
    means: moving.map(({ mean }) => mean),
    spreads: moving.map(({ spread }) => spread),
  };
}

const paces = [5, 15, 40] as const; // cycles; wear shows as the difference between them
const startRows = 10;

/** How many numbers describe an asset at one cycle. */
export const featureCount = ({ channels }: Scale): number => channels.length * (paces.length + 1) + 1;

/**
 * What an asset's history says at each of its cycles: of each channel a quick, a middle and a slow mean, and how far the
 * middle one has gone from where this asset began; and its age. Row t knows only rows up to t.
 */
export function featuresOf(run: Run, scale: Scale): Float64Array[] {
  const { channels, means, spreads } = scale;
  const kept = Array.from({ length: channels.length }, () => new Float64Array(paces.length + 1));
  return run.map((row, t) => {
    const features = new Float64Array(featureCount(scale));
    channels.forEach((channel, j) => {
      const value = (row[channel]! - means[j]!) / spreads[j]!;
      const own = kept[j]!;
      paces.forEach((pace, p) => {
        own[p]! += Math.max(1 / pace, 1 / (t + 1)) * (value - own[p]!);
      });
      if (t < startRows) own[paces.length]! += (value - own[paces.length]!) / (t + 1);
      features.set([own[0]!, own[1]!, own[2]!, own[1]! - own[paces.length]!], j * (paces.length + 1));
    });
    features[features.length - 1] = Math.log1p(t) - 4.5;
    return features;
  });
}
