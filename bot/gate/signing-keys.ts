import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { fetchJson } from './fetch-json.ts';

/** One key of the token issuer and the channels it may speak for. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly endorsements: readonly string[];
  readonly modulusBits: number;
}

/** Where the token gate looks keys up. */
export interface SigningKeys {
  /** The key with this id, or undefined; rejects only while no keys could be loaded at all. */
  find(kid: string): Promise<SigningKey | undefined>;
}

/** The OpenID metadata of the public cloud's Bot Connector. */
export const botConnectorMetadataUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

const smallestModulusBits = 2048;
const hourMs = 3_600_000;
const refreshMs = 24 * hourMs;
const retryWithKeysMs = 5 * 60_000;
const retryWithoutKeysMs = 5_000;
const refetchBurst = 20;
/** What a key id may look like to be worth asking the issuer for: base64, thumbprints, names. */
const plausibleKeyId = /^[\w.~+/=:-]{1,256}$/;

/**
 * Holds the issuer's signing keys so that a turn never waits for them, and a stranger cannot make us fetch at will.
 *
 * Keys are loaded on first use and refreshed behind the caller's back once a day; while a refresh fails the old keys
 * stay. An unknown key id makes us look again at most once an hour, and all unknown ids together at most twenty times
 * at once and twenty times an hour after that. Only RSA keys of 2048 bits and more are handed out. The address comes
 * from configuration and its metadata alone, never from a token.
 */
export function signingKeys(deps: {
  readonly metadataUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
}): SigningKeys {
  const nowMs = () => deps.now().getTime();
  const refetches = refetchAllowance();
  let keys: ReadonlyMap<string, SigningKey | undefined> | undefined;
  let loading: Promise<void> | undefined;
  let loadAgainAt = Number.NEGATIVE_INFINITY;
  let lastFailure: unknown;

  function load(): Promise<void> {
    loading ??= loadKeys(deps.metadataUrl, deps.fetch)
      .then(
        (loaded) => {
          keys = loaded;
          loadAgainAt = nowMs() + refreshMs;
        },
        (failure: unknown) => {
          lastFailure = failure;
          loadAgainAt = nowMs() + (keys ? retryWithKeysMs : retryWithoutKeysMs);
          throw failure;
        },
      )
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  return {
    async find(kid) {
      if (!keys) {
        if (!loading && nowMs() < loadAgainAt) throw lastFailure;
        await load();
        return keys!.get(kid);
      }
      if (nowMs() >= loadAgainAt) load().catch(ignored);
      if (keys.has(kid) || !plausibleKeyId.test(kid)) return keys.get(kid);
      if (!loading && !refetches.take(kid, nowMs())) return undefined;
      await load().catch(ignored);
      return keys.get(kid);
    },
  };
}

/** The old keys go on working; the failure shows as `key_unknown` refusals if it matters. */
const ignored = () => undefined;

/** Bounds the looking-up of unknown key ids: once an hour each, a burst of twenty and twenty an hour for all. */
function refetchAllowance() {
  const askedAt = new Map<string, number>();
  let left = refetchBurst;
  let countedAt = 0;
  return {
    take(kid: string, nowMs: number): boolean {
      for (const [asked, at] of askedAt) if (nowMs - at >= hourMs) askedAt.delete(asked);
      left = Math.min(refetchBurst, left + ((nowMs - countedAt) / hourMs) * refetchBurst);
      countedAt = nowMs;
      if (askedAt.has(kid) || left < 1) return false;
      askedAt.set(kid, nowMs);
      left -= 1;
      return true;
    },
  };
}

async function loadKeys(
  metadataUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<Map<string, SigningKey | undefined>> {
  const metadata = await okJson(metadataUrl, fetch);
  const jwksUrl = keysAddress(metadata, metadataUrl);
  const { keys } = ((await okJson(jwksUrl, fetch)) ?? {}) as { keys?: unknown };
  const found = new Map<string, SigningKey | undefined>();
  for (const jwk of Array.isArray(keys) ? keys : []) {
    const kid: unknown = jwk?.kid;
    if (typeof kid === 'string' && kid !== '' && !found.has(kid)) found.set(kid, usableKey(jwk));
  }
  if (![...found.values()].some((key) => key !== undefined))
    throw new Error(`${jwksUrl} holds no usable RSA key`);
  return found;
}

async function okJson(url: string, fetch: typeof globalThis.fetch): Promise<unknown> {
  const { status, body } = await fetchJson({ fetch, url });
  if (status !== 200) throw new Error(`${url} answered ${status}`);
  return body;
}

/** Plain http is taken only where the configured metadata address is plain http itself (a test's loopback issuer). */
function keysAddress(metadata: unknown, metadataUrl: string): string {
  const uri = (metadata as { jwks_uri?: unknown } | null | undefined)?.jwks_uri;
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  const isSafe = url?.protocol === 'https:' || url?.protocol === new URL(metadataUrl).protocol;
  if (!url || !isSafe) throw new Error(`${metadataUrl} names no usable jwks_uri`);
  return url.href;
}

function usableKey(jwk: JsonWebKey & { endorsements?: unknown }): SigningKey | undefined {
  if (jwk.kty !== 'RSA' || (jwk.use !== undefined && jwk.use !== 'sig')) return undefined;
  try {
    const { kty, n, e } = jwk;
    const key = createPublicKey({ key: { kty, n, e } as JsonWebKey, format: 'jwk' });
    const modulusBits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    const endorsements = Array.isArray(jwk.endorsements)
      ? jwk.endorsements.filter((channel) => typeof channel === 'string')
      : [];
    return modulusBits >= smallestModulusBits ? { key, endorsements, modulusBits } : undefined;
  } catch {
    return undefined;
  }
}
