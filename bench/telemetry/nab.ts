import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newWatch } from '../../domain/iot/detector/watching.ts';
import type { Figure } from '../rig/figures.ts';
import { alone } from './alone.ts';
import { dice } from './dice.ts';
import { gains, nabProfiles, thresholdsOf } from './nab-rule.ts';
import { type NabSeries, readNab } from './nab-series.ts';
import type { BenchOptions } from './options.ts';

/** What `fieldline detect --every-score` prints for a series: every row seen once, nothing known beforehand. */
function scoresOf({ name, at, values }: NabSeries): Float64Array {
  const watch = newWatch();
  return values.map((value, row) => watch.observe(name, 'value', at[row]!, value).score);
}

/**
 * The Numenta Anomaly Benchmark's score of everything that `fieldline detect` prints. Development: the threshold is the
 * best for the series it is scored on. Honest: it is chosen on one half of the series (or on the other families) and
 * scored on the other half (the family left out).
 */
export async function measureNab({ data, quick }: BenchOptions): Promise<Figure[]> {
  const folder = data === undefined ? undefined : join(data, 'nab');
  if (folder === undefined || !existsSync(folder)) return [];
  const all = readNab(folder);
  const scores = all.map(scoresOf);
  const { halves, families, development, threshold } = judge(all, scores, quick ? 20 : 400);
  const figure = (what: string, value: number, more: Partial<Figure> = {}): Figure => ({
    bench: 'NAB',
    what,
    value,
    unit: 'points',
    ...more,
  });
  return [
    figure('standard, development series', development.standard, {
      note: `threshold ${threshold.toFixed(3)} chosen on the same series`,
    }),
    figure('low false alarms, same threshold', development.lowFalse),
    figure('standard, random halves', halves.standard, {
      target: { atLeast: 55.5 },
      note: 'threshold from the other half; the mean',
    }),
    figure('low false alarms, random halves', halves.lowFalse, { target: { atLeast: 42 } }),
    figure('standard, each family left out', families.standard, {
      target: { atLeast: 55.5 },
      note: 'threshold from the other families',
    }),
    figure('low false alarms, each family left out', families.lowFalse, { target: { atLeast: 42 } }),
  ];
}

interface Score {
  readonly standard: number;
  readonly lowFalse: number;
}

/** Scores under both profiles, on the series themselves and on series that the threshold was not chosen on. */
export function judge(all: readonly NabSeries[], scores: readonly Float64Array[], repeats: number) {
  const thresholds = thresholdsOf(scores);
  const curves = Object.values(nabProfiles).map((profile) =>
    all.map((series, i) => gains(series, scores[i]!, { thresholds, profile })),
  );
  const everyone = all.map((_, i) => i);
  const windowsIn = (of: readonly number[]): number => of.reduce((sum, i) => sum + all[i]!.windows.length, 0);
  const sum = (profile: number, of: readonly number[], at: number): number =>
    of.reduce((total, i) => total + curves[profile]![i]![at]!, 0);
  const bestOn = (of: readonly number[]): number =>
    thresholds.reduce((best, _, at) => (sum(0, of, at) > sum(0, of, best) ? at : best), 0);
  const points = (gained: number, windows: number): number => (50 * gained) / windows;
  const scoreAt = (of: readonly number[], at: number): Score => ({
    standard: points(sum(0, of, at), windowsIn(of)),
    lowFalse: points(sum(1, of, at), windowsIn(of)),
  });
  const chosen = bestOn(everyone);
  const families = [...new Set(all.map(({ family }) => family))].map((family) => {
    const left = everyone.filter((i) => all[i]!.family === family);
    const at = bestOn(everyone.filter((i) => all[i]!.family !== family));
    return [sum(0, left, at), sum(1, left, at)] as const;
  });
  const pooled = (profile: 0 | 1): number =>
    points(
      families.reduce((total, gained) => total + gained[profile], 0),
      windowsIn(everyone),
    );
  const random = dice(1);
  const halves = Array.from({ length: repeats }, () => {
    const order = everyone.map((i) => ({ i, by: random.next() })).sort((a, b) => a.by - b.by);
    const mixed = order.map(({ i }) => i);
    const half = Math.ceil(mixed.length / 2);
    return scoreAt(mixed.slice(half), bestOn(mixed.slice(0, half)));
  });
  const mean = (of: (score: Score) => number): number =>
    halves.reduce((total, one) => total + of(one), 0) / repeats;
  return {
    threshold: thresholds[chosen] ?? Number.NaN,
    development: scoreAt(everyone, chosen),
    halves: { standard: mean(({ standard }) => standard), lowFalse: mean(({ lowFalse }) => lowFalse) },
    families: { standard: pooled(0), lowFalse: pooled(1) },
  };
}

if (import.meta.main) await alone(measureNab);
