import { mkdir } from 'node:fs/promises';
import { Committer } from './committer.ts';
import { lockFolder } from './folder-lock.ts';
import { type Disk, realDisk } from './group-writer.ts';
import { DamagedIndex } from './index-file.ts';
import type { LogWords } from './log-words.ts';
import { readDevice, readOnward, readQuarantine } from './read-device.ts';
import type { Arrival, Kept, LogHealth, ReadingLog } from './reading-log.ts';
import { Recent } from './recent.ts';
import { keyOf, repeatKeys } from './seen/repeats.ts';
import { Shelf } from './shelf.ts';

/** How a log is kept. */
export interface LogOptions {
  readonly folder: string;
  /** 32 bytes each: the first seals what is written, all open what was; none leaves it readable. */
  readonly keys: readonly Uint8Array[];
  readonly retention: { readonly ageMs: number; readonly bytes: number };
  /** Epoch milliseconds of the product's clock. */
  readonly now: () => number;
  readonly log: LogWords;
  /** A segment is closed when it is longer than this. */
  readonly segmentBytes?: number;
  readonly disk?: Disk;
}

const retireEveryMs = 60_000;
const longestName = 1000;
const repeat = { isNew: false, position: -1 } as const;

/**
 * Opens the log in its folder: takes up what is there, cuts what a kill left unfinished, and begins a new segment with the
 * first message. Throws LogInUse when another process has it, WrongRestKey when a key is missing.
 */
export async function openLog(options: LogOptions): Promise<ReadingLog> {
  await mkdir(options.folder, { recursive: true });
  const lock = await lockFolder(options.folder);
  const shelf = new Shelf(options);
  try {
    await shelf.load();
    return new FileLog(options, shelf, lock);
  } catch (error) {
    await shelf.seen.stop();
    await lock.release();
    throw error;
  }
}

class FileLog implements ReadingLog {
  readonly #options: LogOptions;
  readonly #shelf: Shelf;
  readonly #lock: { release(): Promise<void> };
  readonly #committer: Committer;
  readonly #recent = new Recent();
  readonly #listeners = new Set<() => void>();
  /** Messages on their way to disk, so that a repeat which overtakes its first is one as well. */
  readonly #flying = new Map<string, Promise<unknown>>();
  readonly #retiring: NodeJS.Timeout;
  readonly #counts = { kept: 0, repeats: 0 };

