import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyRun, openKeyRun, type RunContent, writeKeyRun } from './key-run.ts';
import { KeyTable } from './key-table.ts';
import { mergedKeys } from './merge-keys.ts';

/** When there are more runs than this, the neighbours that are cheapest to merge become one. */
const mostRuns = 24;
const mergedAtOnce = 8;

/**
 * Which messages are in the log already, over all of it: the newest segment's keys in a table, those of closed segments in
 * sorted runs on disk behind filters. Small runs are merged into larger ones, so that a look asks few of them.
 */
export class SeenKeys {
  readonly #folder: string;
  readonly #bitsPerKey: number;
  #table = new KeyTable();
  /** Tables of closed segments whose run is not written yet, by the segment's first position. */
  readonly #closing = new Map<number, KeyTable>();
  /** Oldest first. */
  #runs: KeyRun[] = [];

  constructor(folder: string, bitsPerKey: number) {
    this.#folder = folder;
    this.#bitsPerKey = bitsPerKey;
  }

  /** Takes up the runs a former process left, and throws away what a larger run has replaced. */
  async load(): Promise<void> {
    const named = (await readdir(this.#folder)).map(spanOf).filter((span) => span !== null);
    named.sort((a, b) => a.first - b.first || b.end - a.end);
    let covered = -1;
    for (const { first, end } of named) {
      const path = this.#pathOf(first, end);
      const run = end <= covered ? null : await openKeyRun(path);
      if (!run) await rm(path, { force: true });
      else {
        this.#runs.push(run);
        covered = end;
      }
    }
  }

  /** Whether the keys of a closed segment are known. */
  covers(first: number, end: number): boolean {
    return this.#runs.some((run) => run.first <= first && run.end >= end);
  }

  has(key: Uint8Array): boolean | Promise<boolean> {
    if (this.#table.has(key)) return true;
    for (const table of this.#closing.values()) if (table.has(key)) return true;
    let asked: Promise<boolean>[] | undefined;
    for (const run of this.#runs) {
      const answer = run.has(key);
      if (answer === false) continue;
      asked ??= [];
      asked.push(answer);
    }
    return asked ? Promise.all(asked).then((answers) => answers.includes(true)) : false;
  }

  add(key: Uint8Array): void {
    this.#table.add(key);
  }

  /** The segment that began at `first` is closed: what was added since then is its own. */
  close(first: number): void {
    this.#closing.set(first, this.#table);
    this.#table = new KeyTable(this.#table.slots);
  }

  /** Writes the run of a closed segment, and merges runs while there are enough of one size. */
  async settle(first: number, end: number): Promise<void> {
    const table = this.#closing.get(first);
    if (!table) return;
    await this.adopt(table, first, end);
    this.#closing.delete(first);
  }

  /** Writes the run of a segment that was read again after an unclean end. */
  async adopt(table: KeyTable, first: number, end: number): Promise<void> {
    await this.#write({ first, end, atMost: table.size, chunks: table.sorted() }, []);
    await this.#merge();
  }

  /** Forgets keys of messages that are no longer kept, once a whole run of them is gone. */
  async retire(before: number): Promise<void> {
    const gone = this.#runs.filter((run) => run.end <= before);
    this.#runs = this.#runs.filter((run) => run.end > before);
    await this.#remove(gone);
  }

  get sizeBytes(): number {
    return this.#runs.reduce((sum, { count }) => sum + count * (12 + this.#bitsPerKey / 8), 0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#runs.map((run) => run.close()));
    this.#runs = [];
  }

  async #merge(): Promise<void> {
    if (this.#runs.length <= mostRuns) return;
    const starts = this.#runs.slice(0, 1 - mergedAtOnce).map((_, at) => at);
    const costAt = (at: number) =>
      this.#runs.slice(at, at + mergedAtOnce).reduce((sum, { count }) => sum + count, 0);
    const cheapest = starts.reduce((best, at) => (costAt(at) <= costAt(best) ? at : best));
    const merged = this.#runs.slice(cheapest, cheapest + mergedAtOnce);
    const [first, end] = [merged[0]!.first, merged.at(-1)!.end];
    await this.#write({ first, end, atMost: costAt(cheapest), chunks: mergedKeys(merged) }, merged);
  }

  async #write(content: Omit<RunContent, 'bitsPerKey'>, replaced: readonly KeyRun[]): Promise<void> {
    const path = this.#pathOf(content.first, content.end);
    await writeKeyRun(path, { ...content, bitsPerKey: this.#bitsPerKey });
    const run = await openKeyRun(path);
    if (!run) throw new Error(`${path} cannot be read back`);
    this.#runs = [...this.#runs.filter((old) => !replaced.includes(old)), run].sort(
      (a, b) => a.first - b.first,
    );
    await this.#remove(replaced.filter((old) => old.path !== path));
  }

  async #remove(runs: readonly KeyRun[]): Promise<void> {
    for (const run of runs) {
      await run.close();
      await rm(run.path, { force: true });
    }
  }

  #pathOf(first: number, end: number): string {
    return join(this.#folder, `${digits(first)}-${digits(end)}.keys`);
  }
}

const digits = (position: number): string => String(position).padStart(16, '0');

function spanOf(name: string): { first: number; end: number } | null {
  const [, first, end] = /^(\d{16})-(\d{16})\.keys$/.exec(name) ?? [];
  return first && end ? { first: Number(first), end: Number(end) } : null;
}
