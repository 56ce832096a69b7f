import type { ClaimedArrival, Inbox } from '../../domain/messaging/inbox.ts';
import { bound } from '../sql/codec.ts';
import { Params } from '../sql/dialect.ts';
import { claim, type Workshop } from './claims.ts';
import { endTask, laneCounts, replayDead } from './lane-work.ts';
import { type InboxRow, inboxShape } from './tables.ts';
import { untilReachable } from './until-reachable.ts';

/** Hands what came in to workers: each row to one, the rows of a lane one after another. */
export const inboxOf = (shop: Workshop): Inbox => ({
  // The claim need not survive a power cut: the row would only be handled again, and its fence is checked at the end.
  claim: async (limit) => (await claim<InboxRow>(shop, inboxShape, { limit, durable: false })).map(claimed),
  finish: (row) =>
    untilReachable(shop, () => shop.writer.write(endTask('inbox', row, { outcome: { to: 'done' } }))),
  giveBack: async (row, nextAt, error) => {
    const outcome = nextAt ? ({ to: 'ready', nextAt, error } as const) : ({ to: 'dead', error } as const);
    const held = await untilReachable(shop, () => shop.writer.write(endTask('inbox', row, { outcome })));
    if (held && nextAt) shop.feed.wakeIn(nextAt.getTime() - shop.clock.now().getTime(), 'inbox');
  },
  counts: () => laneCounts(shop, inboxShape),
  replay: (seqs) => replayDead(shop, { table: 'inbox', shape: inboxShape, seqs }),
});

const claimed = (row: InboxRow): ClaimedArrival => ({
  seq: row.seq,
  channel: row.channel,
  key: row.key,
  lane: row.lane,
  activity: row.activity as ClaimedArrival['activity'],
  attempts: row.attempts - 1,
  receivedAt: row.at,
  traceId: row.traceId,
  fence: row.fence!,
});

/** Forgets arrivals handled before an instant; a sender who repeats one after that is not known for it. */
export async function trimInbox({ engine, writer }: Workshop, before: Date): Promise<void> {
  const params = new Params(engine.dialect);
  const at = params.add(bound(engine.dialect, 'instant', before));
  const sql = `DELETE FROM "inbox" WHERE "state" = 'done' AND "next_at" < ${at}`;
  await writer.write({ ask: () => undefined, decide: (ledger) => ledger.run(sql, params.values) });
}
