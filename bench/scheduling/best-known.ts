import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Instance } from './readers/instance.ts';

/** The reference value of an instance, in its own measure; none when the table has none. */
export type BestKnown = (instance: Instance) => number | undefined;

/** Finds best-known.json beside the instances or in a folder above, and looks values up in it. */
export function bestKnownNear(path: string): BestKnown {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const file = join(folder, 'best-known.json');
    if (existsSync(file)) {
      const table: unknown = JSON.parse(readFileSync(file, 'utf8'));
      return ({ reference }) => valueAt(table, reference ?? []);
    }
    if (dirname(folder) === folder) return () => undefined;
  }
}

function valueAt(table: unknown, path: readonly string[]): number | undefined {
  const value = path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined,
    table,
  );
  return typeof value === 'number' ? value : undefined;
}
