import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../rig/figures.ts';
import { alone } from './alone.ts';
import { readGiven } from './field-given.ts';
import { findingsOf, runFleet } from './field-run.ts';
import { byKind, count, emptyScore, type FieldScore, figuresOf } from './field-score.ts';
import type { BenchOptions } from './options.ts';

const seeds = [101, 102, 103, 104];
const percent = (share: number): number => Math.round(share * 1000) / 10;

/**
 * Field telemetry: faults found, false alerts and delays on fresh fleets of the bench's own generator (each seed with 300
 * devices over 28 days), and on the labelled devices of the data folder when it is given. Nothing was set on these seeds.
 */
export async function measureField({ data, quick }: BenchOptions): Promise<Figure[]> {
  const fleets = (quick ? seeds.slice(0, 1) : seeds).map((seed) => runFleet(seed, quick ? 40 : 300));
  const all = together(fleets);
  const spread = fleets.map((fleet) => percent(figuresOf(fleet).found)).join(', ');
  const folder = data === undefined ? undefined : join(data, 'telemetry');
  return [
    ...figures('fresh fleets', all, `${fleets.length} seeds: ${spread} %`),
    ...kinds(all),
    ...(folder !== undefined && existsSync(folder) ? given(folder) : []),
  ];
}

function together(fleets: readonly FieldScore[]): FieldScore {
  const all = emptyScore();
  for (const fleet of fleets) {
    all.outcomes.push(...fleet.outcomes);
    all.alarms.push(...fleet.alarms);
    all.healthyMonths += fleet.healthyMonths;
    all.faultyMonths += fleet.faultyMonths;
  }
  return all;
}

function figures(where: string, score: FieldScore, note: string): Figure[] {
  const found = figuresOf(score);
  const row = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    bench: `field, ${where}`,
    what,
    value,
    unit,
    ...more,
  });
  return [
    row('faults found', percent(found.found), '%', { target: { atLeast: 85 }, note }),
    row('gaps and stuck values found', percent(found.sudden), '%', { target: { atLeast: 100 } }),
    row('drift and wear before half their length', percent(found.slowInTime), '%', {
      target: { atLeast: 60 },
    }),
    row('level shifts within 12 readings', percent(found.shiftInTime), '%'),
    row('changed scatter within 12 readings', percent(found.varianceInTime), '%'),
    row('false alerts on healthy devices', found.falseHealthy, 'a device-month', {
      target: { atMost: 0.2 },
      note: `${score.healthyMonths.toFixed(0)} device-months`,
    }),
    row('false alerts in healthy time of the others', found.falseElsewhere, 'a device-month', {
      note: `${score.faultyMonths.toFixed(0)} device-months, after-effects of the fault included`,
    }),
  ];
}

const kinds = (score: FieldScore): Figure[] =>
  byKind(score)
    .filter(({ faults }) => faults > 0)
    .map(({ kind, faults, found, median, inTime }) => ({
      bench: 'field, by fault',
      what: kind,
      value: percent(found / faults),
      unit: '% found',
      note: `${faults} faults, ${percent(inTime / faults)} % in time${found > 0 ? `, median delay ${median.toFixed(0)} readings` : ''}`,
    }));

function given(folder: string): Figure[] {
  const score = emptyScore();
  for (const device of readGiven(folder)) count(score, device, findingsOf(device));
  const missed = score.outcomes.filter(({ found }) => found === null).map(({ device }) => device.id);
  return figures(
    'given devices',
    score,
    missed.length === 0 ? 'none missed' : `missed: ${missed.join(', ')}`,
  );
}

if (import.meta.main) await alone(measureField);
