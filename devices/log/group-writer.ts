import type { FileHandle } from 'node:fs/promises';
import type { SegmentCipher } from './cipher.ts';
import { frameGroup, groupHeaderBytes } from './group.ts';
import { type Arrival, type Kept, LogUnavailable } from './reading-log.ts';
import { sizeLimitOf, writeRecord } from './record.ts';

/** A message that waits to be on disk, and whoever waits for that. */
export interface Waiting {
  readonly arrival: Arrival;
  readonly key: Uint8Array;
  readonly kept: (position: number) => void;
  readonly failed: (error: Error) => void;
}

/** Where groups go: the segment being written. Tests put a failing disk in its place. */
export interface Disk {
  write(file: FileHandle, bytes: Buffer, at: number): Promise<void>;
  sync(file: FileHandle): Promise<void>;
}

/** The real disk. */
export const realDisk: Disk = {
  async write(file, bytes, at) {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written);
      written += bytesWritten;
    }
  },
  sync: (file) => file.datasync(),
};

/** A group that is being gathered: its messages stand in the buffer as they will on disk. */
export class Gathering {
  readonly waiting: Waiting[] = [];
  #room: Buffer;
  #end = groupHeaderBytes;

  constructor(room: Buffer) {
    this.#room = room;
  }

  get bytes(): number {
    return this.#end - groupHeaderBytes;
  }

  /** The buffer, for the next group once this one is on disk; one that grew large is not kept. */
  get room(): Buffer {
    return this.#room;
  }

  add(one: Waiting): void {
    const needed = this.#end + sizeLimitOf(one.arrival);
    if (needed > this.#room.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#room.length));
      this.#room.copy(larger, 0, 0, this.#end);
      this.#room = larger;
    }
    this.#end = writeRecord(this.#room, this.#end, one.arrival, one.key);
    this.waiting.push(one);
  }

  framed(at: { readonly first: number; readonly offset: number }, cipher: SegmentCipher | null): Buffer {
    const group = { end: this.#end, count: this.waiting.length, first: at.first, at: at.offset };
    return frameGroup(this.#room, group, cipher);
  }

  /** The messages as the log holds them, once it does. */
  keptFrom(first: number): Kept[] {
    return this.waiting.map(({ arrival }, nth) => {
      const { resend: _, ...rest } = arrival;
      return { position: first + nth, ...rest };
    });
  }

  fail(cause: unknown): void {
    const why = cause instanceof Error ? cause.message : String(cause);
    const error = new LogUnavailable(`the telemetry log could not be written: ${why}`, { cause });
    for (const { failed } of this.waiting) failed(error);
  }
}

/** How large a buffer is at first, and the largest that is used again. */
export const roomBytes = 64 * 1024;
export const keptRoomBytes = 4 * 1024 * 1024;
