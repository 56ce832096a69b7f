import { BadInput } from './bad-input.ts';
import { instantIn, instantOf } from './instant.ts';
import { type Name, Names } from './names.ts';

/** One line of input. The object is reused by the next line. */
export interface Line {
  isTick: boolean;
  device: Name;
  channel: Name;
  at: number;
  value: number;
  /** The time as it was written, for writing it back. */
  atJson(): string;
}

const nobody: Name = { text: '', json: '""' };
const [quote, comma, colon, closing, minus, point] = [34, 44, 58, 125, 45, 46];
const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13;

/**
 * Reads lines of readings fast: flat objects of the known keys with plain strings and decimal numbers are scanned in
 * place, anything else goes the slow way through JSON.parse and gets the same checks with a clear refusal.
 */
export class LineReader {
  readonly #names = new Names();
  readonly #slow = new Map<string, Name>();
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #written = '';
  #from = 0;
  #to = 0;
  readonly line: Line = {
    isTick: false,
    device: nobody,
    channel: nobody,
    at: 0,
    value: 0,
    atJson: () =>
      this.#to > this.#from ? this.#bytes.toString('latin1', this.#from, this.#to) : this.#written,
  };

  /** Reads the line in these bytes into `line`; throws BadInput with the mend (the caller adds the line's number). */
  read(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    if (!this.#scan(start, end)) this.#parse(bytes.toString('utf8', start, end));
  }

  #scan(start: number, end: number): boolean {
    const { line } = this;
    const bytes = this.#bytes;
    line.isTick = false;
    this.#at = start;
    let seen = 0;
    if (!this.#skipTo(123, end)) return false;
    for (;;) {
      if (!this.#skipTo(quote, end)) return false;
      const key = this.#at;
      const keyEnd = this.#plainEnd(end);
      if (keyEnd < 0 || !this.#skipTo(colon, end)) return false;
      while (this.#at < end && isBlank(bytes[this.#at]!)) this.#at++;
      const bit = this.#readValue(keyEnd - key, bytes[key]!, end);
      if (bit === 0 || (seen & bit) !== 0) return false;
      seen |= bit;
      while (this.#at < end && isBlank(bytes[this.#at]!)) this.#at++;
      const next = bytes[this.#at++];
      if (next === closing) break;
      if (next !== comma) return false;
    }
    while (this.#at < end) if (!isBlank(bytes[this.#at++]!)) return false;
    return seen === 15 || seen === 20;
  }

  /** Reads the value of a key told by its length and first letter; answers the key's bit, 0 for the slow way. */
  #readValue(length: number, first: number, end: number): number {
    const { line } = this;
    if (length === 6 && first === 100) return this.#readName('device', end) ? 1 : 0;
    if (length === 7 && first === 99) return this.#readName('channel', end) ? 2 : 0;
    if (length === 2 && first === 97) return this.#readInstant(end) ? 4 : 0;
    if (length === 5 && first === 118) {
      line.value = this.#readNumber(end);
      return Number.isNaN(line.value) ? 0 : 8;
    }
    if (length !== 4 || first !== 116 || this.#bytes.toString('latin1', this.#at, this.#at + 4) !== 'true')
      return 0;
    this.#at += 4;
    line.isTick = true;
    return 16;
  }

  #readName(key: 'device' | 'channel', end: number): boolean {
    if (this.#bytes[this.#at] !== quote) return false;
    const start = ++this.#at;
    const stop = this.#plainEnd(end);
    if (stop <= start) return false;
    this.line[key] = this.#names.find(this.#bytes, start, stop);
    return true;
  }

  #readInstant(end: number): boolean {
    const start = this.#at;
    if (this.#bytes[start] === quote) {
      this.#at++;
      const stop = this.#plainEnd(end);
      if (stop < 0) return false;
      this.line.at = instantIn(this.#bytes, start + 1, stop);
    } else this.line.at = this.#readNumber(end);
    this.#from = start;
    this.#to = this.#at;
    return !Number.isNaN(this.line.at);
  }

  /** A decimal number of up to 15 digits, exactly as `Number` reads it; NaN for any other. */
  #readNumber(end: number): number {
    const bytes = this.#bytes;
    let at = this.#at;
    const isNegative = bytes[at] === minus;
    if (isNegative) at++;
    const start = at;
    let [whole, digits, fraction] = [0, 0, -1];
    for (; at < end; at++) {
      const code = bytes[at]!;
      if (code >= 48 && code <= 57) {
        whole = whole * 10 + code - 48;
        if (++digits > 15) return Number.NaN;
        if (fraction >= 0) fraction++;
      } else if (code === point && fraction < 0) fraction = 0;
      else break;
    }
    const isLeading = bytes[start] === 48 && at - start > 1 && bytes[start + 1] !== point;
    if (digits === 0 || fraction === 0 || isLeading || bytes[start] === point) return Number.NaN;
    const code = bytes[at];
    if (code === 101 || code === 69) return Number.NaN;
    this.#at = at;
    const size = fraction > 0 ? whole / 10 ** fraction : whole;
    return isNegative ? -size : size;
  }

  #skipTo(wanted: number, end: number): boolean {
    while (this.#at < end && isBlank(this.#bytes[this.#at]!)) this.#at++;
    return this.#bytes[this.#at++] === wanted && this.#at <= end;
  }

  /** The end of a string without escapes in plain ASCII, and moves past its quote; -1 for any other. */
  #plainEnd(end: number): number {
    const bytes = this.#bytes;
    for (let at = this.#at; at < end; at++) {
      const code = bytes[at]!;
      if (code === quote) {
        this.#at = at + 1;
        return at;
      }
      if (code === 92 || code >= 128 || code < 32) return -1;
    }
    return -1;
  }

  #parse(text: string): void {
    const found = parsed(text);
    const { line } = this;
    line.at =
      typeof found.at === 'string'
        ? instantOf(found.at)
        : typeof found.at === 'number'
          ? found.at
          : Number.NaN;
    if (!Number.isFinite(line.at))
      throw new BadInput(`"at" is no time; write epoch milliseconds or "2026-01-01T00:00:00Z"`);
    this.#from = this.#to = 0;
    this.#written = JSON.stringify(found.at);
    line.isTick = found.tick === true;
    if (line.isTick) return;
    line.device = this.#nameOf(found, 'device');
    line.channel = this.#nameOf(found, 'channel');
    if (typeof found.value !== 'number' || !Number.isFinite(found.value))
      throw new BadInput('"value" is no number; leave out readings that were not taken');
    line.value = found.value;
  }

  #nameOf(found: Record<string, unknown>, key: 'device' | 'channel'): Name {
    const text = found[key];
    if (typeof text !== 'string' || text === '')
      throw new BadInput(`"${key}" is missing; write its name as a string`);
    let name = this.#slow.get(text);
    if (name === undefined) {
      name = { text, json: JSON.stringify(text) };
      this.#slow.set(text, name);
    }
    return name;
  }
}

function parsed(text: string): Record<string, unknown> {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new BadInput(`this is not JSON: ${text.slice(0, 60)}`);
  }
  if (found === null || typeof found !== 'object' || Array.isArray(found))
    throw new BadInput(
      'write one object a line: {"device", "channel", "at", "value"} or {"at", "tick": true}',
    );
  return found as Record<string, unknown>;
}
