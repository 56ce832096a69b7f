import { forgetCloudMessages } from '../domain/iot/hub/cloud-queue.ts';
import type { Commit } from '../domain/unit.ts';
import { type Worker, worker } from './worker.ts';

/** How long a handled arrival is remembered, in days: a repeat within this time is known for what it is. Ended messages too. */
export const rememberDays = 30;

const dayMs = 86_400_000;
/** So many are forgotten in one transaction; then the next round follows at once. */
const mostAtOnce = 500;

export interface RetentionDeps {
  /** Forgets arrivals handled before an instant. */
  readonly trimInbox: (before: Date) => Promise<void>;
  /** Forgets messages to devices that are over. */
  readonly commit: Commit;
  readonly now: () => Date;
  readonly log: { error(fields: object, text: string): void };
}

/** Lets go, four times a day, of what is kept for a time only. */
export function retentionWorker({ trimInbox, commit, now, log }: RetentionDeps): Worker {
  return worker({
    round: async () => {
      const before = new Date(now().getTime() - rememberDays * dayMs);
      await trimInbox(before);
      return commit((unit) => forgetCloudMessages(unit, { before, most: mostAtOnce }));
    },
    idleMs: dayMs / 4,
    onError: (error) => log.error({ error }, 'what is old could not be forgotten'),
  });
}
