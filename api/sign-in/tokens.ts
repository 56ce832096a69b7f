import { createHmac } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Refused } from '../../domain/refusals.ts';

/** What a token of ours is good for: the whole API, or reading live changes and files where no header can be sent. */
export type Purpose = 'api' | 'stream';

/** Who a token of ours names. */
export interface Holder {
  readonly kind: 'person' | 'customer';
  readonly id: string;
}

const lives: Record<Purpose, string> = { api: '7d', stream: '10m' };

/** Makes and checks our own tokens. Each purpose has a key of its own, made from the one secret. */
export interface Tokens {
  mint(holder: Holder, purpose: Purpose): Promise<string>;
  /** Refuses with `sign_in.invalid` unless the token is ours, for this purpose and still good. */
  verify(token: string, purpose: Purpose): Promise<Holder>;
}

/** Tokens signed with the installation's secret: they survive a restart and are good on every replica. */
export function tokens(secret: string): Tokens {
  const keyFor = (purpose: Purpose) =>
    createHmac('sha256', secret).update(`fieldline ${purpose} token`).digest();
  const keys: Record<Purpose, Uint8Array> = { api: keyFor('api'), stream: keyFor('stream') };
  return {
    mint: (holder, purpose) =>
      new SignJWT({ kind: holder.kind })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(holder.id)
        .setIssuer('fieldline')
        .setAudience(`fieldline-${purpose}`)
        .setIssuedAt()
        .setExpirationTime(lives[purpose])
        .sign(keys[purpose]),
    verify: async (token, purpose) => {
      const expected = { algorithms: ['HS256'], issuer: 'fieldline', audience: `fieldline-${purpose}` };
      const { payload } = await refused(jwtVerify(token, keys[purpose], expected));
      const { sub, kind } = payload;
      if (!sub || (kind !== 'person' && kind !== 'customer'))
        throw new Refused('sign_in.invalid', { problem: 'it names nobody' });
      return { kind, id: sub };
    },
  };
}

/** Turns a failed check into our refusal without saying more than the caller may know. */
export async function refused<T>(check: Promise<T>): Promise<T> {
  try {
    return await check;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof errors.JWTExpired)
      throw new Refused('sign_in.invalid', { problem: 'it has expired' });
    if (isAway(error)) throw new Refused('service.unavailable', { part: 'sign-in' });
    if (error instanceof errors.JOSEError)
      throw new Refused('sign_in.invalid', { problem: 'it cannot be verified' });
    throw error;
  }
}

/** Whether the keys to check with could not be had: `fetch` fails with a TypeError, jose with an error of no kind. */
const isAway = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  error instanceof TypeError ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');
