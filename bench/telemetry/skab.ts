import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newWatch } from '../../domain/iot/detector/watching.ts';
import type { Figure } from '../rig/figures.ts';
import { alone } from './alone.ts';
import type { BenchOptions } from './options.ts';

/** One experiment of the Skoltech benchmark: rows of several sensors at one time, and which rows are anomalous. */
export interface SkabRun {
  readonly name: string;
  readonly channels: readonly string[];
  readonly rows: readonly {
    readonly at: number;
    readonly values: readonly number[];
    readonly isAnomalous: boolean;
  }[];
}

/** Reads every experiment in the folders below; columns that are labels are not handed to the detector. */
export function readSkab(folder: string): SkabRun[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name: kind }) =>
    readdirSync(join(folder, kind))
      .filter((file) => file.endsWith('.csv'))
      .map((file) => readRun(`${kind}/${file}`, readFileSync(join(folder, kind, file), 'utf8'))),
  );
}

function readRun(name: string, text: string): SkabRun {
  const [header, ...lines] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(';'));
  const label = header!.indexOf('anomaly');
  return {
    name,
    channels: header!.slice(1, label),
    rows: lines.map((cells) => ({
      at: Date.parse(`${cells[0]!.replace(' ', 'T')}Z`),
      values: cells.slice(1, label).map(Number),
      isAnomalous: Number(cells[label]) === 1,
    })),
  };
}

/** Whether each row is an alarm: any channel's score at or above the line at that time. */
export function alarmsOf({ channels, rows }: SkabRun): boolean[] {
  const watch = newWatch();
  return rows.map(({ at, values }) =>
    values.reduce(
      (isAlarm, value, i) => watch.observe('rig', channels[i]!, at, value).score >= 0.5 || isAlarm,
      false,
    ),
  );
}

/** F1 and false-alarm rate over the rows from `first` on. */
export function rates(
  runs: readonly SkabRun[],
  alarms: readonly (readonly boolean[])[],
  first: number,
): { f1: number; falseAlarms: number; missed: number } {
  const counted = { hit: 0, false: 0, missed: 0, quiet: 0 };
  runs.forEach(({ rows }, run) => {
    for (let row = first; row < rows.length; row++) {
      const { isAnomalous } = rows[row]!;
      if (alarms[run]![row]) counted[isAnomalous ? 'hit' : 'false']++;
      else counted[isAnomalous ? 'missed' : 'quiet']++;
    }
  });
  return {
    f1: (2 * counted.hit) / (2 * counted.hit + counted.false + counted.missed),
    falseAlarms: counted.false / (counted.false + counted.quiet),
    missed: counted.missed / (counted.missed + counted.hit),
  };
}

const warmUpRows = 400;

/** SKAB: anomalous rows found by all detectors together, with settings that no run was used to choose a line on. */
export async function measureSkab({ data }: BenchOptions): Promise<Figure[]> {
  const folder = data === undefined ? undefined : join(data, 'skab');
  if (folder === undefined || !existsSync(folder)) return [];
  const runs = readSkab(folder);
  const alarms = runs.map(alarmsOf);
  const judged = rates(runs, alarms, warmUpRows);
  const whole = rates(runs, alarms, 0);
  const worst = runs.map((_, i) => rates(runs.toSpliced(i, 1), alarms.toSpliced(i, 1), warmUpRows).f1);
  const figure = (what: string, value: number, more: Partial<Figure> = {}): Figure => ({
    bench: 'SKAB',
    what,
    value,
    unit: '',
    ...more,
  });
  return [
    figure('F1', judged.f1, {
      target: { atLeast: 0.76 },
      note: `rows after the first ${warmUpRows} of each of ${runs.length} runs`,
    }),
    figure('false-alarm rate', 100 * judged.falseAlarms, { unit: '%', target: { atMost: 27 } }),
    figure('missed rows', 100 * judged.missed, { unit: '%' }),
    figure('F1, least with one run left out', Math.min(...worst)),
    figure('F1, every row', whole.f1, { note: 'the learning rows count as quiet' }),
    figure('false-alarm rate, every row', 100 * whole.falseAlarms, { unit: '%' }),
  ];
}

if (import.meta.main) await alone(measureSkab);
