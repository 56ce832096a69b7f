import { Buffer } from 'node:buffer';

/** Why a bot token was refused: a stable word for logs and metrics, never shown to the caller. */
export type TokenRefusal =
  | 'authorization_missing'
  | 'authorization_malformed'
  | 'token_malformed'
  | 'algorithm_not_allowed'
  | 'critical_header'
  | 'key_id_missing'
  | 'issuer_not_allowed'
  | 'audience_mismatch'
  | 'expiry_missing'
  | 'not_before_malformed'
  | 'expired'
  | 'not_yet_valid'
  | 'channel_missing'
  | 'service_url_mismatch'
  | 'keys_unavailable'
  | 'key_unknown'
  | 'channel_not_endorsed'
  | 'signature_invalid';

/** What a checked token says; `exp` and `nbf` are seconds since 1970, further claims are kept as they came. */
export interface BotTokenClaims {
  readonly iss: string;
  readonly aud: string;
  readonly exp: number;
  readonly nbf?: number;
  readonly serviceurl?: unknown;
  readonly [claim: string]: unknown;
}

/** A token taken apart but not believed yet: its signature is still to be verified. */
export interface UnverifiedToken {
  readonly digestName: 'sha256' | 'sha384' | 'sha512';
  readonly kid: string;
  readonly claims: Record<string, unknown>;
  readonly signedText: string;
  readonly signature: Buffer;
}

const longestToken = 8192;
const longestKeyId = 256;
const compactForm = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
const digests = new Map<unknown, UnverifiedToken['digestName']>([
  ['RS256', 'sha256'],
  ['RS384', 'sha384'],
  ['RS512', 'sha512'],
]);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes the token out of an Authorization header so that one header means exactly one token.
 * The scheme is `Bearer`, one space, nothing after the token; repeated headers are refused.
 */
export function bearerToken(authorization: unknown): { text: string } | TokenRefusal {
  const values = Array.isArray(authorization) ? authorization : [authorization];
  if (values.length === 0 || values[0] === undefined || values[0] === '') return 'authorization_missing';
  const [header] = values;
  if (values.length > 1 || typeof header !== 'string') return 'authorization_malformed';
  const text = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
  if (text === '' || text.includes(' ')) return 'authorization_malformed';
  return { text };
}

/**
 * Takes a compact JWS apart, so that every later check reads the same bytes that were signed.
 * Base64url must be canonical (no padding, no stray bits) and any `crit` is refused (RFC 7515, 4.1.11); `jku`, `x5u`
 * and `jwk` are never looked at: the key comes from our own configuration only.
 */
export function readToken(text: string): UnverifiedToken | TokenRefusal {
  const parts = text.length <= longestToken ? compactForm.exec(text) : null;
  if (!parts) return 'token_malformed';
  const header = jsonObject(canonicalBytes(parts[1]!));
  const claims = jsonObject(canonicalBytes(parts[2]!));
  const signature = canonicalBytes(parts[3]!);
  if (!header || !claims || !signature) return 'token_malformed';
  const digestName = digests.get(header.alg);
  if (!digestName) return 'algorithm_not_allowed';
  if (Object.hasOwn(header, 'crit')) return 'critical_header';
  const { kid } = header;
  if (typeof kid !== 'string' || kid === '' || kid.length > longestKeyId) return 'key_id_missing';
  return { digestName, kid, claims, signedText: `${parts[1]}.${parts[2]}`, signature };
}

/** Checks what a token says of itself, whatever the time: who issued it, for which bot, and that it ends at all. */
export function believableClaims(
  claims: Record<string, unknown>,
  expected: { readonly appId: string; readonly issuers: readonly string[] },
): BotTokenClaims | TokenRefusal {
  const { iss, aud, exp, nbf } = claims;
  if (typeof iss !== 'string' || !expected.issuers.includes(iss)) return 'issuer_not_allowed';
  if (typeof aud !== 'string' || aud !== expected.appId) return 'audience_mismatch';
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return 'expiry_missing';
  if (nbf === undefined) return { ...claims, iss, aud, exp };
  if (typeof nbf !== 'number' || !Number.isFinite(nbf)) return 'not_before_malformed';
  return { ...claims, iss, aud, exp, nbf };
}

/** Tells whether the token is outside its life, give or take the skew between two clocks (RFC 7519, 4.1.4 and 4.1.5). */
export function timeRefusal(
  claims: BotTokenClaims,
  nowSeconds: number,
  skewSeconds: number,
): TokenRefusal | undefined {
  if (nowSeconds >= claims.exp + skewSeconds) return 'expired';
  if (claims.nbf !== undefined && nowSeconds < claims.nbf - skewSeconds) return 'not_yet_valid';
  return undefined;
}

/**
 * Ties the token to the activity it came with, so that a token of one service cannot carry another's activity.
 * Returns the channel to be found among the key's endorsements.
 */
export function activityChannel(
  activity: unknown,
  claims: BotTokenClaims,
): { channelId: string } | TokenRefusal {
  const { channelId, serviceUrl } = (activity ?? {}) as { channelId?: unknown; serviceUrl?: unknown };
  if (typeof channelId !== 'string' || channelId === '') return 'channel_missing';
  if (typeof serviceUrl !== 'string' || serviceUrl === '') return 'service_url_mismatch';
  if (claims.serviceurl !== serviceUrl) return 'service_url_mismatch';
  return { channelId };
}

function canonicalBytes(segment: string): Buffer | undefined {
  const bytes = Buffer.from(segment, 'base64url');
  return bytes.toString('base64url') === segment ? bytes : undefined;
}

function jsonObject(bytes: Buffer | undefined): Record<string, unknown> | undefined {
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(strictUtf8.decode(bytes));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
