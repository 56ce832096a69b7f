import { isLoopback } from './loopback.ts';
import { botConnectorMetadataUrl, signingKeys } from './signing-keys.ts';
import { botConnectorIssuer, tokenGate } from './token-gate.ts';

export interface AdmissionDeps {
  readonly mode: 'demo' | 'production';
  readonly appId: string | undefined;
  readonly metadataUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly log: { warn(fields: object, text: string): void };
}

/** One request at the bot's door. */
export interface Knock {
  /** Every Authorization header of the request: two of them are no sign-in. */
  readonly authorization: readonly string[];
  readonly activity: unknown;
  readonly remoteAddress: string | undefined;
  /** True when a proxy or a page of another site stands between: then the peer address says nothing about the caller. */
  readonly forwarded: boolean;
}

export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly status: 401 | 503 };

/**
 * Decides who may speak to the bot: with an app id only the Bot Connector's tokens, in demo mode too; without one, demo
 * mode takes callers on this machine (the playground) and production never starts.
 */
export function admission({
  mode,
  appId,
  metadataUrl,
  issuer,
  log,
}: AdmissionDeps): (knock: Knock) => Promise<Verdict> {
  // Tokens live by the real clock: the demo's clock may be hours ahead.
  const now = () => new Date();
  if (!appId)
    return async ({ remoteAddress, forwarded }) =>
      mode === 'demo' && !forwarded && isLoopback(remoteAddress)
        ? { ok: true }
        : { ok: false, reason: 'loopback_only', status: 401 };
  const keys = signingKeys({ metadataUrl: metadataUrl ?? botConnectorMetadataUrl, fetch, now });
  const gate = tokenGate({ appId, issuer: issuer ?? botConnectorIssuer, keys, now, log });
  return async ({ authorization, activity }) => {
    if (authorization.length > 1) return { ok: false, reason: 'authorization_malformed', status: 401 };
    const verdict = await gate.check({ authorization: authorization[0], activity });
    if (verdict.ok) return { ok: true };
    return { ok: false, reason: verdict.reason, status: verdict.reason === 'keys_unavailable' ? 503 : 401 };
  };
}
