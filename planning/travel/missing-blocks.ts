import type { Place } from '../../domain/scheduling/travel.ts';
import type { Block } from './blocks.ts';

/** A row of a matrix and the columns that are still unknown in it. */
export interface MissingRow {
  readonly row: number;
  readonly columns: readonly number[];
  /** Where the row begins, so that rows of neighbours are asked together. */
  readonly place: Place;
}

/** A block may hold this much more than is missing in it, for the sake of fewer requests. */
const slack = 1.5;

interface Group {
  readonly rows: number[];
  readonly columns: Set<number>;
  missing: number;
}

/**
 * Covers what is missing of a matrix by rectangles, because services are asked by rectangle: rows that miss the same
 * columns together (a new job misses its own row, and one column of all others), then neighbours on the map, whose
 * missing columns are much the same when only near pairs are asked. At most a third of what is asked was known.
 */
export function missingBlocks(missing: readonly MissingRow[]): Block[] {
  const alike = new Map<string, MissingRow[]>();
  for (const one of missing) {
    if (one.columns.length === 0) continue;
    const signature = one.columns.join();
    const rows = alike.get(signature);
    if (rows) rows.push(one);
    else alike.set(signature, [one]);
  }
  const byPlace = [...alike.values()].sort((a, b) => alongMap(a[0]!.place) - alongMap(b[0]!.place));
  const groups: Group[] = [];
  for (const rows of byPlace) {
    const last = groups.at(-1);
    if (!last || !joined(last, rows)) groups.push(groupOf(rows));
  }
  return groups.map(({ rows, columns }) => ({ rows, columns: [...columns].sort((a, b) => a - b) }));
}

function groupOf(alike: readonly MissingRow[]): Group {
  const columns = new Set(alike[0]!.columns);
  return { rows: alike.map(({ row }) => row), columns, missing: alike.length * columns.size };
}

/** Adds rows to a group when that does not ask for too much that is known. */
function joined(group: Group, alike: readonly MissingRow[]): boolean {
  const { columns } = alike[0]!;
  const added = columns.filter((column) => !group.columns.has(column)).length;
  const asked = (group.rows.length + alike.length) * (group.columns.size + added);
  const missing = group.missing + alike.length * columns.length;
  if (asked > slack * missing) return false;
  for (const { row } of alike) group.rows.push(row);
  for (const column of columns) group.columns.add(column);
  group.missing = missing;
  return true;
}

/** A place on Morton's curve, which passes neighbours one after the other: the bits of both axes in turn. */
function alongMap({ lat, lon }: Place): number {
  const [x, y] = [spread(((lon + 180) / 360) * 0xffff), spread(((lat + 90) / 180) * 0xffff)];
  return x + 2 * y;
}

function spread(value: number): number {
  let bits = Math.floor(value) & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}
