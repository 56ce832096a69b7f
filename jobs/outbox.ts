import type { ClaimedOutgoing, Delivery, Outbox } from '../domain/messaging/outbox.ts';
import { isFinal, nextTry } from './back-off.ts';
import { type Pace, pace } from './pace.ts';
import { type Worker, worker } from './worker.ts';

export interface OutboxDeps {
  readonly outbox: Outbox;
  /** Sends one row; a thrown error counts as a failed try. */
  readonly deliver: (claimed: ClaimedOutgoing) => Promise<Delivery>;
  readonly now: () => Date;
  readonly random: () => number;
  readonly log: { warn(fields: object, text: string): void; error(fields: object, text: string): void };
  /** Shared by the loops of a process; its own when left out. */
  readonly place?: Pace;
  readonly atOnce?: number;
}

/** Sends what waits to leave: in order within a lane, many lanes at once, results noted many at a time. */
export function outboxWorker({
  outbox,
  deliver,
  now,
  random,
  log,
  place = pace(),
  atOnce = 24,
}: OutboxDeps): Worker {
  let busy = 0;
  let results: { claimed: ClaimedOutgoing; delivery: Delivery }[] = [];
  let settling: Promise<void> | null = null;
  const running = new Set<Promise<void>>();

  const tried = async (claimed: ClaimedOutgoing): Promise<Delivery> => {
    await place();
    try {
      return await deliver(claimed);
    } catch (failure) {
      const error = failure instanceof Error ? failure.message : String(failure);
      const at = isFinal(failure) ? null : nextTry(claimed.attempts, now(), random);
      log.warn(
        { seq: claimed.seq, lane: claimed.lane, traceId: claimed.traceId, err: failure },
        'sending failed',
      );
      return at ? { how: 'retry', at, error } : { how: 'failed', error };
    }
  };

  const settle = () => {
    settling ??= (async () => {
      while (results.length > 0) {
        const batch = results;
        results = [];
        try {
          await outbox.settle(batch);
        } catch (err) {
          log.error(
            { err, rows: batch.length },
            'results of sending could not be noted; their leases will end',
          );
        }
        busy -= batch.length;
        loop.wake();
      }
      settling = null;
    })();
    return settling;
  };

  const begin = (claimed: ClaimedOutgoing) => {
    busy += 1;
    const run = tried(claimed).then((delivery) => {
      if (delivery.how === 'failed')
        log.error({ seq: claimed.seq, lane: claimed.lane, error: delivery.error }, 'not sent: dead letter');
      if (delivery.how === 'retry' || delivery.how === 'wait')
        loop.wakeIn(delivery.at.getTime() - now().getTime());
      results.push({ claimed, delivery });
      return settle();
    });
    running.add(run);
    void run.finally(() => running.delete(run));
  };

  const loop = worker({
    round: async () => {
      if (busy >= atOnce) return 0;
      const claimed = await outbox.claim(atOnce - busy);
      for (const row of claimed) begin(row);
      return claimed.length;
    },
    idleMs: 1000,
    gapMs: 3,
    onError: (err) => log.error({ err }, 'the outbox could not be read'),
  });
  return {
    ...loop,
    stop: async () => {
      await loop.stop();
      await Promise.all(running);
      await settling;
    },
  };
}
