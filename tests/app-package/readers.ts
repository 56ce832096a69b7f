import assert from 'node:assert/strict';
import { crc32, inflateRawSync, inflateSync } from 'node:zlib';
import type { Picture } from '../../appPackage/png.ts';

/** An own reader of PNG (8-bit RGBA without filters), so that the writer does not judge itself. */
export function pictureOf(bytes: Buffer): Picture {
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    assert.equal(bytes.readUInt32BE(at + 8 + length), crc32(body), 'the chunk is whole');
    chunks[body.subarray(0, 4).toString('latin1')] = body.subarray(4);
    at += 12 + length;
  }
  const [header, data] = [chunks.IHDR, chunks.IDAT];
  assert.ok(header && data && chunks.IEND);
  assert.deepEqual([...header.subarray(8)], [8, 6, 0, 0, 0]);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const raw = inflateSync(data);
  const row = width * 4 + 1;
  assert.equal(raw.length, row * height);
  const rows = Array.from({ length: height }, (_, y) => {
    assert.equal(raw[y * row], 0);
    return raw.subarray(y * row + 1, (y + 1) * row);
  });
  return { width, height, rgba: new Uint8Array(Buffer.concat(rows)) };
}

/** The pixels of a picture, each as its red, green, blue and alpha. */
export const pixels = ({ rgba }: Picture): number[][] =>
  Array.from({ length: rgba.length / 4 }, (_, at) => [...rgba.subarray(at * 4, at * 4 + 4)]);

/** An own reader of ZIP that starts where readers do: at the end, with the central directory. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50);
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [nameLength, size, local] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    assert.equal(bytes.readUInt32LE(local), 0x04034b50);
    assert.equal(bytes.subarray(local + 30, local + 30 + nameLength).toString('utf8'), name);
    const packed = bytes.subarray(local + 30 + nameLength, local + 30 + nameLength + size);
    const content = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    assert.equal(crc32(content), bytes.readUInt32LE(at + 16), `${name} is whole`);
    assert.equal(content.length, bytes.readUInt32LE(at + 24));
    files.set(name, content);
    at += 46 + nameLength;
  }
  assert.equal(at, end, 'the directory ends where its own end begins');
  return files;
}
