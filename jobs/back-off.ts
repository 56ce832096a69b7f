import { Refused } from '../domain/refusals.ts';

/** How often something is tried before it becomes a dead letter. */
export const mostTries = 8;

/**
 * When to try again: doubling from half a second up to five minutes, with full jitter so that many failures do not come
 * back as one wave. `null` after the last try.
 */
export function nextTry(attempts: number, now: Date, random: () => number): Date | null {
  if (attempts >= mostTries) return null;
  const ceiling = Math.min(500 * 2 ** attempts, 300_000);
  return new Date(now.getTime() + ceiling * (0.5 + random() / 2));
}

/**
 * Whether trying again is of no use: a rule that says no, such as one about a thing that is gone, says it every time and
 * would hold its lane up. A crowd around one record has gone a moment later.
 */
export const isFinal = (error: unknown): boolean =>
  error instanceof Refused && error.status < 500 && error.code !== 'record.conflict';
