import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** A file fetched from outside. */
export interface Media {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface MediaRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Origins that are configured or belong to a verified turn; they alone may be private, and get the headers. */
  readonly trustedOrigins?: readonly string[];
  readonly mostBytes?: number;
  readonly timeoutMs?: number;
}

/** Why a file was not fetched; never says what was found at a private address. */
export class MediaRefused extends Error {}

/**
 * Fetches a file a stranger named. Every connection is checked at the moment the name is resolved, so that a redirect or
 * a name that changes its address between check and use leads nowhere private. At most three redirects, each checked.
 */
export async function fetchMedia(request: MediaRequest, redirects = 3): Promise<Media> {
  const url = safeUrl(request.url);
  const trusted = (request.trustedOrigins ?? []).includes(url.origin);
  const answer = await get(url, trusted, request);
  if ('location' in answer) {
    if (redirects === 0) throw new MediaRefused('too many redirects');
    return fetchMedia({ ...request, url: new URL(answer.location, url).href }, redirects - 1);
  }
  return answer;
}

function safeUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new MediaRefused('only http and https are fetched');
  if (url.username || url.password) throw new MediaRefused('an address with a password in it is not fetched');
  return url;
}

/** Resolves like the system does, and fails unless every address is public. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new MediaRefused('the address is not public'), []);
    if (options.all) return callback(null, addresses);
    return callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};

function get(
  url: URL,
  trusted: boolean,
  request: MediaRequest,
): Promise<Media | { readonly location: string }> {
  const { mostBytes = 10 * 1024 * 1024, timeoutMs = 8_000 } = request;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!trusted && isIP(host) !== 0 && !isPublicAddress(host))
    return Promise.reject(new MediaRefused('the address is not public'));
  const transport = url.protocol === 'https:' ? https : http;
  const signal = AbortSignal.timeout(timeoutMs);
  const options = {
    signal,
    headers: trusted ? { ...request.headers } : {},
    ...(trusted ? {} : { lookup: publicOnly }),
  };
  return new Promise((done, fail) => {
    const call = transport.get(url, options, (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        response.resume();
        return done({ location: headers.location });
      }
      if (statusCode !== 200) {
        response.resume();
        return fail(new MediaRefused(`the file could not be fetched: ${statusCode}`));
      }
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= mostBytes) return void parts.push(part);
        fail(new MediaRefused('the file is too large'));
        response.destroy();
      });
      response.on('error', fail);
      response.on('end', () =>
        done({
          contentType: headers['content-type'] ?? 'application/octet-stream',
          bytes: Buffer.concat(parts),
        }),
      );
    });
    call.on('error', fail);
  });
}
