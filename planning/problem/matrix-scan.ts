import { BlankSkipper, CellReader } from './cell-reader.ts';
import { PackedMatrix } from './matrix.ts';

/** A JSON text with its large matrices taken out, and what they held. */
export interface Scanned {
  /** The text without them; each is replaced by the word that stands for it. */
  readonly text: string;
  readonly matrices: ReadonlyMap<string, PackedMatrix>;
}

const [quote, backslash, open, close, comma, colon] = Buffer.from('"\\[],:') as unknown as readonly [
  number,
  number,
  number,
  number,
  number,
  number,
];
/** Nothing smaller is worth taking from JSON.parse. */
const leastBytes = 1 << 16;

/**
 * Takes the matrices of `durations` and `distances` out of a JSON file straight into shared memory, byte by byte. A matrix
 * of 8,000 places would be a text longer than JavaScript allows and half a gigabyte of lists; this needs four bytes a
 * cell. Null when anything about them is unusual (a sign, an exponent, a ragged row): then the slow way reads all of it
 * and says what is wrong.
 */
export function scanMatrices(file: Buffer): Scanned | null {
  if (file.length < leastBytes) return null;
  const matrices = new Map<string, PackedMatrix>();
  const pieces: string[] = [];
  let from = 0;
  for (let at = file.indexOf(quote); at >= 0; at = file.indexOf(quote, at)) {
    const end = endOfString(file, at);
    if (end < 0) return null;
    const key = end - at === 'durations'.length + 1 ? file.toString('latin1', at + 1, end) : '';
    at = end + 1;
    const begin = key === 'durations' || key === 'distances' ? beginOfMatrix(file, at) : -1;
    if (begin < 0) continue;
    const found = readMatrix(file, begin);
    if (found === null || matrices.has(wordFor(key))) return null;
    matrices.set(wordFor(key), found.matrix);
    pieces.push(file.toString('utf8', from, begin), JSON.stringify(wordFor(key)));
    from = found.end;
    at = found.end;
  }
  return { text: pieces.join('') + file.toString('utf8', from), matrices };
}

/** What stands in the text for a matrix that was taken out; no file says that by chance. */
export const wordFor = (key: string): string => `\u0001 ${key} \u0001`;

function endOfString(file: Buffer, begin: number): number {
  for (let end = file.indexOf(quote, begin + 1); end >= 0; end = file.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (file[end - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

/** Where `[[` begins behind the name of a field, or -1. */
function beginOfMatrix(file: Buffer, behindName: number): number {
  const signs = new BlankSkipper(file, behindName);
  if (!signs.next(colon)) return -1;
  const begin = signs.at;
  return signs.next(open) && file[signs.at] === open ? begin : -1;
}

/** Reads `[[1, 2], [3, null]]` from its first bracket on. */
function readMatrix(
  file: Buffer,
  begin: number,
): { readonly matrix: PackedMatrix; readonly end: number } | null {
  const reader = new CellReader(file, begin);
  if (!reader.next(open)) return null;
  const first: number[] = [];
  const places = reader.row((cell) => first.push(cell));
  if (places <= 0) return null;
  let cells: Int32Array | Float64Array = new Int32Array(new SharedArrayBuffer(4 * places * places));
  let count = 0;
  const put = (cell: number): void => {
    if (!Number.isInteger(cell) && cells instanceof Int32Array) cells = decimals(cells);
    cells[count++] = cell;
  };
  first.forEach(put);
  for (let row = 1; row < places; row++) {
    if (!reader.next(comma) || reader.row(put) !== places) return null;
  }
  return reader.next(close) ? { matrix: new PackedMatrix(places, cells), end: reader.at } : null;
}

/** The same cells, from now on with room for decimals. */
function decimals(cells: Int32Array): Float64Array {
  const wide = new Float64Array(new SharedArrayBuffer(8 * cells.length));
  wide.set(cells);
  return wide;
}
