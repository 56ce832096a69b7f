import { noWay } from '../../domain/scheduling/travel-matrix.ts';
import { mostTime } from './shape.ts';

const [open, close, comma, dot, zero] = Buffer.from('[],.0') as unknown as readonly [
  number,
  number,
  number,
  number,
  number,
];
/** More digits than these a double does not hold exactly. */
const mostDigits = 15;

/** Walks over the bytes of a JSON text sign by sign, over blanks without a word. */
export class BlankSkipper {
  at: number;
  protected readonly file: Buffer;

  constructor(file: Buffer, at: number) {
    this.file = file;
    this.at = at;
    this.skip();
  }

  /** Steps over one sign and the blanks behind it; false when another stands there. */
  next(sign: number): boolean {
    if (this.file[this.at] !== sign) return false;
    this.at++;
    this.skip();
    return true;
  }

  protected skip(): void {
    const { file } = this;
    for (
      let byte = file[this.at];
      byte === 32 || byte === 10 || byte === 13 || byte === 9;
      byte = file[this.at]
    )
      this.at++;
  }
}

/** Reads the rows of a matrix from JSON bytes: millions of short numbers, faster than a general parser may. */
export class CellReader extends BlankSkipper {
  /** Reads `[1, 2.5, null]`, hands on each cell and answers how many; -1 when it is anything else. */
  row(put: (cell: number) => void): number {
    if (!this.next(open)) return -1;
    let count = 0;
    do {
      const cell = this.#cell();
      if (cell < 0) return -1;
      put(cell);
      count++;
      this.skip();
    } while (this.next(comma));
    return this.next(close) ? count : -1;
  }

  /** A number of plain digits with one dot at most, or null for no road; -1 for anything else or anything too large. */
  #cell(): number {
    const { file } = this;
    const begin = this.at;
    let [at, value, behindDot] = [begin, 0, -1];
    for (; ; at++) {
      const digit = file[at]! - zero;
      if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else if (file[at] === dot && behindDot < 0 && at > begin) behindDot = at + 1;
      else break;
    }
    if (at === begin) return this.#noRoad();
    if (
      at - begin > mostDigits ||
      at === behindDot ||
      (file[begin] === zero && at - begin > 1 && behindDot !== begin + 2)
    )
      return -1;
    this.at = at;
    // Both are exact in a double, so the quotient is rounded once, as a parser would.
    if (behindDot >= 0) value /= 10 ** (at - behindDot);
    return value > mostTime ? -1 : Math.min(value, noWay);
  }

  #noRoad(): number {
    if (this.file.toString('latin1', this.at, this.at + 4) !== 'null') return -1;
    this.at += 4;
    return noWay;
  }
}
