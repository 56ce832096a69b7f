import { noWay } from '../../domain/scheduling/travel-matrix.ts';
import { BadProblem } from './bad-problem.ts';
import { mostTime } from './shape.ts';

/** A square matrix whose cells were checked and packed while its file was read. */
export class PackedMatrix {
  readonly places: number;
  readonly cells: Int32Array | Float64Array;

  constructor(places: number, cells: Int32Array | Float64Array) {
    this.places = places;
    this.cells = cells;
  }
}

/**
 * Checks a square matrix cell by cell and packs it into shared memory, so that all worker threads read one copy. Large
 * files are mostly matrix, which is why this is a loop and not a schema. Where a cell is null no road leads.
 */
export function packMatrix(
  matrix: unknown,
  { name, whole }: { readonly name: string; readonly whole: boolean },
): Int32Array | Float64Array {
  if (matrix instanceof PackedMatrix) return wholeWhere(whole, matrix, name);
  const rows = listOf(matrix, name);
  const places = rows.length;
  if (places === 0) throw new BadProblem(`${name} is empty; give a row and a column for each place`);
  const packed =
    whole || isWhole(rows)
      ? new Int32Array(new SharedArrayBuffer(places * places * 4))
      : new Float64Array(new SharedArrayBuffer(places * places * 8));
  for (let from = 0; from < places; from++) {
    const row = listOf(rows[from], `${name}[${from}]`);
    if (row.length !== places)
      throw new BadProblem(
        `${name}[${from}] has ${row.length} columns, but there are ${places} rows; the matrix must be square`,
      );
    for (let to = 0; to < places; to++) {
      const cell = row[to];
      if (typeof cell === 'number' && cell >= 0 && cell <= mostTime && (!whole || Number.isInteger(cell)))
        packed[from * places + to] = Math.min(cell, noWay);
      else if (cell === null) packed[from * places + to] = noWay;
      else throw new BadProblem(badCell(`${name}[${from}][${to}]`, whole ? 'whole number' : 'number', cell));
    }
  }
  return packed;
}

function wholeWhere(
  whole: boolean,
  { places, cells }: PackedMatrix,
  name: string,
): Int32Array | Float64Array {
  const at = whole && cells instanceof Float64Array ? cells.findIndex((cell) => !Number.isInteger(cell)) : -1;
  if (at < 0) return cells;
  throw new BadProblem(
    badCell(`${name}[${Math.floor(at / places)}][${at % places}]`, 'whole number', cells[at]),
  );
}

const badCell = (place: string, kind: string, cell: unknown): string =>
  `${place} must be a ${kind} from 0 to ${mostTime} or null, it is ${JSON.stringify(cell)}`;

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new BadProblem(
    value === undefined
      ? `${name} is missing`
      : `${name} must be a list, it is ${JSON.stringify(value).slice(0, 60)}`,
  );
}

/** Whether all of a matrix's cells are whole numbers: then it takes half the memory and adds up exactly. */
const isWhole = (rows: readonly unknown[]): boolean =>
  rows.every((row) => Array.isArray(row) && row.every((cell) => cell === null || Number.isInteger(cell)));
