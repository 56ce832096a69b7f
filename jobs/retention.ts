import { type Worker, worker } from './worker.ts';

/** How long a handled arrival is remembered, in days: a repeat within this time is known for what it is. */
export const rememberDays = 30;

const dayMs = 86_400_000;

export interface RetentionDeps {
  /** Forgets arrivals handled before an instant. */
  readonly trimInbox: (before: Date) => Promise<void>;
  readonly now: () => Date;
  readonly log: { error(fields: object, text: string): void };
}

/** Lets go, four times a day, of what is kept for a time only. */
export function retentionWorker({ trimInbox, now, log }: RetentionDeps): Worker {
  return worker({
    round: async () => {
      await trimInbox(new Date(now().getTime() - rememberDays * dayMs));
      return 0;
    },
    idleMs: dayMs / 4,
    onError: (error) => log.error({ error }, 'old arrivals could not be forgotten'),
  });
}
