import type { ClaimedArrival, Inbox } from '../domain/messaging/inbox.ts';
import { LostClaim } from '../domain/unit.ts';
import { isFinal, nextTry } from './back-off.ts';
import { type Pace, pace } from './pace.ts';
import { type Worker, worker } from './worker.ts';

export interface InboxDeps {
  readonly inbox: Inbox;
  /** Runs the turn of an arrival; its commit completes the row. Answers false when the turn had nothing to commit. */
  readonly handle: (arrival: ClaimedArrival) => Promise<boolean>;
  readonly now: () => Date;
  readonly random: () => number;
  readonly log: { warn(fields: object, text: string): void; error(fields: object, text: string): void };
  /** Shared by the loops of a process; its own when left out. */
  readonly place?: Pace;
  /** How many lanes are worked on at once. */
  readonly atOnce?: number;
}

/**
 * Takes arrivals from the inbox: in order within a lane, many lanes at once. A turn that fails is tried again with
 * growing pauses, holding back its own lane only, and in the end becomes a dead letter that can be replayed.
 */
export function inboxWorker({
  inbox,
  handle,
  now,
  random,
  log,
  place = pace(),
  atOnce = 24,
}: InboxDeps): Worker {
  let busy = 0;
  const settled = new Set<Promise<void>>();

  const work = async (arrival: ClaimedArrival) => {
    await place();
    try {
      if (!(await handle(arrival))) await inbox.finish(arrival);
    } catch (error) {
      if (error instanceof LostClaim) return;
      const trace = {
        channel: arrival.channel,
        key: arrival.key,
        seq: arrival.seq,
        traceId: arrival.traceId,
        err: error,
      };
      const again = isFinal(error) ? null : nextTry(arrival.attempts, now(), random);
      if (again) log.warn(trace, 'a turn failed and will be tried again');
      else log.error(trace, 'a turn failed for good: dead letter');
      await inbox.giveBack(arrival, again, error instanceof Error ? error.message : String(error));
      if (again) loop.wakeIn(again.getTime() - now().getTime());
    }
  };

  const begin = (arrival: ClaimedArrival) => {
    busy += 1;
    const run = work(arrival)
      .catch((err) => log.error({ err, seq: arrival.seq }, 'an arrival could not be given back'))
      .finally(() => {
        busy -= 1;
        settled.delete(run);
        loop.wake();
      });
    settled.add(run);
  };

  const loop = worker({
    round: async () => {
      if (busy >= atOnce) return 0;
      const claimed = await inbox.claim(atOnce - busy);
      for (const arrival of claimed) begin(arrival);
      return claimed.length;
    },
    idleMs: 1000,
    gapMs: 3,
    onError: (err) => log.error({ err }, 'the inbox could not be read'),
  });
  return {
    ...loop,
    stop: async () => {
      await loop.stop();
      await Promise.all(settled);
    },
  };
}
