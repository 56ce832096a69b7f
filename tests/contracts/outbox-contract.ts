import assert from 'node:assert/strict';
import type { Database } from '../../db/database.ts';
import type { ClaimedOutgoing, Delivery } from '../../domain/messaging/outbox.ts';
import type { TestEngine } from '../fixtures/databases.ts';
import { rowPost } from '../fixtures/store/rows.ts';
import { type Given, onFresh, queueMessages, soon } from './work.ts';

const settle = (database: Database, claimed: ClaimedOutgoing, delivery: Delivery) =>
  database.outbox.settle([{ claimed, delivery }]);

const messageIds = (rows: readonly ClaimedOutgoing[]) =>
  rows.map(({ outgoing }) => (outgoing.kind === 'customer-message' ? outgoing.messageId : outgoing.postId));

/** What the outbox promises its senders. */
export function outboxContract(engine: TestEngine): void {
  describe(`the outbox on ${engine.name}`, () => {
    it('lets the rows of a lane leave in order, and other lanes meanwhile', onFresh(engine, outboxOrder));
    it('notes on a message and a post what became of them', onFresh(engine, noted));
    it('sends a post again that changed while it was sent, behind what waits', onFresh(engine, changed));
    it('sends a post again that changed after it may have been sent', onFresh(engine, changedUnseen));
    it('replays a failed post, and lets its next change try before that', onFresh(engine, failedPost));
    it('holds back a lane in retry, and counts a wait as no try', onFresh(engine, retried));
    it('keeps a failed send, and replays it once', onFresh(engine, failed));
    it(
      'tells that a send may have happened when its worker vanished',
      onFresh(engine, uncertain, { leaseMs: 200 }),
    );
  });
}

async function outboxOrder({ database, commit }: Given): Promise<void> {
  await queueMessages(commit, 'c1', ['m1', 'm2']);
  await queueMessages(commit, 'c2', ['m3']);
  const first = await database.outbox.claim(10);
  assert.deepEqual(messageIds(first), ['m1', 'm3']);
  assert.deepEqual([first[0]!.lane, first[0]!.attempts, first[0]!.uncertain], ['conversation:c1', 0, false]);
  await settle(database, first[0]!, { how: 'sent', externalId: 'ext-1' });
  assert.deepEqual(messageIds(await database.outbox.claim(10)), ['m2']);
  assert.deepEqual((await database.outbox.counts()).waiting, 2);
}

async function noted({ database, commit }: Given): Promise<void> {
  await queueMessages(commit, 'c1', ['m1']);
  await queueMessages(commit, 'c2', ['m2']);
  await commit(async (unit) => {
    unit.posts.save(rowPost('p1', { revision: 3 }));
    unit.send({ kind: 'staff-post', personId: 'agent-1', postId: 'p1' });
  });
  const [sent, maybe, post] = await database.outbox.claim(10);
  await database.outbox.settle([
    { claimed: sent!, delivery: { how: 'sent', externalId: 'ext-1' } },
    { claimed: maybe!, delivery: { how: 'maybe-sent', error: 'cut off' } },
    { claimed: post!, delivery: { how: 'sent', externalId: 'activity-1', revision: 3 } },
  ]);
  const [m1, m2, p1] = [
    await database.tables.messages.get('m1'),
    await database.tables.messages.get('m2'),
    await database.tables.posts.get('p1'),
  ];
  assert.deepEqual([m1.state, m1.externalId, m1.version], ['sent', 'ext-1', 2]);
  assert.deepEqual([m2.state, m2.externalId, m2.version], ['maybe-sent', null, 2]);
  assert.deepEqual([p1.activityId, p1.sentRevision, p1.version], ['activity-1', 3, 2]);
  assert.deepEqual(await database.outbox.counts(), { waiting: 0, dead: 0, oldestAt: null });
}

/** A post that somebody changes as the bot does; answers what waits to be sent then. */
async function aPost({ commit }: Given, id: string, revision: number, sentRevision = 0): Promise<void> {
  await commit(async (unit) => {
    const found = await unit.posts.find(id);
    unit.posts.save({ ...(found ?? rowPost(id, { sentRevision })), revision });
    if (!found) unit.send({ kind: 'staff-post', personId: 'agent-1', postId: id });
  });
}