  constructor(options: LogOptions, shelf: Shelf, lock: { release(): Promise<void> }) {
    this.#options = options;
    this.#shelf = shelf;
    this.#lock = lock;
    this.#committer = new Committer({
      folder: options.folder,
      key: options.keys[0],
      segmentBytes: options.segmentBytes ?? 64 * 1024 * 1024,
      now: options.now,
      log: options.log,
      disk: options.disk ?? realDisk,
      next: shelf.end,
      onOpened: (active) => shelf.opened(active),
      onClosed: (active) => shelf.closed(active),
      onCommitted: (kept, waiting, bytes) => {
        for (const { key } of waiting) shelf.seen.add(key);
        this.#committed(kept, bytes);
      },
    });
    this.#retiring = setInterval(() => shelf.retire(), retireEveryMs).unref();
    shelf.retire();
  }

  append(arrival: Arrival): Promise<{ readonly isNew: boolean; readonly position: number }> {
    const problem = problemOf(arrival);
    if (problem) return Promise.reject(new RangeError(problem));
    const key = keyOf(arrival);
    const repeats = repeatKeys(arrival, key);
    for (const one of repeats) {
      const flying = this.#flying.get(one.toString('latin1'));
      if (flying) return flying.then(() => this.#repeat());
    }
    const known = this.#isKnown(repeats);
    if (known === true) return Promise.resolve(this.#repeat());
    const keeping =
      known === false
        ? this.#keep(arrival, key)
        : known.then((isKnown) => (isKnown ? this.#repeat() : this.#keep(arrival, key)));
    return this.#fly(key.toString('latin1'), keeping);
  }

  isCrowded(): boolean {
    return this.#committer.isCrowded();
  }

  async readFrom(position: number, most: number): Promise<{ batches: readonly Kept[]; next: number }> {
    const from = Math.max(0, Math.min(Math.max(position, this.start), this.end));
    if (from >= this.end || most < 1) return { batches: [], next: from };
    const recent = this.#recent.from(from, most);
    if (recent) return { batches: recent, next: from + recent.length };
    const segment = this.#shelf.at(from);
    if (!segment) return { batches: [], next: from };
    const batches = await this.#sturdy(async () => {
      const found = this.#shelf.at(from);
      return found === undefined || found.first > from ? [] : readOnward(found, from, most);
    });
    // Behind damage, or a segment that has gone, the log goes on where the next segment begins.
    return { batches, next: (batches.at(-1)?.position ?? segment.extent.end - 1) + 1 };
  }

  async readDevice(device: string, asked: Parameters<ReadingLog['readDevice']>[1]) {
    return this.#sturdy(() => readDevice(this.#shelf.segments, device, asked));
  }

  readQuarantine(asked: Parameters<ReadingLog['readQuarantine']>[0]): Promise<readonly Kept[]> {
    return this.#sturdy(() => readQuarantine(this.#shelf.segments, asked));
  }

  onAppended(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get start(): number {
    return this.#shelf.start;
  }

  get end(): number {
    return this.#committer.next;
  }

  health(): LogHealth {
    const { problem } = this.#committer;
    const { segments, sizeBytes } = this.#shelf;
    return {
      state: problem === undefined ? 'ok' : 'failing',
      ...(problem === undefined ? {} : { problem }),
      segments: segments.length,
      sizeBytes: Math.round(sizeBytes),
      start: this.start,
      end: this.end,
      kept: this.#counts.kept,
      repeats: this.#counts.repeats,
      quarantined: segments.reduce((sum, { extent }) => sum + extent.quarantined, 0),
      damaged: segments.reduce((sum, { extent }) => sum + extent.damaged, 0),
      isEncrypted: this.#options.keys.length > 0,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#retiring);
    await this.#committer.finish();
    await this.#shelf.settled();
    await this.#shelf.seen.stop();
    await this.#lock.release();
  }

  /** Looks again when a segment was retired while it was read, or when its index had to be made again. */
  async #sturdy<T>(look: () => Promise<T>): Promise<T> {
    for (let times = 1; ; times++) {
      try {
        return await look();
      } catch (error) {
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (times > 3 || !(isGone || error instanceof DamagedIndex)) throw error;
        if (error instanceof DamagedIndex) await this.#shelf.mend(error.path);
      }
    }
  }

  #isKnown(keys: readonly Buffer[]): boolean | Promise<boolean> {
    const waiting: Promise<boolean>[] = [];
    for (const key of keys) {
      const answer = this.#shelf.seen.has(key);
      if (answer === true) return true;
      if (answer !== false) waiting.push(answer);
    }
    return waiting.length > 0 && Promise.all(waiting).then((answers) => answers.includes(true));
  }

  async #keep(arrival: Arrival, key: Buffer) {
    const position = await this.#committer.add(arrival, key);
    return { isNew: true, position };
  }

  #fly<T>(name: string, keeping: Promise<T>): Promise<T> {
    this.#flying.set(name, keeping);
    const landed = () => this.#flying.delete(name);
    keeping.then(landed, landed);
    return keeping;
  }

  #repeat(): typeof repeat {
    this.#counts.repeats++;
    return repeat;
  }

  #committed(kept: readonly Kept[], bytes: number): void {
    this.#recent.add(kept, bytes);
    this.#counts.kept += kept.length;
    for (const listener of this.#listeners) listener();
  }
}

/** What the log's form cannot hold; the ways in refuse it before with words of their own. */
function problemOf({ device, messageId, readings }: Arrival): string | null {
  if (device.length === 0 || device.length > longestName) return 'device: 1 to 1000 characters';
  if (messageId !== null && messageId.length > 20_000) return 'messageId: at most 20000 characters';
  if (readings.some(({ channel }) => channel.length > longestName)) return 'channel: at most 1000 characters';
  if (readings.length > 1_000_000) return 'readings: at most 1000000 in one message';
  return null;
}
