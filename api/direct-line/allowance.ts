import type { Response } from 'restify';
import { Refused } from '../../domain/refusals.ts';

/** So many are remembered at most; one that was quiet for as long as its burst takes to come back needs no memory. */
const remembered = 10_000;

/** How much there is at once, and what comes back every second. */
export interface Limits {
  readonly burst: number;
  readonly perSecond: number;
}

/** How much one conversation may post. */
export const postLimits: Limits = { burst: 20, perSecond: 2 };

/** How many tokens one address is given: many customers may share one, behind a company's proxy or ours. */
export const tokenLimits: Limits = { burst: 100, perSecond: 10 };

/** A leaky bucket for each conversation or address, so that one page cannot flood the desk. */
export interface Allowance {
  /** Takes one of what somebody may; answers 0, or how many seconds to wait when nothing is left. */
  take(whose: string): number;
}

/** Allowances of this process. */
export function allowance(
  { burst, perSecond }: Limits,
  now: () => number = () => performance.now(),
): Allowance {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return {
    take: (whose) => {
      const at = now();
      const bucket = buckets.get(whose) ?? { left: burst, at };
      const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
      buckets.delete(whose); // the map stays in order of use, so the first is the one to forget
      buckets.set(whose, { left: left >= 1 ? left - 1 : left, at });
      if (buckets.size > remembered) buckets.delete(buckets.keys().next().value!);
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}

/** Takes one, or refuses with `rate.exceeded` and says when to come back. */
export function takeFrom(allowed: Allowance, whose: string, response: Pick<Response, 'setHeader'>): void {
  const seconds = allowed.take(whose);
  if (seconds === 0) return;
  response.setHeader('Retry-After', seconds); // DirectLineJS takes it for milliseconds: a small number suits both
  throw new Refused('rate.exceeded', { seconds });
}
