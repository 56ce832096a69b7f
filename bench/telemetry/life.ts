import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../domain/iot/life/history.ts';
import { fitLife, type LifeModel, lifeCurve, lifeLeft } from '../../domain/iot/life/life.ts';
import type { Figure } from '../rig/figures.ts';
import { alone } from './alone.ts';
import { dice } from './dice.ts';
import type { BenchOptions } from './options.ts';

/** Reads a C-MAPSS file: unit, cycle, three settings, 21 sensors; the settings are channels too. */
export function readRuns(path: string): Run[] {
  const units = new Map<number, number[][]>();
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/)) {
    const [unit, , ...channels] = line.trim().split(/\s+/).map(Number);
    const rows = units.get(unit!);
    if (rows === undefined) units.set(unit!, [channels]);
    else rows.push(channels);
  }
  return [...units.values()];
}

/** Root mean square error over runs cut at one cycle each, anywhere from a tenth of their life to the last but one. */
export function errorAtCuts(model: LifeModel, runs: readonly Run[], seed: number): number {
  const random = dice(seed);
  const squares = runs.map((run) => {
    const cut = Math.min(run.length - 2, Math.floor(run.length * random.between(0.1, 1)));
    return (lifeCurve(model, run)[cut]! - lifeLeft(run, model.cap)[cut]!) ** 2;
  });
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
}

/** Error over every cycle whose remaining life is below the cap: nothing easy counted. */
function errorNearTheEnd(model: LifeModel, runs: readonly Run[]): number {
  const squares = runs.flatMap((run) => {
    const curve = lifeCurve(model, run);
    return lifeLeft(run, model.cap).flatMap((left, t) => (left < model.cap ? [(curve[t]! - left) ** 2] : []));
  });
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
}

/** Remaining life on C-MAPSS FD001: fitted on engines 1-70, judged on 71-100. */
export async function measureLife({ data, quick }: BenchOptions): Promise<Figure[]> {
  const path = data === undefined ? undefined : join(data, 'cmapss', 'train_FD001.txt');
  if (path === undefined || !existsSync(path)) return [];
  const engines = readRuns(path);
  const [known, unseen] = [engines.slice(0, 70), engines.slice(70)];
  const started = process.cpuUsage();
  const model = fitLife(known, quick ? { seed: 1, networks: 1, units: 40 } : { seed: 1 });
  const used = process.cpuUsage(started);
  const errors = Array.from({ length: 100 }, (_, seed) => errorAtCuts(model, unseen, seed)).sort(
    (a, b) => a - b,
  );
  const mean = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  const figure = (what: string, value: number, more: Partial<Figure> = {}): Figure => ({
    bench: 'life',
    what,
    value,
    unit: 'cycles',
    ...more,
  });
  return [
    figure('error (RMS), engines 71-100', mean, {
      target: { atMost: 16 },
      note: 'each cut at a seeded cycle, 100 seeds; life capped at 125',
    }),
    figure('error, worst of the 100 seeds', errors.at(-1)!),
    figure('error, every cycle with less than 125 left', errorNearTheEnd(model, unseen)),
    figure('fitting', (used.user + used.system) / 1e6, { unit: 'CPU s' }),
  ];
}

if (import.meta.main) await alone(measureLife);
