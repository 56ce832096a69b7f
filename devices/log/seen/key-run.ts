import { type FileHandle, open, rename } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { keyBytes } from '../record.ts';
import { KeyFilter } from './key-filter.ts';
import { wordsOf } from './key-table.ts';

const magic = 'FLKEY001';
const headBytes = 48;
const fenceEvery = 256;
const chunkKeys = 1024; // a merge of eight runs puts eight chunks in order between two breaths

/** The keys of some closed segments, in order, on disk: a filter and every 256th key in memory answer nearly every look. */
export interface KeyRun {
  /** The positions it speaks of: from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
  readonly count: number;
  readonly path: string;
  /** False when certainly not; a promise when only the disk can tell. */
  has(key: Uint8Array): false | Promise<boolean>;
  /** The keys in order, some thousands at a time. */
  chunks(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** What a new run is made of. */
export interface RunContent {
  readonly first: number;
  readonly end: number;
  /** At most as many keys as the sources hold. */
  readonly atMost: number;
  readonly bitsPerKey: number;
  readonly chunks: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** Writes a run whole or not at all; breathes between chunks, because the gateway is at work meanwhile. */
export async function writeKeyRun(path: string, content: RunContent): Promise<void> {
  const filter = KeyFilter.sized(content.atMost, content.bitsPerKey);
  const filterBytes = bytesOf(filter.words);
  const file = await open(`${path}.part`, 'w');
  try {
    let at = headBytes + filterBytes.length;
    let checksum = 0;
    for await (const keys of content.chunks) {
      for (let nth = 0; nth < keys.length; nth += keyBytes) filter.add(keys, nth);
      checksum = crc32(keys, checksum);
      await file.write(keys, 0, keys.length, at);
      at += keys.length;
      await breathe();
    }
    const count = (at - headBytes - filterBytes.length) / keyBytes;
    const head = Buffer.alloc(headBytes);
    head.write(magic, 0, 'latin1');
    head.writeUInt32LE(filter.words.length, 12);
    head.writeDoubleLE(content.first, 16);
    head.writeDoubleLE(content.end, 24);
    head.writeDoubleLE(count, 32);
    head.writeUInt32LE(crc32(filterBytes, checksum), 40);
    head.writeUInt32LE(crc32(head.subarray(12)), 8);
    await file.write(head, 0, headBytes, 0);
    await file.write(filterBytes, 0, filterBytes.length, headBytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}

/** Opens a run; null when it is missing or damaged, so that it is made again from its segments. */
export async function openKeyRun(path: string): Promise<KeyRun | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return null;
  const run = await readRun(file, path);
  if (!run) await file.close();
  return run;
}

async function readRun(file: FileHandle, path: string): Promise<KeyRun | null> {
  const head = await bytesAt(file, 0, headBytes);
  if (head.length < headBytes || head.toString('latin1', 0, 8) !== magic) return null;
  if (crc32(head.subarray(12)) !== head.readUInt32LE(8)) return null;
  const filterLength = 4 * head.readUInt32LE(12);
  const filterBytes = await bytesAt(file, headBytes, filterLength);
  const count = head.readDoubleLE(32);
  const keysAt = headBytes + filterLength;
  const fence = new Uint32Array(Math.ceil(count / fenceEvery));
  let checksum = 0;
  for (let nth = 0; nth < count; nth += chunkKeys) {
    const keys = await bytesAt(file, keysAt + nth * keyBytes, keyBytes * Math.min(chunkKeys, count - nth));
    checksum = crc32(keys, checksum);
    for (let key = 0; key * keyBytes < keys.length; key += fenceEvery)
      fence[(nth + key) / fenceEvery] = wordsOf(keys, key * keyBytes)[0];
  }
  if (crc32(filterBytes, checksum) !== head.readUInt32LE(40)) return null;
  const filter = new KeyFilter(new Uint32Array(new Uint8Array(filterBytes).buffer));
  const looks = new Set<Promise<boolean>>();
  const look = (key: Uint8Array): Promise<boolean> => {
    const looking = isOnDisk(file, { key, fence, count, keysAt });
    looks.add(looking);
    return looking.finally(() => looks.delete(looking));
  };
  return {
    first: head.readDoubleLE(16),
    end: head.readDoubleLE(24),
    count,
    path,
    has: (key) => count > 0 && filter.mayHave(key) && look(key),
    chunks: async function* () {
      for (let nth = 0; nth < count; nth += chunkKeys)
        yield bytesAt(file, keysAt + nth * keyBytes, keyBytes * Math.min(chunkKeys, count - nth));
    },
    close: async () => {
      await Promise.allSettled(looks);
      await file.close();
    },
  };
}

async function isOnDisk(
  file: FileHandle,
  at: { key: Uint8Array; fence: Uint32Array; count: number; keysAt: number },
): Promise<boolean> {
  const [word] = wordsOf(at.key, 0);
  const wanted = Buffer.from(at.key);
  wanted.writeUInt32BE(word, 0);
  // From the last stretch that begins below the key's first word to the last that begins at or below it.
  const from = Math.max(0, rankOf(at.fence, word - 1) - 1) * fenceEvery;
  const to = Math.min(at.count, rankOf(at.fence, word) * fenceEvery);
  const keys = await bytesAt(file, at.keysAt + from * keyBytes, Math.max(0, to - from) * keyBytes);
  for (let nth = 0; nth < keys.length; nth += keyBytes)
    if (wanted.compare(keys, nth, nth + keyBytes) === 0) return true;
  return false;
}

/** How many entries of the fence are at or below a word. */
function rankOf(fence: Uint32Array, word: number): number {
  let low = 0;
  let high = fence.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fence[middle]! <= word) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const room = Buffer.alloc(length);
  const { bytesRead } = length > 0 ? await file.read(room, 0, length, at) : { bytesRead: 0 };
  return room.subarray(0, bytesRead);
}

const bytesOf = (words: Uint32Array): Buffer => Buffer.from(words.buffer, words.byteOffset, words.byteLength);
