import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { keyCheck, keyFor, type SegmentCipher, segmentCipher } from './cipher.ts';

/** The bytes before a segment's first group. */
export const segmentHeaderBytes = 64;

const magic = 'FLSEG001';

/** What a segment says of itself. */
export interface SegmentHeader {
  /** The position of its first message. */
  readonly first: number;
  readonly createdAt: number;
  readonly cipher: SegmentCipher | null;
}

/** A start that must not happen: the log is sealed under a key that was not given. */
export class WrongRestKey extends Error {}

/** Segments sort by name: the first position, in 16 digits. */
export const segmentName = (first: number): string => `${String(first).padStart(16, '0')}.log`;

/** The first position a file's name tells, or null for a file that is no segment. */
export function firstOf(name: string): number | null {
  const [, digits] = /^(\d{16})\.log$/.exec(name) ?? [];
  return digits === undefined ? null : Number(digits);
}

/**
 * Makes a new segment, so that it survives a power cut before anything is written to it: the file and its folder are
 * synced. A segment is written by one process from front to back and never opened for writing again.
 */
export async function createSegment(
  folder: string,
  made: { readonly first: number; readonly createdAt: number; readonly key: Uint8Array | undefined },
): Promise<{ readonly file: FileHandle; readonly header: SegmentHeader; readonly path: string }> {
  const path = join(folder, segmentName(made.first));
  const salt = randomBytes(16);
  const head = Buffer.alloc(segmentHeaderBytes);
  head.write(magic, 0, 'latin1');
  head.writeUInt8(made.key ? 1 : 0, 12);
  salt.copy(head, 16);
  if (made.key) keyCheck(made.key, salt).copy(head, 32);
  head.writeDoubleLE(made.first, 40);
  head.writeDoubleLE(made.createdAt, 48);
  head.writeUInt32LE(crc32(head.subarray(12)), 8);
  const file = await open(path, 'wx');
  try {
    await file.write(head, 0, head.length, 0);
    await file.datasync();
    await syncFolder(folder);
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  const cipher = made.key ? segmentCipher(made.key, salt) : null;
  return { file, path, header: { first: made.first, createdAt: made.createdAt, cipher } };
}

/** Reads a segment's header: null when the file ends before it or it is damaged. Throws WrongRestKey. */
export async function readSegmentHeader(
  file: FileHandle,
  keys: readonly Uint8Array[],
): Promise<SegmentHeader | null> {
  const head = Buffer.alloc(segmentHeaderBytes);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  if (bytesRead < head.length || head.toString('latin1', 0, 8) !== magic) return null;
  if (crc32(head.subarray(12)) !== head.readUInt32LE(8)) return null;
  const isSealed = head.readUInt8(12) === 1;
  const salt = head.subarray(16, 32);
  const key = isSealed ? keyFor(keys, salt, head.subarray(32, 40)) : undefined;
  if (isSealed && !key)
    throw new WrongRestKey(
      'DATA_ENCRYPTION_KEY: the telemetry log was written under a key that is not among those given; add the old key after the new one',
    );
  return {
    first: head.readDoubleLE(40),
    createdAt: head.readDoubleLE(48),
    cipher: key ? segmentCipher(key, salt) : null,
  };
}

/** A new name in a folder is on disk only when the folder is. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be synced there, and need not be
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
