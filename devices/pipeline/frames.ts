import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { keyCheck, keyFor, type SegmentCipher, segmentCipher } from '../log/cipher.ts';
import { WrongRestKey } from '../log/segment-file.ts';

/** One piece of a large file, with a letter that says what it is. */
export interface Frame {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** A file that is not what was written: the disk has changed it, or something else wrote it. */
export class DamagedFile extends Error {}

/** 32 bytes each: the first seals what is written, all open what was; none leaves it readable. */
export type RestKeys = readonly Uint8Array[];

const headBytes = 9; // a letter, the length, the checksum
const keyKind = '#';
const endKind = '.';
const saltBytes = 16;
const gatherBytes = 1 << 20;
const longestFrame = 1 << 30;

/** Writes frames one after another and an end, and has all of it on disk before it resolves. Answers the size. */
export async function writeFrames(path: string, frames: Iterable<Frame>, keys: RestKeys): Promise<number> {
  const file = await open(path, 'w');
  try {
    const gathered = Buffer.allocUnsafe(gatherBytes); // one for all: a large site has many small frames
    let [used, sizeBytes] = [0, 0];
    const put = async (bytes: Uint8Array) => {
      sizeBytes += bytes.byteLength;
      for (let from = 0; from < bytes.byteLength; ) {
        const part = bytes.subarray(from, from + gatherBytes - used);
        gathered.set(part, used);
        used += part.byteLength;
        from += part.byteLength;
        if (used < gatherBytes) continue;
        await writeAll(file, gathered);
        used = 0;
      }
    };
    for (const { kind, bytes } of sealed(frames, keys)) {
      await put(headOf(kind, bytes));
      await put(bytes);
    }
    await writeAll(file, gathered.subarray(0, used));
    await file.sync();
    return sizeBytes;
  } finally {
    await file.close();
  }
}

function* sealed(frames: Iterable<Frame>, [key]: RestKeys): Generator<Frame> {
  let cipher: SegmentCipher | null = null;
  if (key) {
    const salt = randomBytes(saltBytes);
    cipher = segmentCipher(key, salt);
    yield { kind: keyKind, bytes: Buffer.concat([salt, keyCheck(key, salt)]) };
  }
  let place = 0;
  for (const { kind, bytes } of frames)
    yield { kind, bytes: cipher ? cipher.seal(bytes, place++, Buffer.from(kind)) : bytes };
  yield { kind: endKind, bytes: new Uint8Array() };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.byteLength; ) from += (await file.write(bytes, from)).bytesWritten;
}

function headOf(kind: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(kind, 0, 'latin1');
  head.writeUInt32LE(body.byteLength, 1);
  head.writeUInt32LE(crc32(body), 5);
  return head;
}

/**
 * Reads the frames of a file one by one, so that a large one never stands in memory whole; the bytes of a frame are good
 * until the next one is asked for. Throws DamagedFile where one is not as it was written, or the end is missing;
 * WrongRestKey when none of the keys opens it.
 */
export function* readFrames(path: string, keys: RestKeys): Generator<Frame> {
  const file = openSync(path, 'r');
  try {
    const take = takerOf(file, path);
    let cipher: SegmentCipher | null = null;
    for (let place = 0; ; ) {
      const head = take(headBytes);
      const kind = head.toString('latin1', 0, 1);
      const [length, sum] = [head.readUInt32LE(1), head.readUInt32LE(5)];
      const body = take(length);
      if (crc32(body) !== sum) throw new DamagedFile(`${path} has been changed on the disk`);
      if (kind === endKind) return;
      if (kind === keyKind) cipher = cipherOf(path, body, keys);
      else yield { kind, bytes: cipher ? cipher.open(body, place++, Buffer.from(kind)) : body };
    }
  } finally {
    closeSync(file);
  }
}

function cipherOf(path: string, body: Uint8Array, keys: RestKeys): SegmentCipher {
  const salt = body.subarray(0, saltBytes);
  const key = keyFor(keys, salt, body.subarray(saltBytes));
  if (!key) throw new WrongRestKey(`${path} was sealed with a key that is not set now`);
  return segmentCipher(key, salt);
}

/** Takes the next bytes of a file, always out of the same room: what was taken before is written over. */
function takerOf(file: number, path: string): (length: number) => Buffer {
  let room = Buffer.allocUnsafe(gatherBytes);
  let [from, to] = [0, 0];
  return (length) => {
    if (length > longestFrame) throw new DamagedFile(`${path} has been changed on the disk`);
    if (from + length > room.length) {
      const wider = length > room.length ? Buffer.allocUnsafe(length) : room;
      room.copy(wider, 0, from, to);
      [room, from, to] = [wider, 0, to - from];
    }
    while (to - from < length) {
      const count = readSync(file, room, to, room.length - to, null);
      if (count === 0) throw new DamagedFile(`${path} has no end`);
      to += count;
    }
    from += length;
    return room.subarray(from - length, from);
  };
}
