import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzip, gzip } from 'node:zlib';

/** A file as browsers get it. */
export interface Asset {
  readonly type: string;
  readonly raw: Buffer;
  /** Of the content, whatever its encoding on the way. */
  readonly etag: string;
  /** The content in the best encoding the caller takes; compressed once, then kept. */
  encoded(acceptEncoding: string): Promise<{ readonly encoding: string | undefined; readonly bytes: Buffer }>;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const unzip = promisify(gunzip);
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** Reads files into memory and keeps them until they change on disk. */
export function assets() {
  const kept = new Map<string, { readonly stamp: string; readonly asset: Asset }>();
  const keep = async (place: URL, make: (bytes: Buffer) => Promise<Asset>): Promise<Asset | undefined> => {
    const found = await stat(place).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const stamp = `${found.mtimeMs} ${found.size}`;
    const known = kept.get(place.href);
    if (known?.stamp === stamp) return known.asset;
    const asset = await make(await readFile(place));
    kept.set(place.href, { stamp, asset });
    return asset;
  };
  return {
    /** A file of a kind that browsers load; undefined when there is none. TypeScript becomes JavaScript. */
    read: async (place: URL): Promise<Asset | undefined> => {
      const ending = place.pathname.split('.').at(-1) ?? '';
      const type = types[ending];
      if (!type) return undefined;
      return keep(place, async (bytes) => plain(ending === 'ts' ? withoutTypes(bytes) : bytes, type));
    },
    /** A file kept as gzip, sent as it lies there. */
    packed: (place: URL, type: string): Promise<Asset | undefined> =>
      keep(place, async (bytes) => ({
        type: `${type}; charset=utf-8`,
        raw: bytes,
        etag: etagOf(bytes),
        encoded: async (accepted) =>
          accepts(accepted, 'gzip')
            ? { encoding: 'gzip', bytes }
            : { encoding: undefined, bytes: await unzip(bytes) },
      })),
  };
}

function plain(raw: Buffer, type: string): Asset {
  const made = new Map<string, Promise<Buffer>>();
  const once = (name: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    const bytes = made.get(name) ?? make();
    made.set(name, bytes);
    return bytes;
  };
  const isText = /^(text|application|image\/svg)/.test(type);
  return {
    type,
    raw,
    etag: etagOf(raw),
    encoded: async (accepted) => {
      if (isText && accepts(accepted, 'br'))
        return { encoding: 'br', bytes: await once('br', () => brotli(raw, quality)) };
      if (isText && accepts(accepted, 'gzip'))
        return { encoding: 'gzip', bytes: await once('gzip', () => zip(raw)) };
      return { encoding: undefined, bytes: raw };
    },
  };
}

const etagOf = (bytes: Buffer): string =>
  `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;

const accepts = (header: string, encoding: string): boolean =>
  header
    .split(',')
    .some((part) => new RegExp(`^\\s*${encoding}\\s*(;\\s*q=(?!0(\\.0*)?\\s*$)|$)`, 'i').test(part));

/** Takes the types out, leaving every line and column where it was. */
function withoutTypes(bytes: Buffer): Buffer {
  const { emitWarning } = process;
  process.emitWarning = () => undefined; // Node calls this experimental each time a process begins; a person cannot act on it
  try {
    return Buffer.from(stripTypeScriptTypes(bytes.toString('utf8'), { mode: 'strip' }));
  } finally {
    process.emitWarning = emitWarning;
  }
}
