import { type FileHandle, open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Turn } from './ports.ts';

/** A turn with its place: it was carried out before the message at `position`. */
export interface Entry {
  readonly position: number;
  /** How far the product's event log was followed, this turn included. */
  readonly seq: number;
  readonly turn: Turn;
}

/** The turns since the last snapshot, on disk before they are carried out. */
export interface Journal {
  /** What it held when it was opened. */
  readonly entries: readonly Entry[];
  /** Resolves when all of them are on disk. */
  append(entries: readonly Entry[]): Promise<void>;
  close(): Promise<void>;
}

const lineOf = (entry: Entry): string => {
  const text = JSON.stringify(entry);
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
};

/**
 * Opens a journal, or begins it. A kill in the middle of a write leaves half a line at the end: what it tells was not
 * carried out yet, so it is cut off.
 */
export async function openJournal(path: string): Promise<Journal> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const { entries, length } = wholeLines(text);
  const file = await open(path, 'a');
  await file.truncate(length);
  await file.sync();
  let size = length;
  return {
    entries,
    append: async (more) => {
      if (more.length === 0) return;
      const lines = Buffer.from(more.map(lineOf).join(''));
      await written(file, lines, size);
      size += lines.byteLength;
    },
    close: () => file.close(),
  };
}

/** Writes whole lines or none: behind half a line nothing would be found again. */
async function written(file: FileHandle, lines: Buffer, size: number): Promise<void> {
  try {
    await file.truncate(size); // what a failed try may have left
    await file.appendFile(lines);
    await file.datasync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined); // tried again before the next line
    throw error;
  }
}

function wholeLines(text: string): { readonly entries: readonly Entry[]; readonly length: number } {
  const entries: Entry[] = [];
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    const entry = entryOf(text.slice(from, end));
    if (!entry) break;
    entries.push(entry);
    from = end + 1;
  }
  return { entries, length: Buffer.byteLength(text.slice(0, from)) };
}

function entryOf(line: string): Entry | null {
  const text = line.slice(9);
  return Number.parseInt(line.slice(0, 8), 16) === crc32(text) ? (JSON.parse(text) as Entry) : null;
}
