import type { IncomingMessage } from 'node:http';
import { Refused } from '../../domain/refusals.ts';

/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string | null;
  readonly filename: string | null;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface PartLimits {
  readonly partBytes: number;
  readonly parts: number;
  readonly timeoutMs: number;
}

const headerBytes = 8192;
/** What is still read, and thrown away, of a refused body: a browser hears why only once it has sent everything. */
const drainBytes = 128 * 1_048_576;

/** The boundary of a multipart body, or null when the body is none. */
export function boundaryOf(contentType: string | undefined): string | null {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(
      contentType ?? '',
    ) ?? [];
  return quoted ?? bare ?? null;
}

/**
 * Reads a multipart body part by part, so that one file at a time lies in memory. Refuses at the first byte too many: a
 * part above its size (413), more parts than allowed or a broken body (400), a body that drips in too slowly (408).
 */
export async function* partsOf(
  request: IncomingMessage,
  boundary: string,
  limits: PartLimits,
): AsyncGenerator<Part> {
  const feed = feedOf(request, limits.timeoutMs);
  const mark = Buffer.from(`\r\n--${boundary}`);
  let isWhole = false;
  try {
    await feed.until(mark, headerBytes);
    for (let count = 0; ; count++) {
      const after = await feed.take(2);
      if (after === '--') break;
      if (after !== '\r\n') throw wrong('its boundary is broken');
      if (count >= limits.parts) throw wrong(`it has more than ${limits.parts} parts`);
      const headers = await feed.until(Buffer.from('\r\n\r\n'), headerBytes);
      const bytes = await feed.until(mark, limits.partBytes);
      yield { ...described(headers.toString('utf8')), bytes };
    }
    isWhole = true;
  } finally {
    if (!isWhole) await feed.drain(drainBytes);
    feed.end();
  }
}

/** Takes bytes off a request: so many, or up to a mark, keeping no more than was asked for. */
function feedOf(request: IncomingMessage, timeoutMs: number) {
  const chunks = request.iterator({ destroyOnReturn: false });
  const slow = Promise.withResolvers<never>();
  slow.promise.catch(() => undefined);
  const timer = setTimeout(
    () => slow.reject(new Refused('input.too_slow', { seconds: timeoutMs / 1000 })),
    timeoutMs,
  );
  let pending: Buffer = Buffer.from('\r\n'); // so that the first boundary looks like every other

  const more = async (): Promise<Buffer> => {
    const next = await Promise.race([chunks.next(), slow.promise]).catch((error) => {
      throw error instanceof Refused ? error : wrong('it ended too early');
    });
    if (next.done) throw wrong('it ended too early');
    return next.value as Buffer;
  };
  return {
    until: async (mark: Buffer, limitBytes: number): Promise<Buffer> => {
      const taken: Buffer[] = [];
      for (let sizeBytes = 0; ; ) {
        const at = pending.indexOf(mark);
        const sure = pending.subarray(0, at >= 0 ? at : Math.max(0, pending.length - mark.length + 1));
        sizeBytes += sure.length;
        if (sizeBytes > limitBytes) throw new Refused('input.too_large', { limit: said(limitBytes) });
        taken.push(sure);
        pending = pending.subarray(at >= 0 ? at + mark.length : sure.length);
        if (at >= 0) return Buffer.concat(taken);
        pending = Buffer.concat([pending, await more()]);
      }
    },
    take: async (count: number): Promise<string> => {
      while (pending.length < count) pending = Buffer.concat([pending, await more()]);
      const text = pending.subarray(0, count).toString('latin1');
      pending = pending.subarray(count);
      return text;
    },
    drain: async (limitBytes: number): Promise<void> => {
      for (let left = limitBytes; left > 0; ) {
        const chunk = await more().catch(() => undefined);
        if (!chunk) return;
        left -= chunk.length;
      }
    },
    end: () => {
      clearTimeout(timer);
      void chunks.return?.().catch(() => undefined);
    },
  };
}

function described(headers: string): Omit<Part, 'bytes'> {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  const contentType = /^content-type:\s*([^\r\n]+)/im.exec(headers)?.[1]?.trim() ?? 'text/plain';
  return { name: parameter(disposition, 'name'), filename: filenameOf(disposition), contentType };
}

/** The file's name as its sender wrote it; whoever keeps it cleans it. */
export const filenameOf = (disposition: string): string | null => parameter(disposition, 'filename');

function parameter(header: string, name: string): string | null {
  const [, quoted, bare] = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(` ${header}`) ?? [];
  return quoted?.replaceAll('%22', '"') ?? bare ?? null;
}

const said = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MiB a file` : `${Math.floor(bytes / 1024)} KiB`;

const wrong = (problem: string) => new Refused('input.invalid', { place: 'body', problem });
