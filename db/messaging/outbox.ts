import { advanceDelivery, type Message, type MessageState } from '../../domain/conversations/message.ts';
import type { ClaimedOutgoing, Delivery, Outbox } from '../../domain/messaging/outbox.ts';
import type { Outgoing } from '../../domain/messaging/outgoing.ts';
import type { Post } from '../../domain/messaging/post.ts';
import { freshWork, type Outcome } from '../writing/lanes-ledger.ts';
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
    const at = shop.clock.now();
    await Promise.all(
      results.map((one) => untilReachable(shop, () => shop.writer.write(settleTask({ ...one, at })))),
    );
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

interface Settling {
  readonly claimed: ClaimedOutgoing;
  readonly delivery: Delivery;
  readonly at: Date;
}

const settleTask = ({ claimed: row, delivery, at }: Settling) =>
  endTask('outbox', row, {
    outcome: outcomeOf(delivery),
    isLazy: true, // lost in a power cut, the row is found held by nobody, which is the same "maybe sent" as a crash
    ask: (ledger) => askSubject(ledger, row.outgoing),
    also: (ledger) => {
      if (row.outgoing.kind === 'customer-message') return noteMessage(ledger, row.outgoing, delivery);
      if (hasChangedSince(ledger, row.outgoing, delivery)) ledger.outbox.append(again(row, at));
    },
  });

function outcomeOf(delivery: Delivery): Outcome {
  if (delivery.how === 'failed') return { to: 'dead', error: delivery.error };
  if (delivery.how === 'retry') return { to: 'ready', nextAt: delivery.at, error: delivery.error };
  if (delivery.how === 'wait') return { to: 'ready', nextAt: delivery.at, error: null, countsNot: true };
  return { to: 'gone' };
}

function askSubject(ledger: Ledger, outgoing: Outgoing): void {
  if (outgoing.kind === 'customer-message') ledger.records.askWhole('messages', outgoing.messageId);
  else {
    ledger.records.askWhole('posts', outgoing.postId);
    ledger.counters.askSequences();
  }
}

type OfKind<K extends Outgoing['kind']> = Extract<Outgoing, { readonly kind: K }>;

function noteMessage(ledger: Ledger, outgoing: OfKind<'customer-message'>, delivery: Delivery): void {
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

// A post that changed while it was being sent goes again, behind what waits in its lane meanwhile.
const again = ({ lane, outgoing, traceId }: ClaimedOutgoing, at: Date) => ({
  ...freshWork(at),
  lane,
  outgoing,
  at,
  traceId,
});

/** Notes on a post which revision went out; answers whether it has changed since. After a failure the next change tries. */
function hasChangedSince(ledger: Ledger, outgoing: OfKind<'staff-post'>, delivery: Delivery): boolean {
  const { how } = delivery;
  const post = ledger.records.whole<Post>('posts', outgoing.postId);
  if (!post || (how !== 'sent' && how !== 'maybe-sent' && how !== 'failed')) return false;
  const revision = ('revision' in delivery && delivery.revision) || post.revision;
  ledger.records.put('posts', {
    ...post,
    activityId: (how === 'sent' && delivery.externalId) || post.activityId,
    sentRevision: Math.max(post.sentRevision, revision),
    version: post.version + 1,
  } as Post);
  return post.revision > revision;
}

/** Puts failed sends back; the messages and posts wait again, so that a success can be noted on them. */
async function replay(shop: Workshop, seqs: readonly number[] | undefined): Promise<number> {
  const rows = await shop.engine.rows(`SELECT "seq", "outgoing" FROM "outbox" WHERE "state" = 'dead'`, []);
  const chosen = rows.filter(([seq]) => !seqs || seqs.includes(Number(seq)));
  const subjects = chosen.map(
    ([, outgoing]) => (typeof outgoing === 'string' ? JSON.parse(outgoing) : outgoing) as Outgoing,
  );
  return replayDead(
    shop,
    { table: 'outbox', shape: outboxShape, seqs: chosen.map(([seq]) => Number(seq)) }, // not what fails meanwhile
    {
      ask: (ledger) => {
        for (const outgoing of subjects) askSubject(ledger, outgoing);
      },
      also: (ledger) => {
        for (const outgoing of subjects) putBack(ledger, outgoing);
      },
    },
  );
}

function putBack({ records }: Ledger, outgoing: Outgoing): void {
  if (outgoing.kind === 'customer-message') {
    const message = records.whole<Message>('messages', outgoing.messageId);
    if (message?.state === 'failed')
      records.put('messages', { ...message, state: 'queued', version: message.version + 1 } as Message);
    return;
  }
  const post = records.whole<Post>('posts', outgoing.postId);
  if (post && post.sentRevision === post.revision)
    records.put('posts', { ...post, sentRevision: post.revision - 1, version: post.version + 1 } as Post);
}
