import type { Server } from '../server.ts';

/** A customer's chat shows the sign for some seconds; it is renewed a little more often than that. */
const everyMs = 3_000;

/**
 * Lets the customer see that somebody is writing, at most once in a while for each case. Nobody waits for it and nobody
 * is told when it fails.
 */
export function typingSign(
  server: Pick<Server, 'post'>,
  now: () => number = Date.now,
): (caseId: string | null) => void {
  const sentAt = new Map<string | null, number>();
  return (caseId) => {
    if (now() - (sentAt.get(caseId) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    sentAt.set(caseId, now());
    server.post('/api/desk/typing', caseId ? { caseId } : {}).catch(() => undefined);
  };
}
