import type { Finding } from '../../domain/iot/finding.ts';
import type { Watch } from '../../domain/iot/watch.ts';
import { BadInput } from './bad-input.ts';
import { LineReader } from './line.ts';

const longest = 1 << 20;
const newline = 10;

/** Nothing but spaces, and perhaps a carriage return. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 32) return false;
  return true;
}

/** Turns pieces of NDJSON input into lines of output, whatever way the input is cut. */
export class Detection {
  readonly #reader = new LineReader();
  readonly #watch: Watch;
  readonly #everyScore: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #lines = 0;

  constructor(watch: Watch, everyScore: boolean) {
    this.#watch = watch;
    this.#everyScore = everyScore;
  }

  /** Takes a piece of the input; yields what it leads to. Throws BadInput, naming the line, after yielding what came before. */
  *take(piece: Buffer): Generator<string> {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    let start = 0;
    let written = '';
    try {
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        written += this.#one(bytes, start, end);
        start = end + 1;
      }
    } finally {
      if (written !== '') yield written;
    }
    this.#rest = start === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(start));
    if (this.#rest.length > longest)
      throw new BadInput(`line ${this.#lines + 1} is longer than ${longest} bytes`);
  }

  /** The last line may lack its newline. */
  *end(): Generator<string> {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    const written = this.#one(rest, 0, rest.length);
    if (written !== '') yield written;
  }

  #one(bytes: Buffer, start: number, end: number): string {
    this.#lines++;
    if (isBlank(bytes, start, end)) return '';
    const { line } = this.#reader;
    try {
      this.#reader.read(bytes, start, end);
    } catch (error) {
      if (error instanceof BadInput) throw new BadInput(`line ${this.#lines}: ${error.message}`);
      throw error;
    }
    if (line.isTick) return this.#everyScore ? this.#tick(line.at) : this.#told(this.#watch.tick(line.at));
    const { score, kind, findings } = this.#watch.observe(
      line.device.text,
      line.channel.text,
      line.at,
      line.value,
    );
    if (!this.#everyScore) return findings.length === 0 ? '' : this.#told(findings);
    const rounded = Math.round(score * 1e6) / 1e6;
    const named = kind === null ? '' : `,"kind":"${kind}"`;
    return `{"device":${line.device.json},"channel":${line.channel.json},"at":${line.atJson()},"score":${rounded}${named}}\n`;
  }

  #tick(at: number): string {
    this.#watch.tick(at);
    return '';
  }

  #told(findings: readonly Finding[]): string {
    const at = this.#reader.line.atJson();
    let written = '';
    for (const { device, channel, state, kind, severity, score, detail } of findings) {
      const [head, tail] = [
        JSON.stringify({ device, channel }),
        JSON.stringify({ state, kind, severity, score: Math.round(score * 1e6) / 1e6, detail }),
      ];
      written += `${head.slice(0, -1)},"at":${at},${tail.slice(1)}\n`;
    }
    return written;
  }
}
