import type { IncomingMessage } from 'node:http';
import { Refused } from '../../domain/refusals.ts';
import { headerOf } from './trace.ts';

/** How much of a body is taken, and how long it may take to arrive. */
export interface BodyLimits {
  readonly limitBytes: number;
  readonly timeoutMs: number;
}

/** Enough for every write of the API; files have limits of their own. */
export const jsonLimits: BodyLimits = { limitBytes: 1_048_576, timeoutMs: 20_000 };

const sized = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MiB` : `${Math.floor(bytes / 1024)} KiB`;

/** Whether a request says that a body follows. */
export const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/**
 * Takes in a body within its limits. Refuses with 413 above the size (before reading when the length is told), 408 when
 * it arrives too slowly, 415 when it is compressed: a small bomb must not become a large string here.
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits = jsonLimits): Promise<Buffer> {
  const tooLarge = () => new Refused('input.too_large', { limit: sized(limits.limitBytes) });
  const encoding = headerOf(request, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity')
    throw new Refused('input.unsupported', { problem: 'compressed bodies are not taken' });
  if (Number(request.headers['content-length'] ?? 0) > limits.limitBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const slow = () => reject(new Refused('input.too_slow', { seconds: limits.timeoutMs / 1000 }));
  const timer = setTimeout(slow, limits.timeoutMs);
  const take = (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > limits.limitBytes) reject(tooLarge());
    else chunks.push(chunk);
  };
  const cut = () => reject(new Refused('input.invalid', { place: 'body', problem: 'it ended too early' }));
  const finish = () => {
    request.off('close', cut); // every request closes in the end
    resolve(Buffer.concat(chunks));
  };
  request.on('data', take).once('end', finish).once('close', cut).once('error', cut);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    request.off('data', take).off('end', finish).off('close', cut).off('error', cut);
    request.on('error', () => undefined); // a connection that breaks after its refusal is nobody's concern
  }
}
