import { createHash, type KeyObject, verify } from 'node:crypto';
import type { SigningKey, SigningKeys } from './signing-keys.ts';
import {
  activityChannel,
  type BotTokenClaims,
  bearerToken,
  believableClaims,
  readToken,
  type TokenRefusal,
  timeRefusal,
  type UnverifiedToken,
} from './token-claims.ts';

/** The verdict on one request: who vouches for the activity, or why nobody does. */
export type TokenVerdict =
  | { readonly ok: true; readonly claims: BotTokenClaims }
  | { readonly ok: false; readonly reason: TokenRefusal };

/** The guard in front of the Bot Framework SDK. */
export interface TokenGate {
  /**
   * Judges one request and never throws. `authorization` is the header, or all of them where it was sent more than
   * once (`request.headersDistinct.authorization`); `activity` is the parsed body, whatever it is.
   */
  check(request: { authorization: unknown; activity: unknown }): Promise<TokenVerdict>;
}

/** What the gate needs; `now` is the real time, not a demo clock, because the issuer lives in real time. */
export interface TokenGateDeps {
  readonly appId: string;
  readonly issuer?: string | readonly string[];
  readonly keys: SigningKeys;
  readonly now: () => Date;
  readonly skewSeconds?: number;
  readonly log?: { warn(fields: object, message: string): void };
}

/** A token whose claims suit this bot; `verifiedBy` is the key its signature was verified with, once it was. */
interface OpenedToken {
  readonly token: UnverifiedToken;
  readonly claims: BotTokenClaims;
  readonly verifiedBy?: KeyObject;
}

/** The issuer of every token that the public cloud's Bot Connector sends to a bot. */
export const botConnectorIssuer = 'https://api.botframework.com';

const rememberedTokens = 500;

/**
 * Stands before the Bot Framework SDK because the SDK's own check lets bad tokens through: no or endless expiry,
 * unknown `crit`, short RSA keys, an activity without channel or service URL.
 *
 * Accepted is only RS256, RS384 or RS512 by a known key that is endorsed for the activity's channel, with exact
 * issuer, audience and service URL, inside its life give or take `skewSeconds`. Signatures are verified once a token:
 * the connector sends the same one for many activities. Time, channel and service URL are checked on every call.
 * Throws when `appId` is empty: without one, nothing could be checked.
 */
export function tokenGate(deps: TokenGateDeps): TokenGate {
  const { appId, keys, now, skewSeconds = 300, log } = deps;
  if (!appId) throw new Error('tokenGate: an app id is required');
  const issuers = [deps.issuer ?? botConnectorIssuer].flat();
  const recent = recentTokens(rememberedTokens);

  function open(text: string): OpenedToken | TokenRefusal {
    const token = readToken(text);
    if (typeof token === 'string') return token;
    const claims = believableClaims(token.claims, { appId, issuers });
    return typeof claims === 'string' ? claims : { token, claims: Object.freeze(claims) };
  }

  async function judge(authorization: unknown, activity: unknown): Promise<BotTokenClaims | TokenRefusal> {
    const bearer = bearerToken(authorization);
    if (typeof bearer === 'string') return bearer;
    const fingerprint = createHash('sha256').update(bearer.text).digest('base64');
    const opened = recent.find(fingerprint) ?? open(bearer.text);
    if (typeof opened === 'string') return opened;
    const { token, claims } = opened;
    const late = timeRefusal(claims, Math.floor(now().getTime() / 1000), skewSeconds);
    if (late) return late;
    const channel = activityChannel(activity, claims);
    if (typeof channel === 'string') return channel;
    const endorsed = await endorsedKey(keys, token.kid, channel.channelId);
    if (typeof endorsed === 'string') return endorsed;
    if (opened.verifiedBy === endorsed.key) return claims;
    if (!isSignedBy(endorsed.key, token)) return 'signature_invalid';
    recent.keep(fingerprint, { token, claims, verifiedBy: endorsed.key });
    return claims;
  }

  return {
    async check({ authorization, activity }) {
      const outcome = await judge(authorization, activity);
      if (typeof outcome !== 'string') return { ok: true, claims: outcome };
      log?.warn({ reason: outcome }, 'bot token refused');
      return { ok: false, reason: outcome };
    },
  };
}

async function endorsedKey(
  keys: SigningKeys,
  kid: string,
  channelId: string,
): Promise<SigningKey | TokenRefusal> {
  let found: SigningKey | undefined;
  try {
    found = await keys.find(kid);
  } catch {
    return 'keys_unavailable';
  }
  if (!found) return 'key_unknown';
  return found.endorsements.includes(channelId) ? found : 'channel_not_endorsed';
}

/** Node's own synchronous verify: for 2048-bit RSA it costs a third of WebCrypto's hop through the thread pool. */
function isSignedBy(key: KeyObject, token: UnverifiedToken): boolean {
  return verify(token.digestName, Buffer.from(token.signedText), key, token.signature);
}

function recentTokens(capacity: number) {
  const tokens = new Map<string, OpenedToken>();
  return {
    find(fingerprint: string): OpenedToken | undefined {
      const found = tokens.get(fingerprint);
      if (!found) return undefined;
      tokens.delete(fingerprint);
      tokens.set(fingerprint, found);
      return found;
    },
    keep(fingerprint: string, token: OpenedToken): void {
      tokens.set(fingerprint, token);
      if (tokens.size <= capacity) return;
      const oldest = tokens.keys().next();
      if (!oldest.done) tokens.delete(oldest.value);
    },
  };
}
