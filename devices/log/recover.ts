import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { groupHeaderBytes, readHeader } from './group.ts';
import { GroupReader, recordsOf } from './group-reader.ts';
import type { LogWords } from './log-words.ts';
import { KeyTable } from './seen/key-table.ts';
import { readSegmentHeader, type SegmentHeader, segmentHeaderBytes } from './segment-file.ts';
import { SegmentIndex } from './segment-index.ts';

/** A segment read from its first byte: its index, and the keys of its messages. */
export interface Recovered {
  readonly header: SegmentHeader;
  readonly index: SegmentIndex;
  readonly keys: KeyTable;
}

/**
 * Reads a segment whose index is missing: the one a killed process was writing. What lies behind the last whole group was
 * never acknowledged and is cut; damage in the middle is stepped over and counted. Null when there was no message in it.
 */
export async function recoverSegment(
  path: string,
  of: { readonly first: number; readonly keys: readonly Uint8Array[]; readonly log: LogWords },
): Promise<Recovered | null> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const header = await readSegmentHeader(file, of.keys);
    const index = new SegmentIndex(of.first);
    const keys = new KeyTable();
    // Without its header a sealed segment is lost, but one that is not sealed can still be read.
    const reader = new GroupReader(file, { cipher: header?.cipher ?? null, end: size });
    const end = await readGroups(reader, { index, keys, size, path, log: of.log });
    const isEmpty = index.extent.end === of.first;
    if (isEmpty && !header && size > segmentHeaderBytes) {
      of.log.error({ path }, 'a telemetry segment cannot be read at all; it is set aside as .damaged');
      await rename(path, `${path}.damaged`);
      return null;
    }
    if (end < size) await cut(file, { end, size, path, log: of.log });
    if (isEmpty) await rm(path);
    return isEmpty
      ? null
      : { header: header ?? { first: of.first, createdAt: 0, cipher: null }, index, keys };
  } finally {
    await file.close();
  }
}

interface Reading {
  readonly index: SegmentIndex;
  readonly keys: KeyTable;
  readonly size: number;
  readonly path: string;
  readonly log: LogWords;
}

/** Reads group after group; answers where the last whole one ends. */
async function readGroups(reader: GroupReader, { index, keys, size, path, log }: Reading): Promise<number> {
  let at = segmentHeaderBytes;
  while (at < size) {
    const group = await reader.groupAt(at);
    if (group) {
      index.begin(group.first, at);
      for (const { kept, key } of recordsOf(group)) {
        index.add(kept, at);
        keys.add(key);
      }
      at = group.end;
      index.finish(group.first + group.count, at);
      continue;
    }
    const next = await reader.nextGroup(at);
    const behind = next < 0 ? null : await reader.groupAt(next);
    if (!behind) return at;
    const lost = behind.first - index.extent.end;
    log.error(
      { path, at, bytes: next - at, messages: lost },
      'telemetry was damaged on disk; stepped over it',
    );
    index.lose(lost);
    at = next;
  }
  return at;
}

async function cut(
  file: FileHandle,
  { end, size, path, log }: { end: number; size: number; path: string; log: LogWords },
): Promise<void> {
  const head = Buffer.alloc(groupHeaderBytes);
  await file.read(head, 0, head.length, end);
  const header = readHeader(head, 0);
  const isWhole = header !== null && end + groupHeaderBytes + header.length === size;
  if (isWhole)
    log.error(
      { path, at: end, messages: header.count },
      'the last telemetry group fails its checksum; it is cut',
    );
  else log.warn({ path, at: end, bytes: size - end }, 'an unfinished write at the end of telemetry is cut');
  await file.truncate(end);
  await file.datasync();
}
