import type { FileHandle } from 'node:fs/promises';
import { type Disk, Gathering, keptRoomBytes, roomBytes, type Waiting } from './group-writer.ts';
import type { LogWords } from './log-words.ts';
import { type Arrival, type Kept, LogUnavailable } from './reading-log.ts';
import { createSegment, type SegmentHeader, segmentHeaderBytes } from './segment-file.ts';
import { SegmentIndex } from './segment-index.ts';

const mendEveryMs = 1000;
const crowd = { messages: 2000, bytes: 4 * 1024 * 1024 } as const;

/** The segment being written. */
export interface Active {
  readonly file: FileHandle;
  readonly path: string;
  readonly header: SegmentHeader;
  readonly index: SegmentIndex;
  /** Where the next group goes: all before it is on disk. */
  offset: number;
}

export interface CommitterDeps {
  readonly folder: string;
  readonly key: Uint8Array | undefined;
  readonly segmentBytes: number;
  readonly now: () => number;
  readonly log: LogWords;
  readonly disk: Disk;
  /** The position of the next message. */
  readonly next: number;
  /** Told in order; whoever appended is told afterwards. */
  readonly onOpened: (active: Active) => void;
  readonly onCommitted: (kept: readonly Kept[], waiting: readonly Waiting[], bytes: number) => void;
  readonly onClosed: (active: Active) => void;
}

/**
 * Puts messages on disk: while one group is written and synced, the next is gathered. When the disk fails, everybody who
 * waits is refused, the segment is cut back to what was acknowledged and closed, and a new one is tried each second.
 */
export class Committer {
  readonly #deps: CommitterDeps;
  #gathering = new Gathering(Buffer.allocUnsafe(roomBytes));
  #spare: Buffer | undefined = Buffer.allocUnsafe(roomBytes);
  #active: Active | undefined;
  #next: number;
  #flying = 0;
  #running: Promise<void> | undefined;
  #problem: string | undefined;
  #mending: NodeJS.Timeout | undefined;
  #isFinished = false;

  constructor(deps: CommitterDeps) {
    this.#deps = deps;
    this.#next = deps.next;
  }

  get next(): number {
    return this.#next;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  isCrowded(): boolean {
    const { waiting, bytes } = this.#gathering;
    return waiting.length + this.#flying > crowd.messages || bytes > crowd.bytes;
  }

  /** Resolves with the message's position once it is on disk. */
  add(arrival: Arrival, key: Uint8Array): Promise<number> {
    return new Promise<number>((kept, failed) => {
      if (this.#isFinished) return failed(new LogUnavailable('the telemetry log is closed'));
      if (this.#problem !== undefined) return failed(this.#refusal());
      this.#gathering.add({ arrival, key, kept, failed });
      // What arrives in the same turn of the event loop goes to disk together.
      this.#running ??= new Promise<void>((done) => setImmediate(() => this.#run().finally(done)));
    });
  }

  /** Ends the segment being written, so that its index is written and the next message begins a new one. */
  async finish(): Promise<void> {
    this.#isFinished = true;
    await this.#running;
    clearTimeout(this.#mending);
    this.#mending = undefined;
    const active = this.#active;
    if (!active) return;
    if (this.#problem !== undefined) await this.#cutBack(active);
    await this.#close(active);
  }

  async #run(): Promise<void> {
    while (this.#gathering.waiting.length > 0) {
      const group = this.#take();
      try {
        await this.#commit(group);
      } catch (error) {
        this.#fail(group, error);
      }
      this.#flying = 0;
      if (group.room.length <= keptRoomBytes) this.#spare = group.room;
    }
    this.#running = undefined;
  }

  #take(): Gathering {
    const group = this.#gathering;
    this.#flying = group.waiting.length;
    this.#gathering = new Gathering(this.#spare ?? Buffer.allocUnsafe(roomBytes));
    this.#spare = undefined;
    return group;
  }

  async #commit(group: Gathering): Promise<void> {
    const active = await this.#room();
    const { header, offset, file, index } = active;
    const framed = group.framed({ first: this.#next, offset }, header.cipher);
    await this.#deps.disk.write(file, framed, offset);
    await this.#deps.disk.sync(file);
    const first = this.#next;
    const kept = group.keptFrom(first);
    index.begin(first, offset);
    for (const one of kept) index.add(one, offset);
    active.offset += framed.length;
    this.#next += kept.length;
    index.finish(this.#next, active.offset);
    this.#deps.onCommitted(kept, group.waiting, framed.length);
    for (const [nth, { kept: tell }] of group.waiting.entries()) tell(first + nth);
  }

  /** The segment to write to: a new one when there is none, or the last is full. */
  async #room(): Promise<Active> {
    if (this.#active && this.#active.offset >= this.#deps.segmentBytes) await this.#close(this.#active);
    if (this.#active) return this.#active;
    const { folder, key, now } = this.#deps;
    const made = await createSegment(folder, { first: this.#next, createdAt: now(), key });
    this.#active = { ...made, index: new SegmentIndex(this.#next), offset: segmentHeaderBytes };
    this.#deps.onOpened(this.#active);
    return this.#active;
  }

  async #close(active: Active): Promise<void> {
    this.#active = undefined;
    await active.file.close();
    this.#deps.onClosed(active);
  }

  #refusal(): LogUnavailable {
    return new LogUnavailable(`the telemetry log cannot be written: ${this.#problem}`);
  }

  #fail(group: Gathering, error: unknown): void {
    this.#problem = error instanceof Error ? error.message : String(error);
    this.#deps.log.error({ err: error }, 'the telemetry log cannot be written; nothing is acknowledged');
    group.fail(error);
    this.#gathering.fail(error);
    this.#gathering = new Gathering(this.#gathering.room);
    this.#mending ??= setTimeout(() => void this.#mend(), mendEveryMs).unref();
  }

  // After a failed sync nobody knows what of it is on disk: it is cut off, for it may not come back as if it were kept.
  async #cutBack({ file, offset }: Active): Promise<void> {
    await file.truncate(offset);
    await this.#deps.disk.sync(file);
  }

  async #mend(): Promise<void> {
    this.#mending = undefined;
    try {
      const broken = this.#active;
      if (broken) {
        await this.#cutBack(broken);
        await this.#close(broken);
      }
      await this.#deps.disk.sync((await this.#room()).file);
      this.#problem = undefined;
      this.#deps.log.info({}, 'the telemetry log can be written again');
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
      this.#mending = setTimeout(() => void this.#mend(), mendEveryMs).unref();
    }
  }
}
