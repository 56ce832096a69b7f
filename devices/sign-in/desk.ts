import { Attempts } from './attempts.ts';
import { type Credentials, type SignedIn, type SignInDeps, type SignInRefusal, signIn } from './sign-in.ts';

/** What the sign-in desk has seen since this process began, for /health. */
export interface SignInCounts {
  readonly accepted: number;
  readonly refused: number;
}

/** The one place where devices sign in, by MQTT and by HTTP, so that whoever guesses is slowed down over both. */
export interface SignInDesk {
  ask(asked: Credentials, address: string): Promise<SignedIn | SignInRefusal>;
  readonly counts: SignInCounts;
}

const mostKnown = 50_000;

/**
 * Makes the desk. A refusal is held back the longer, the more its address has had: whoever guesses waits, and a device with
 * its proper key behind the same address (a site's router, a proxy) does not. While too many refusals are held, only
 * devices that signed in from there before are looked at.
 */
export function signInDesk(deps: SignInDeps): SignInDesk {
  const attempts = new Attempts(deps.wall);
  const known = new Set<string>();
  const counts = { accepted: 0, refused: 0 };
  const remember = (one: string) => {
    known.delete(one);
    known.add(one);
    if (known.size > mostKnown) known.delete(known.values().next().value ?? '');
  };
  return {
    counts,
    async ask(asked, address) {
      const pair = `${address}\0${asked.device}`;
      if (attempts.isFull(address) && !known.has(pair)) {
        counts.refused++;
        return { ok: false, kind: 'unavailable', why: 'too many failed sign-ins from this address' };
      }
      const answer = await signIn(asked, deps);
      if (answer.ok) {
        counts.accepted++;
        remember(pair);
        return answer;
      }
      counts.refused++;
      await attempts.failed(address);
      return answer;
    },
  };
}
