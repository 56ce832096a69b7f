import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a shared access signature says; nothing of it is believed yet. */
export interface SasToken {
  /** Still URL-encoded, for that is what was signed. */
  readonly resource: string;
  readonly signature: Buffer;
  /** Unix seconds, as sent. */
  readonly expiry: string;
  readonly policy: string;
}

const scheme = 'SharedAccessSignature ';

/** Reads `SharedAccessSignature sr=..&sig=..&se=..`, its parts in any order; null when it is none, or says a thing twice. */
export function readSasToken(text: string): SasToken | null {
  if (!text.startsWith(scheme)) return null;
  const parts = new Map<string, string>();
  for (const pair of text.slice(scheme.length).split('&')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (equals <= 0 || parts.has(name)) return null;
    parts.set(name, pair.slice(equals + 1));
  }
  const [resource, signature, expiry] = [parts.get('sr'), parts.get('sig'), parts.get('se')];
  const signed = signature === undefined ? null : decoded(signature);
  if (!resource || !signed || !/^[A-Za-z0-9+/]{43}=$/.test(signed) || !/^\d{1,12}$/.test(expiry ?? ''))
    return null;
  const policy = decoded(parts.get('skn') ?? '') ?? 'unreadable';
  return { resource, signature: Buffer.from(signed, 'base64'), expiry: expiry!, policy };
}

/** When a token ends, in epoch milliseconds. */
export const expiryOf = (token: SasToken): number => Number(token.expiry) * 1000;

/**
 * Whether a token is for this device at the host it dialled, with or without its port. The token's own text is compared,
 * because that text is what its signature covers.
 */
export function isForDevice(
  token: SasToken,
  at: { readonly host: string; readonly device: string },
): boolean {
  const once = decoded(token.resource);
  const twice = once === null ? null : decoded(once); // some senders encode the id on its own first
  return [once, twice].some((resource) => {
    const [, host, device] = /^([^/]+)\/devices\/([^/]+)$/.exec(resource ?? '') ?? [];
    return device === at.device && host !== undefined && bare(host) === bare(at.host);
  });
}

/** Whether one of the keys (base64) made the signature. Every key is tried in full, so that time tells nothing. */
export function isSignedBy(token: SasToken, keys: readonly string[]): boolean {
  let isSigned = false;
  for (const key of keys) {
    const expected = createHmac('sha256', Buffer.from(key, 'base64'))
      .update(`${token.resource}\n${token.expiry}`)
      .digest();
    const isThis = timingSafeEqual(expected, token.signature);
    isSigned = isSigned || isThis;
  }
  return isSigned;
}

/** A host without its port and in one spelling. */
export const bare = (host: string): string => host.toLowerCase().replace(/:\d{1,5}$/, '');

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
