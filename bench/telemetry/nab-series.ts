import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One series of the Numenta Anomaly Benchmark with the windows in which an alarm counts as a find, in rows. */
export interface NabSeries {
  readonly name: string;
  readonly family: string;
  readonly at: Float64Array;
  readonly values: Float64Array;
  readonly windows: readonly { readonly from: number; readonly to: number }[];
}

/** Reads `windows.json` and the series it names from `data/` beside it. Times without zone are taken as UTC. */
export function readNab(folder: string): NabSeries[] {
  const windows = JSON.parse(readFileSync(join(folder, 'windows.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >;
  return Object.entries(windows).map(([name, spans]) => {
    const lines = readFileSync(join(folder, 'data', name), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1);
    const cells = lines.map((line) => line.split(','));
    const at = Float64Array.from(cells, ([time]) => instant(time!));
    const rowAt = (time: string): number => {
      const row = at.indexOf(instant(time));
      if (row < 0) throw new Error(`${name}: the window's edge ${time} is on no row`);
      return row;
    };
    return {
      name,
      family: name.split('/')[0]!,
      at,
      values: Float64Array.from(cells, ([, value]) => Number(value)),
      windows: spans.map(([from, to]) => ({ from: rowAt(from), to: rowAt(to) })),
    };
  });
}

const instant = (time: string): number => Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`);
