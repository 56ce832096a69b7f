import { strongest } from './dispatch.ts';
import { gapAt, type Measured } from './measure.ts';

type Cell = string | number | undefined;

/** One line for each run: what a person compares. */
export const instanceRow = (one: Measured): readonly Cell[] => [
  one.name,
  one.seed,
  one.jobs,
  round(one.value, 3),
  one.best === undefined ? '-' : round(one.best, 3),
  percent(one.gap),
  one.unserved,
  one.violations.length,
  Math.round(one.iterations / Math.max(one.cpuSeconds, 1e-3)),
  one.cpuSeconds.toFixed(2),
  one.seconds.toFixed(2),
];

/** What stands above the rows of `instanceRow`. */
export const instanceHead = [
  'instance',
  'seed',
  'jobs',
  'value',
  'best known',
  'gap %',
  'unserved',
  'violations',
  'iterations/CPU s',
  'CPU s',
  'wall s',
];

/** One line for each family: means over its runs. */
export function familyRows(all: readonly Measured[]): (readonly Cell[])[] {
  return byFamily(all).map(([family, runs]) => {
    const gaps = runs.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
    return [
      family,
      runs.length,
      gaps.length === 0 ? '-' : percent(mean(gaps)),
      gaps.length === 0 ? '-' : percent(Math.max(...gaps)),
      round(mean(runs.map(({ value }) => value)), 1),
      round(mean(runs.map(({ unserved }) => unserved)), 2),
      runs.reduce((sum, { violations }) => sum + violations.length, 0),
      Math.round(mean(runs.map(({ iterations, cpuSeconds }) => iterations / Math.max(cpuSeconds, 1e-3)))),
      mean(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2),
      mean(runs.map(({ seconds }) => seconds)).toFixed(2),
    ];
  });
}

/** What stands above the rows of `familyRows`. */
export const familyHead = [
  'family',
  'runs',
  'mean gap %',
  'worst %',
  'mean value',
  'unserved',
  'violations',
  'iterations/CPU s',
  'CPU s',
  'wall s',
];

/** Mean gap of each family after each tenth of the time. */
export function curveRows(all: readonly Measured[], seconds: number): (readonly Cell[])[] {
  const moments = momentsOf(seconds);
  return byFamily(all).map(([family, runs]) => [
    family,
    ...moments.map((moment) => {
      const gaps = runs.map((run) => gapAt(run, moment));
      return gaps.some((gap) => gap === undefined) ? '-' : percent(mean(gaps as number[]));
    }),
  ]);
}

/** What stands above the rows of `ruleRows`. */
export const ruleHead = [
  'family',
  'runs',
  'less travel than the best rule, mean %',
  'least %',
  'unserved',
  'by the best rule',
  'more unserved in',
  'violations of rules',
];

/** How much less travel plans need than the strongest of three dispatchers' rules, by family. */
export function ruleRows(all: readonly Measured[]): (readonly Cell[])[] {
  return byFamily(all.filter(({ rules }) => rules !== undefined)).map(([family, runs]) => {
    const best = runs.map(({ rules }) => strongest(rules!));
    const saved = runs.map(({ travel }, at) => 100 * (1 - travel / Math.max(1, best[at]!.travel)));
    return [
      family,
      runs.length,
      percent(mean(saved)),
      percent(Math.min(...saved)),
      round(mean(runs.map(({ unserved }) => unserved)), 2),
      round(mean(best.map(({ unserved }) => unserved)), 2),
      runs.filter(({ unserved }, at) => unserved > best[at]!.unserved).length,
      runs.reduce(
        (sum, { rules }) => sum + rules!.reduce((broken, { violations }) => broken + violations, 0),
        0,
      ),
    ];
  });
}

/** Twelve moments of a budget, denser at its beginning, where most happens. */
export const momentsOf = (seconds: number): number[] =>
  [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.02].map((share) => share * seconds);

/** Columns side by side, numbers to the right. */
export function textTable(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => `${cell ?? '-'}`));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    )
    .join('\n');
}

function byFamily(all: readonly Measured[]): [string, Measured[]][] {
  const families = new Map<string, Measured[]>();
  for (const one of all) families.set(one.family, [...(families.get(one.family) ?? []), one]);
  return [...families];
}

const mean = (all: readonly number[]): number =>
  all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const percent = (gap: number | undefined): string => (gap === undefined ? '-' : gap.toFixed(2));
