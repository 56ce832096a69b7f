import { hash } from 'node:crypto';
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Block, Extent, SegmentIndex } from './segment-index.ts';

const magic = 'FLIDX001';
const headBytes = 112;
const blockBytes = 32;
const entryBytes = 12;
const buckets = 4096;
const breathEvery = 1000;

/** A closed segment's index, on disk: its header is in memory, the rest is looked up when it is asked for. */
export interface IndexFile {
  readonly extent: Extent;
  blocks(): Promise<readonly Block[]>;
  groupsOf(device: string): Promise<number[]>;
  quarantined(): Promise<number[]>;
}

/** Writes the index of a segment beside it, whole or not at all. Breathes, because the gateway is at work meanwhile. */
export async function writeIndexFile(path: string, index: SegmentIndex): Promise<void> {
  const { extent, blocks, quarantined } = index;
  const { directory, entries, postings } = await deviceTable(index);
  const parts = [
    blockTable(blocks),
    bytesOf(Uint32Array.from(quarantined)),
    bytesOf(directory),
    entries,
    bytesOf(postings),
  ];
  const body = Buffer.concat(parts);
  const counts = [blocks.length, quarantined.length, entries.length / entryBytes, postings.length];
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(Buffer.concat([headOf(extent, counts, body), body]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}

/** Each device's mark and where its postings begin, in buckets by the mark; a bucket is small and needs no order. */
async function deviceTable(index: SegmentIndex) {
  const devices = [...index.devices()];
  const marks = Buffer.alloc(8 * devices.length);
  const directory = new Uint32Array(buckets + 1);
  for (const [nth, device] of devices.entries()) {
    const mark = markOf(device);
    mark.copy(marks, 8 * nth);
    directory[bucketOf(mark) + 1]!++;
    if (nth % breathEvery === 0) await breathe();
  }
  for (let nth = 0; nth < buckets; nth++) directory[nth + 1]! += directory[nth]!;
  const order = new Uint32Array(devices.length);
  const next = directory.slice();
  for (let nth = 0; nth < devices.length; nth++) order[next[bucketOf(marks.subarray(8 * nth))]!++] = nth;
  const entries = Buffer.alloc(entryBytes * devices.length);
  const postings = new Uint32Array(index.postings);
  let posted = 0;
  for (const [place, nth] of order.entries()) {
    marks.copy(entries, place * entryBytes, 8 * nth, 8 * nth + 8);
    entries.writeUInt32LE(posted, place * entryBytes + 8);
    for (const offset of index.groupsOf(devices[nth]!)) postings[posted++] = offset;
    if (place % breathEvery === 0) await breathe();
  }
  return { directory, entries, postings };
}

/** Reads an index file's header; null when there is no whole one, so that it is made again from the segment. */
export async function readIndexFile(path: string): Promise<IndexFile | null> {
  const head = await headFrom(path);
  if (!head) return null;
  const numbers = Array.from({ length: 8 }, (_, nth) => head.readDoubleLE(32 + 8 * nth));
  const [first, end, length, minAt, maxAt, newestArrivedAt, quarantined, damaged] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [blockCount, quarantineCount, deviceCount, postingCount] = [0, 1, 2, 3].map((nth) =>
    head.readUInt32LE(16 + 4 * nth),
  ) as [number, number, number, number];
  const at = { blocks: headBytes, quarantine: 0, directory: 0, entries: 0, postings: 0 };
  at.quarantine = at.blocks + blockBytes * blockCount;
  at.directory = at.quarantine + 4 * quarantineCount;
  at.entries = at.directory + 4 * (buckets + 1);
  at.postings = at.entries + entryBytes * deviceCount;
  const isWhole = onceAsked(
    async () => crc32((await readFile(path)).subarray(headBytes)) === head.readUInt32LE(12),
  );
  const look = async <T>(read: (file: FileHandle) => Promise<T>): Promise<T> => {
    if (!(await isWhole())) throw new DamagedIndex(path);
    const file = await open(path, 'r');
    try {
      return await read(file);
    } finally {
      await file.close();
    }
  };
  return {
    extent: { first, end, length, minAt, maxAt, newestArrivedAt, quarantined, damaged },
    blocks: () => look(async (file) => blocksFrom(await bytesAt(file, at.blocks, blockBytes * blockCount))),
    quarantined: () => look(async (file) => wordsOf(await bytesAt(file, at.quarantine, 4 * quarantineCount))),
    groupsOf: (device) =>
      look(async (file) => {
        const mark = markOf(device);
        const bucket = wordsOf(await bytesAt(file, at.directory + 4 * bucketOf(mark), 8));
        const [from, to] = bucket as [number, number];
        // One entry more: where the next device's postings begin is where this one's end.
        const entries = await bytesAt(file, at.entries + entryBytes * from, entryBytes * (to - from + 1));
        for (let nth = 0; nth < to - from; nth++) {
          const entry = entries.subarray(nth * entryBytes);
          if (mark.compare(entry, 0, 8) !== 0) continue;
          const begin = entry.readUInt32LE(8);
          const end = from + nth + 1 < deviceCount ? entry.readUInt32LE(entryBytes + 8) : postingCount;
          return wordsOf(await bytesAt(file, at.postings + 4 * begin, 4 * (end - begin)));
        }
        return [];
      }),
  };
}

/** An index whose checksum does not hold; it is thrown away and made again. */
export class DamagedIndex extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path}: the checksum does not hold`);
    this.path = path;
  }
}

function headOf(extent: Extent, counts: readonly number[], body: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(magic, 0, 'latin1');
  head.writeUInt32LE(crc32(body), 12);
  for (const [nth, count] of counts.entries()) head.writeUInt32LE(count, 16 + 4 * nth);
  const { first, end, length, minAt, maxAt, newestArrivedAt, quarantined, damaged } = extent;
  const numbers = [first, end, length, minAt, maxAt, newestArrivedAt, quarantined, damaged];
  for (const [nth, number] of numbers.entries()) head.writeDoubleLE(number, 32 + 8 * nth);
  head.writeUInt32LE(crc32(head.subarray(12)), 8);
  return head;
}

async function headFrom(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return null;
  try {
    const head = await bytesAt(file, 0, headBytes);
    const isWhole =
      head.length === headBytes &&
      head.toString('latin1', 0, 8) === magic &&
      crc32(head.subarray(12)) === head.readUInt32LE(8);
    return isWhole ? head : null;
  } finally {
    await file.close();
  }
}

function blockTable(blocks: readonly Block[]): Buffer {
  const table = Buffer.alloc(blockBytes * blocks.length);
  for (const [nth, { position, offset, minAt, maxAt }] of blocks.entries())
    for (const [place, number] of [position, offset, minAt, maxAt].entries())
      table.writeDoubleLE(number, nth * blockBytes + 8 * place);
  return table;
}

const blocksFrom = (table: Buffer): Block[] =>
  Array.from({ length: table.length / blockBytes }, (_, nth) => {
    const at = nth * blockBytes;
    return {
      position: table.readDoubleLE(at),
      offset: table.readDoubleLE(at + 8),
      minAt: table.readDoubleLE(at + 16),
      maxAt: table.readDoubleLE(at + 24),
    };
  });

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const room = Buffer.alloc(length);
  const { bytesRead } = length > 0 ? await file.read(room, 0, length, at) : { bytesRead: 0 };
  return room.subarray(0, bytesRead);
}

const bytesOf = (words: Uint32Array): Buffer => Buffer.from(words.buffer, words.byteOffset, words.byteLength);
const wordsOf = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length >> 2 }, (_, nth) => bytes.readUInt32LE(4 * nth));
const markOf = (device: string): Buffer => hash('sha256', device, 'buffer').subarray(0, 8);
const bucketOf = (mark: Buffer): number => mark.readUInt16BE(0) >> 4;

function onceAsked<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
