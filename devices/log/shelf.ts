import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Active } from './committer.ts';
import { readIndexFile } from './index-file.ts';
import type { LogWords } from './log-words.ts';
import { recoverSegment } from './recover.ts';
import { SeenKeys } from './seen/seen-keys.ts';
import { closedSegment, indexPath, openSegment, type Segment, settleSegment } from './segment.ts';
import { firstOf, readSegmentHeader } from './segment-file.ts';

const filterBitsPerKey = 10;

export interface ShelfDeps {
  readonly folder: string;
  readonly keys: readonly Uint8Array[];
  readonly log: LogWords;
  readonly retention: { readonly ageMs: number; readonly bytes: number };
  readonly now: () => number;
}

/** The segments of the log, oldest first, and what is known of all their messages. */
export class Shelf {
  readonly #deps: ShelfDeps;
  readonly seen: SeenKeys;
  #segments: Segment[] = [];
  #settling: Promise<void> = Promise.resolve();
  /** What could not be put in order, such as an index for which there was no room; tried again with each round. */
  readonly #unsettled: (() => Promise<unknown>)[] = [];

  constructor(deps: ShelfDeps) {
    this.#deps = deps;
    this.seen = new SeenKeys(deps.folder, filterBitsPerKey);
  }

  /** Takes up what a former process left: whole, cut back or set aside, so that every segment has its index and keys. */
  async load(): Promise<void> {
    const { folder } = this.#deps;
    const names = await readdir(folder);
    for (const name of names) if (name.endsWith('.part')) await rm(join(folder, name));
    await this.seen.load();
    const firsts = names.map(firstOf).filter((first) => first !== null);
    for (const first of firsts.sort((a, b) => a - b)) {
      const segment = await this.#take(first, join(folder, `${String(first).padStart(16, '0')}.log`));
      if (segment) this.#segments.push(segment);
    }
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The segment that holds a position, or the next one that has any. */
  at(position: number): Segment | undefined {
    return this.#segments.find(({ extent }) => extent.end > position);
  }

  get start(): number {
    return this.#segments[0]?.first ?? 0;
  }

  get end(): number {
    return this.#segments.at(-1)?.extent.end ?? 0;
  }

  get sizeBytes(): number {
    return this.#segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, this.seen.sizeBytes);
  }

  opened(active: Active): void {
    this.#segments.push(openSegment(active.path, active));
  }

  /** A segment is full or ended: its index and keys go to disk behind the gateway's back, and readers change over. */
  closed(active: Active): void {
    const { first } = active.index;
    if (active.index.extent.end === first) {
      this.#segments = this.#segments.filter((one) => one.first !== first);
      this.#later(() => rm(active.path, { force: true }));
      return;
    }
    this.seen.close(first);
    this.#later(async () => {
      const settled = await settleSegment(active.path, active);
      this.#segments = this.#segments.map((one) => (one.first === first ? settled : one));
      await this.seen.settle(first, active.index.extent.end);
      await this.#retire();
    });
  }

  /** Removes what is older or more than is to be kept; the newest segment always stays. */
  retire(): void {
    this.#later(() => this.#retire());
    for (const work of this.#unsettled.splice(0)) this.#later(work);
  }

  /** Makes the index of a closed segment again, from the segment itself. */
  async mend(path: string): Promise<void> {
    const damaged = this.#segments.find((segment) => indexPath(segment.path) === path);
    if (!damaged) return;
    const { keys, log } = this.#deps;
    const recovered = await recoverSegment(damaged.path, { first: damaged.first, keys, log });
    if (!recovered) return;
    const settled = await settleSegment(damaged.path, recovered);
    this.#segments = this.#segments.map((one) => (one === damaged ? settled : one));
    log.warn({ path }, 'the index of a telemetry segment was damaged; it was made again');
  }

  async settled(): Promise<void> {
    await this.#settling;
  }

  async #take(first: number, path: string): Promise<Segment | null> {
    const { keys, log } = this.#deps;
    const index = await readIndexFile(indexPath(path));
    if (index && this.seen.covers(first, index.extent.end)) {
      const file = await open(path, 'r');
      const header = await readSegmentHeader(file, keys).finally(() => file.close());
      if (header) return closedSegment(path, { header, index });
    }
    const recovered = await recoverSegment(path, { first, keys, log });
    if (!recovered) return null;
    const { end } = recovered.index.extent;
    log.info({ path, messages: end - first }, 'a telemetry segment was read again after an unclean end');
    const settled = await settleSegment(path, recovered);
    if (!this.seen.covers(first, end)) await this.seen.adopt(recovered.keys, first, end);
    return settled;
  }

  #later(work: () => Promise<unknown>): void {
    const failed = (error: unknown) => {
      this.#deps.log.error(
        { err: error },
        'a telemetry segment could not be put in order; it is tried again',
      );
      this.#unsettled.push(work);
    };
    this.#settling = this.#settling.then(work).then(() => undefined, failed);
  }

  async #retire(): Promise<void> {
    const { retention, now, log } = this.#deps;
    const oldest = now() - retention.ageMs;
    while (this.#segments.length > 1) {
      const segment = this.#segments[0]!;
      const isOld = segment.extent.newestArrivedAt < oldest;
      if (!isOld && this.sizeBytes <= retention.bytes) return;
      this.#segments = this.#segments.slice(1);
      await segment.remove();
      await this.seen.retire(this.start);
      log.info({ path: segment.path, because: isOld ? 'age' : 'size' }, 'a telemetry segment was retired');
    }
  }
}
