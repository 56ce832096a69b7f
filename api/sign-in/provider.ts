import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refused } from '../../domain/refusals.ts';
import { refused } from './tokens.ts';

/** Checks the tokens of the company's own sign-in and answers the directory id of whoever it names. */
export interface Provider {
  verify(token: string): Promise<string>;
}

const discovered = z.object({ issuer: z.string(), jwks_uri: z.url() });
const timeoutMs = 5_000;

/**
 * Entra ID, or any OpenID provider: its keys are found by discovery, once, and fetched again when a new one appears.
 * Only asymmetric signatures are taken. The person is the claim `oid`, or `sub` where a provider has no `oid`. While the
 * provider cannot be reached nobody is let in: `service.unavailable`.
 */
export function provider({
  issuer,
  audience,
}: {
  readonly issuer: string;
  readonly audience: string;
}): Provider {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const discover = () => {
    keys ??= findKeys(issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return {
    verify: async (token) => {
      const options = { issuer, audience, algorithms: ['RS256', 'ES256'], requiredClaims: ['exp'] };
      const { payload } = await refused(jwtVerify(token, await discover(), options));
      const who = payload.oid ?? payload.sub;
      if (typeof who !== 'string') throw new Refused('sign_in.invalid', { problem: 'it names nobody' });
      return who;
    },
  };
}

async function findKeys(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  try {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const found = discovered.parse(await response.json());
    if (found.issuer !== issuer) throw new Error(`${address} speaks for ${found.issuer}`);
    return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: timeoutMs });
  } catch {
    throw new Refused('service.unavailable', { part: 'sign-in' });
  }
}
