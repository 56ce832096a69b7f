import { open, rm, stat } from 'node:fs/promises';
import { GroupReader } from './group-reader.ts';
import { type IndexFile, readIndexFile, writeIndexFile } from './index-file.ts';
import type { SegmentHeader } from './segment-file.ts';
import type { Block, Extent, SegmentIndex } from './segment-index.ts';

/** A segment as readers see it, whether it is being written or closed. */
export interface Segment {
  readonly first: number;
  readonly path: string;
  readonly extent: Extent;
  blocks(): Promise<readonly Block[]>;
  /** The groups that hold something of a device, oldest first. */
  groupsOf(device: string): Promise<readonly number[]>;
  quarantined(): Promise<readonly number[]>;
  /** Lends a reader of its groups; `ahead` is how much it looks at in one go. */
  read<T>(ahead: number, look: (reader: GroupReader) => Promise<T>): Promise<T>;
  /** Bytes on disk, with its index. */
  readonly sizeBytes: number;
  remove(): Promise<void>;
}

/** A segment whose index is in memory: being written, or closed a moment ago. */
export function openSegment(path: string, of: { header: SegmentHeader; index: SegmentIndex }): Segment {
  const { header, index } = of;
  return {
    first: index.first,
    path,
    get extent() {
      return index.extent;
    },
    blocks: async () => index.blocks,
    groupsOf: async (device) => index.groupsOf(device),
    quarantined: async () => index.quarantined,
    read: (ahead, look) => lend(path, { header, end: () => index.extent.length, ahead }, look),
    get sizeBytes() {
      return index.extent.length;
    },
    remove: () => removeAll(path),
  };
}

/** A closed segment with its index on disk. */
export async function closedSegment(
  path: string,
  of: { readonly header: SegmentHeader; readonly index: IndexFile },
): Promise<Segment> {
  const { header, index } = of;
  const sizeBytes = index.extent.length + (await stat(indexPath(path))).size;
  return {
    first: index.extent.first,
    path,
    extent: index.extent,
    blocks: () => index.blocks(),
    groupsOf: (device) => index.groupsOf(device),
    quarantined: () => index.quarantined(),
    read: (ahead, read) => lend(path, { header, end: () => index.extent.length, ahead }, read),
    sizeBytes,
    remove: () => removeAll(path),
  };
}

/** Writes the index of a closed segment and answers the segment that reads it. */
export async function settleSegment(
  path: string,
  of: { readonly header: SegmentHeader; readonly index: SegmentIndex },
): Promise<Segment> {
  await writeIndexFile(indexPath(path), of.index);
  const index = await readIndexFile(indexPath(path));
  if (!index) throw new Error(`${indexPath(path)} cannot be read back`);
  return closedSegment(path, { header: of.header, index });
}

/** Where a segment's index stands. */
export const indexPath = (path: string): string => path.replace(/\.log$/, '.idx');

async function lend<T>(
  path: string,
  of: { header: SegmentHeader; end: () => number; ahead: number },
  look: (reader: GroupReader) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await look(new GroupReader(file, { cipher: of.header.cipher, end: of.end(), ahead: of.ahead }));
  } finally {
    await file.close();
  }
}

async function removeAll(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(indexPath(path), { force: true });
}
