import { readFileSync } from 'node:fs';

/** A table of readings: one row an instant, one number a channel; NaN where there is none. */
export interface Series {
  readonly channels: readonly string[];
  readonly rows: readonly { readonly at: number; readonly values: readonly number[] }[];
}

/** Reads `timestamp,channel,...` with local times, which are taken as UTC. */
export function readSeries(path: string): Series {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const [, ...channels] = head.split(',');
  const rows = lines.map((line) => {
    const [at = '', ...values] = line.split(',');
    return { at: instant(at), values: values.map((value) => (value === '' ? Number.NaN : Number(value))) };
  });
  return { channels, rows };
}

/** An instant as the data sets write it, such as `2025-03-25 02:05:00`. */
export const instant = (text: string): number => Date.parse(`${text.trim().slice(0, 19).replace(' ', 'T')}Z`);
