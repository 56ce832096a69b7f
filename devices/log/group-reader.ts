import type { FileHandle } from 'node:fs/promises';
import type { SegmentCipher } from './cipher.ts';
import { type Group, groupHeaderBytes, nextMark, openGroup, readHeader } from './group.ts';
import { type ReadRecord, readRecord } from './record.ts';

/** How much a reader looks at in one go: one who reads on, and one who jumps from group to group. */
export const windows = { onward: 256 * 1024, jumping: 16 * 1024 } as const;

/** Reads groups of one segment through a window, so that neighbours cost one look at the disk. */
export class GroupReader {
  readonly #file: FileHandle;
  readonly #cipher: SegmentCipher | null;
  /** Bytes beyond this are not on disk yet, or were cut. */
  readonly #end: number;
  readonly #ahead: number;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(
    file: FileHandle,
    of: { readonly cipher: SegmentCipher | null; readonly end: number; readonly ahead?: number },
  ) {
    this.#file = file;
    this.#cipher = of.cipher;
    this.#end = of.end;
    this.#ahead = of.ahead ?? windows.onward;
  }

  /** The group that begins at `at`, or null when none does, or it is damaged. */
  async groupAt(at: number): Promise<Group | null> {
    const header = readHeader(await this.#bytes(at, groupHeaderBytes), 0);
    if (!header) return null;
    const bytes = await this.#bytes(at, groupHeaderBytes + header.length);
    return openGroup(bytes, at, this.#cipher);
  }

  /** The next place after `at` where a whole group begins, or -1: what is left behind damage. */
  async nextGroup(at: number): Promise<number> {
    for (let from = at + 1; from < this.#end; ) {
      const bytes = await this.#bytes(from, Math.min(this.#ahead, this.#end - from));
      const mark = nextMark(bytes, 0);
      if (mark >= 0 && (await this.groupAt(from + mark))) return from + mark;
      if (mark < 0 && from + bytes.length >= this.#end) return -1;
      from += mark >= 0 ? mark + 1 : Math.max(1, bytes.length - 3);
    }
    return -1;
  }

  async #bytes(at: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.#end - at));
    const offset = at - this.#from;
    if (offset >= 0 && offset + wanted <= this.#window.length)
      return this.#window.subarray(offset, offset + wanted);
    const size = Math.max(0, Math.min(Math.max(wanted, this.#ahead), this.#end - at));
    const room = Buffer.allocUnsafe(size);
    let read = 0;
    while (read < size) {
      const { bytesRead } = await this.#file.read(room, read, size - read, at + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    this.#window = room.subarray(0, read);
    this.#from = at;
    return this.#window.subarray(0, wanted);
  }
}

/** The messages of a group, in order. */
export function* recordsOf(group: Group): Generator<ReadRecord> {
  let at = 0;
  for (let nth = 0; nth < group.count; nth++) {
    const record = readRecord(group.content, at, group.first + nth);
    yield record;
    at = record.end;
  }
}
