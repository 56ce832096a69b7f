import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive: its name inside and its bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const version = 20; // 2.0: the first that deflates
const utf8Names = 0x0800;
const epoch = (1 << 5) | 1; // 1 January 1980 in MS-DOS form: the same files always give the same archive

/** Packs files into one ZIP archive (PKWARE's APPNOTE, no encryption, no ZIP64), each deflated where that is shorter. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { fields, name, data } = packed(entry);
    const local = Buffer.concat([record(0x04034b50, fields), name, data]);
    const central = [u16(version), fields, u16(0), u16(0), u16(0), u32(0), u32(offset), name];
    directory.push(record(0x02014b50, Buffer.concat(central)));
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = u16(entries.length);
  const end = [u16(0), u16(0), count, count, u32(index.length), u32(offset), u16(0)];
  return Buffer.concat([...locals, index, record(0x06054b50, Buffer.concat(end))]);
}

// The fields that a file's own header and its row in the central directory share.
function packed({ name, bytes }: ZipEntry): { fields: Buffer; name: Buffer; data: Buffer } {
  const deflated = deflateRawSync(bytes, { level: 9 });
  const isShorter = deflated.length < bytes.length;
  const data = isShorter ? deflated : Buffer.from(bytes);
  const words = [version, utf8Names, isShorter ? 8 : 0, 0, epoch].map(u16);
  const sizes = [crc32(bytes), data.length, bytes.length].map(u32);
  const encoded = Buffer.from(name, 'utf8');
  return { fields: Buffer.concat([...words, ...sizes, u16(encoded.length), u16(0)]), name: encoded, data };
}

const record = (signature: number, fields: Buffer): Buffer => Buffer.concat([u32(signature), fields]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