async function changed(given: Given): Promise<void> {
  const { database } = given;
  await aPost(given, 'p1', 1);
  await aPost(given, 'p2', 1);
  const [first] = await database.outbox.claim(10);
  await aPost(given, 'p1', 3);
  await settle(database, first!, { how: 'sent', externalId: 'activity-1', revision: 1 });
  const { activityId, sentRevision } = await database.tables.posts.get('p1');
  assert.deepEqual([activityId, sentRevision], ['activity-1', 1]);
  const [second] = await database.outbox.claim(10);
  assert.deepEqual(messageIds([second!]), ['p2']);
  await settle(database, second!, { how: 'sent', externalId: null, revision: 1 });
  const [again] = await database.outbox.claim(10);
  assert.deepEqual(messageIds([again!]), ['p1']);
  await settle(database, again!, { how: 'sent', externalId: null, revision: 3 });
  assert.deepEqual(await database.outbox.counts(), { waiting: 0, dead: 0, oldestAt: null });
}

async function changedUnseen(given: Given): Promise<void> {
  const { database } = given;
  await aPost(given, 'p1', 1);
  const [first] = await database.outbox.claim(10);
  await aPost(given, 'p1', 2);
  await settle(database, first!, { how: 'maybe-sent', error: 'the process ended', revision: 1 });
  assert.deepEqual(messageIds(await database.outbox.claim(10)), ['p1']);
}

async function failedPost(given: Given): Promise<void> {
  const { database } = given;
  await aPost(given, 'p1', 1);
  const [first] = await database.outbox.claim(10);
  await settle(database, first!, { how: 'failed', error: '400' });
  const { revision, sentRevision } = await database.tables.posts.get('p1');
  assert.deepEqual([revision, sentRevision], [1, 1]);
  assert.equal(await database.outbox.replay(), 1);
  assert.equal((await database.tables.posts.get('p1')).sentRevision, 0);
  assert.deepEqual(messageIds(await database.outbox.claim(10)), ['p1']);
}

async function retried({ database, commit }: Given): Promise<void> {
  await queueMessages(commit, 'c1', ['m1', 'm2']);
  const [first] = await database.outbox.claim(10);
  await settle(database, first!, { how: 'retry', at: soon(-1), error: '503' });
  const [second] = await database.outbox.claim(10);
  assert.deepEqual([messageIds([second!]), second!.attempts, second!.uncertain], [['m1'], 1, false]);
  await settle(database, second!, { how: 'wait', at: soon(-1) });
  const [third] = await database.outbox.claim(10);
  assert.equal(third!.attempts, 1);
  await settle(database, third!, { how: 'superseded' });
  assert.deepEqual(messageIds(await database.outbox.claim(10)), ['m2']);
}

async function failed({ database, commit }: Given): Promise<void> {
  await queueMessages(commit, 'c1', ['m1', 'm2']);
  const [first] = await database.outbox.claim(10);
  await settle(database, first!, { how: 'failed', error: 'no such number' });
  assert.equal((await database.tables.messages.get('m1')).state, 'failed');
  assert.equal((await database.outbox.counts()).dead, 1);
  const [next] = await database.outbox.claim(10);
  await settle(database, next!, { how: 'sent', externalId: null });
  assert.equal(await database.outbox.replay(), 1);
  assert.equal(await database.outbox.replay(), 0);
  assert.equal((await database.tables.messages.get('m1')).state, 'queued');
  const [again] = await database.outbox.claim(10);
  await settle(database, again!, { how: 'sent', externalId: 'ext' });
  assert.equal((await database.tables.messages.get('m1')).state, 'sent');
}

async function uncertain({ database, commit }: Given): Promise<void> {
  await queueMessages(commit, 'c1', ['m1']);
  const [lost] = await database.outbox.claim(10);
  await new Promise<void>((done) => database.onCommitted(({ outbox }) => outbox && done()));
  const [again] = await database.outbox.claim(10);
  assert.deepEqual([again!.uncertain, again!.attempts], [true, 1]);
  await settle(database, lost!, { how: 'sent', externalId: 'late' });
  assert.equal((await database.tables.messages.get('m1')).state, 'queued');
  await settle(database, again!, { how: 'maybe-sent', error: 'unknown' });
  assert.equal((await database.tables.messages.get('m1')).state, 'maybe-sent');
}
