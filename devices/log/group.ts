import { crc32 } from 'node:zlib';
import type { SegmentCipher } from './cipher.ts';

/** The bytes before a group's content. */
export const groupHeaderBytes = 32;
/** No group is longer: a header that says more is no header. */
export const groupLimitBytes = 64 * 1024 * 1024;

const magic = 0x3147_4c46; // "FLG1"
const contextFrom = 12;

/** What was committed to disk by one sync: some messages, one checksum. */
export interface Group {
  /** Position of its first message. */
  readonly first: number;
  readonly count: number;
  readonly content: Buffer;
  /** Where the next group begins. */
  readonly end: number;
}

/** A header as it stands in a file, before its content is looked at. */
export interface GroupHeader {
  readonly first: number;
  readonly count: number;
  readonly length: number;
}

/**
 * Frames a group for its place in the file: `FLG1`, length, CRC-32 of all that follows, count, first position (float64),
 * flags, then the messages, sealed when the segment has a cipher. `content` begins at `groupHeaderBytes` of `room`.
 */
export function frameGroup(
  room: Buffer,
  group: { readonly end: number; readonly count: number; readonly first: number; readonly at: number },
  cipher: SegmentCipher | null,
): Buffer {
  room.fill(0, 0, groupHeaderBytes);
  room.writeUInt32LE(magic, 0);
  room.writeUInt32LE(group.count, 12);
  room.writeDoubleLE(group.first, 16);
  room.writeUInt8(cipher ? 1 : 0, 24);
  const context = room.subarray(contextFrom, groupHeaderBytes);
  const plain = room.subarray(groupHeaderBytes, group.end);
  const framed = cipher
    ? Buffer.concat([room.subarray(0, groupHeaderBytes), cipher.seal(plain, group.at, context)])
    : room.subarray(0, group.end);
  framed.writeUInt32LE(framed.length - groupHeaderBytes, 4);
  framed.writeUInt32LE(crc32(framed.subarray(contextFrom)), 8);
  return framed;
}

/** Reads a header, or null when there is none at this place. */
export function readHeader(from: Buffer, at: number): GroupHeader | null {
  if (at + groupHeaderBytes > from.length || from.readUInt32LE(at) !== magic) return null;
  const length = from.readUInt32LE(at + 4);
  const first = from.readDoubleLE(at + 16);
  if (length > groupLimitBytes || !Number.isSafeInteger(first) || first < 0) return null;
  return { first, count: from.readUInt32LE(at + 12), length };
}

/** Opens a whole group (`bytes` from its header on), or null when its checksum or its seal does not hold. */
export function openGroup(bytes: Buffer, at: number, cipher: SegmentCipher | null): Group | null {
  const header = readHeader(bytes, 0);
  if (!header) return null;
  const whole = groupHeaderBytes + header.length;
  if (bytes.length < whole || crc32(bytes.subarray(contextFrom, whole)) !== bytes.readUInt32LE(8))
    return null;
  const content = contentOf(bytes.subarray(0, whole), at, cipher);
  return content && { first: header.first, count: header.count, content, end: at + whole };
}

function contentOf(group: Buffer, at: number, cipher: SegmentCipher | null): Buffer | null {
  const content = group.subarray(groupHeaderBytes);
  if (group.readUInt8(24) === 0) return cipher ? null : content;
  try {
    return cipher?.open(content, at, group.subarray(contextFrom, groupHeaderBytes)) ?? null;
  } catch {
    return null; // the checksum held but the seal did not: changed by somebody, not by the disk
  }
}

/** Where the next group may begin after damage: the next place that carries the mark, or -1. */
export const nextMark = (bytes: Buffer, from: number): number => bytes.indexOf('FLG1', from, 'latin1');
