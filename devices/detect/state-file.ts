import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { BadSnapshot } from '../../domain/iot/detector/snapshot.ts';
import { newWatch, restoreWatch } from '../../domain/iot/detector/watching.ts';
import type { Watch } from '../../domain/iot/watch.ts';
import { BadInput } from './bad-input.ts';

const mark = Buffer.from('fieldline detect state 1\n');
const sumLength = 32;

/** Takes up what an earlier run learned; a file that is not there is a first run. Throws BadInput for any other file. */
export function readState(file: string): Watch {
  if (!existsSync(file)) return newWatch();
  const bytes = bytesOf(file);
  const body = bytes.subarray(mark.length + sumLength);
  const isOurs = bytes.length >= mark.length + sumLength && bytes.subarray(0, mark.length).equals(mark);
  if (!isOurs) throw new BadInput(`${file} is no state of fieldline detect; name another file, or remove it`);
  if (
    !bytes.subarray(mark.length, mark.length + sumLength).equals(createHash('sha256').update(body).digest())
  )
    throw new BadInput(`${file} is damaged; remove it to learn anew`);
  try {
    return restoreWatch([body]);
  } catch (error) {
    if (error instanceof BadSnapshot)
      throw new BadInput(`${file}: ${error.message}; remove it to learn anew`);
    throw error;
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new BadInput(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Keeps what was learned: beside the file, onto the disk, and then in its place, so that no crash leaves half of it. */
export function writeState(file: string, watch: Watch): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    writeWhole(beside, watch);
    renameSync(beside, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(beside, { force: true });
    throw new BadInput(`${file} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

function writeWhole(file: string, watch: Watch): void {
  const sum = createHash('sha256');
  const place = openSync(file, 'w', 0o600);
  try {
    let at = mark.length + sumLength;
    for (const piece of watch.savePieces()) {
      sum.update(piece);
      for (let done = 0; done < piece.length; )
        done += writeSync(place, piece, done, piece.length - done, at + done);
      at += piece.length;
    }
    writeSync(place, Buffer.concat([mark, sum.digest()]), 0, mark.length + sumLength, 0);
    fsyncSync(place);
  } finally {
    closeSync(place);
  }
}

function syncFolder(folder: string): void {
  const place = openSync(folder, 'r');
  try {
    fsyncSync(place);
  } finally {
    closeSync(place);
  }
}
