import { advanceDelivery, type Message, type MessageState } from '../../domain/conversations/message.ts';
import type { ClaimedOutgoing, Delivery, Outbox } from '../../domain/messaging/outbox.ts';
import type { Outgoing } from '../../domain/messaging/outgoing.ts';
import type { Post } from '../../domain/messaging/post.ts';
import type { Outcome } from '../writing/lanes-ledger.ts';
import type { Ledger } from '../writing/ledger.ts';
import { claim, type Workshop } from './claims.ts';
import { endTask, laneCounts, replayDead } from './lane-work.ts';
import { type OutboxRow, outboxShape } from './tables.ts';
import { untilReachable } from './until-reachable.ts';

/** Hands what waits to leave to workers, and notes on the message or post itself what became of it. */
export const outboxOf = (shop: Workshop): Outbox => ({
  // The claim is on the disk before anything is sent: after any crash the next worker knows that it may have been sent.
  claim: async (limit) => (await claim<OutboxRow>(shop, outboxShape, { limit, durable: true })).map(claimed),
  settle: async (results) => {
    await Promise.all(results.map((one) => untilReachable(shop, () => shop.writer.write(settleTask(one)))));
    for (const { delivery } of results)
      if ('at' in delivery) shop.feed.wakeIn(delivery.at.getTime() - shop.clock.now().getTime(), 'outbox');
  },
  counts: () => laneCounts(shop, outboxShape),
  replay: (seqs) => replay(shop, seqs),
});

const claimed = (row: OutboxRow): ClaimedOutgoing => ({
  seq: row.seq,
  lane: row.lane,
  outgoing: row.outgoing as Outgoing,
  attempts: row.attempts - 1,
  queuedAt: row.at,
  traceId: row.traceId,
  fence: row.fence!,
  uncertain: row.uncertain,
});

const settleTask = ({ claimed: row, delivery }: { claimed: ClaimedOutgoing; delivery: Delivery }) =>
  endTask('outbox', row, {
    outcome: outcomeOf(delivery),
    isLazy: true, // lost in a power cut, the row is found held by nobody, which is the same "maybe sent" as a crash
    ask: (ledger) => askSubject(ledger, row.outgoing),
    also: (ledger) => noteOn(ledger, row.outgoing, delivery),
  });

function outcomeOf(delivery: Delivery): Outcome {
  if (delivery.how === 'failed') return { to: 'dead', error: delivery.error };
  if (delivery.how === 'retry') return { to: 'ready', nextAt: delivery.at, error: delivery.error };
  if (delivery.how === 'wait') return { to: 'ready', nextAt: delivery.at, error: null, countsNot: true };
  return { to: 'gone' };
}

function askSubject(ledger: Ledger, outgoing: Outgoing): void {
  if (outgoing.kind === 'customer-message') ledger.records.askWhole('messages', outgoing.messageId);
  else ledger.records.askWhole('posts', outgoing.postId);
}

function noteOn(ledger: Ledger, outgoing: Outgoing, delivery: Delivery): void {
  if (outgoing.kind === 'staff-post') {
    if (delivery.how === 'sent') notePost(ledger, outgoing, delivery.externalId);
    return;
  }
  const message = ledger.records.whole<Message>('messages', outgoing.messageId);
  const state = (
    { sent: 'sent', 'maybe-sent': 'maybe-sent', failed: 'failed' } as Record<string, MessageState>
  )[delivery.how];
  if (!message || !state) return;
  const moved = advanceDelivery(message, state);
  const externalId =
    delivery.how === 'sent' ? (delivery.externalId ?? message.externalId) : message.externalId;
  if (moved !== message || externalId !== message.externalId)
    ledger.records.put('messages', { ...moved, externalId, version: message.version + 1 } as Message);
}

function notePost(
  ledger: Ledger,
  outgoing: Outgoing & { kind: 'staff-post' },
  activityId: string | null,
): void {
  const post = ledger.records.whole<Post>('posts', outgoing.postId);
  if (!post) return;
  ledger.records.put('posts', {
    ...post,
    activityId: activityId ?? post.activityId,
    sentRevision: Math.max(post.sentRevision, outgoing.revision),
    version: post.version + 1,
  } as Post);
}

/** Puts failed sends back; the messages wait again, so that a success can be noted on them. */
async function replay(shop: Workshop, seqs: readonly number[] | undefined): Promise<number> {
  const rows = await shop.engine.rows(`SELECT "seq", "outgoing" FROM "outbox" WHERE "state" = 'dead'`, []);
  const ids = rows
    .filter(([seq]) => !seqs || seqs.includes(Number(seq)))
    .map(([, outgoing]) => (typeof outgoing === 'string' ? JSON.parse(outgoing) : outgoing) as Outgoing)
    .flatMap((outgoing) => (outgoing.kind === 'customer-message' ? [outgoing.messageId] : []));
  return replayDead(
    shop,
    { table: 'outbox', shape: outboxShape, seqs },
    {
      ask: (ledger) => {
        for (const id of ids) ledger.records.askWhole('messages', id);
      },
      also: (ledger) => {
        for (const id of ids) {
          const message = ledger.records.whole<Message>('messages', id);
          if (message?.state === 'failed')
            ledger.records.put('messages', {
              ...message,
              state: 'queued',
              version: message.version + 1,
            } as Message);
        }
      },
    },
  );
}
