import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import type { ClaimedArrival } from '../../domain/messaging/inbox.ts';
import type { ClaimedOutgoing, Delivery } from '../../domain/messaging/outbox.ts';
import type { Commit } from '../../domain/unit.ts';
import { LostClaim } from '../../domain/unit.ts';
import type { Site, TestEngine } from '../fixtures/databases.ts';
import { rowCase, rowMessage, rowPost } from '../fixtures/rows.ts';

interface Given {
  readonly site: Site;
  readonly database: Database;
  readonly commit: Commit;
}

/** A fresh database for each test: work left over by one must not be taken by another. */
function onFresh(
  engine: TestEngine,
  work: (given: Given) => Promise<void>,
  options: { leaseMs?: number } = {},
) {
  return async () => {
    const site = await engine.fresh();
    try {
      const database = await site.open(options);
      await work({ site, database, commit: database.commit({}) });
    } finally {
      await site.drop();
    }
  };
}

const receive = (commit: Commit, key: string, lane = 'lane') =>
  commit(async (unit) => unit.receive({ channel: 'test', key, lane, activity: { key } }), {
    traceId: `trace-${key}`,
  });
const keys = (rows: readonly ClaimedArrival[]) => rows.map(({ key }) => key);
const soon = (ms: number) => new Date(Date.now() + ms);

/** What the inbox promises its workers. */
export function inboxContract(engine: TestEngine): void {
  describe(`the inbox on ${engine.name}`, () => {
    it('hands out the first row of each lane, and the next once it is done', onFresh(engine, inOrder));
    it('starts over where a row was given back, in its turn', onFresh(engine, givenBack));
    it(
      'holds a row only as long as its lease, and believes the last holder',
      onFresh(engine, leases, { leaseMs: 200 }),
    );
    it('keeps a dead letter, goes on with its lane, and replays it once', onFresh(engine, deadLetters));
    it('keeps the order of each lane through many workers and batches', onFresh(engine, storm));
    it('forgets old arrivals when told, and never unfinished ones', onFresh(engine, trimmed));
    if (engine.isServer) {
      it('gives each row to one of two replicas', onFresh(engine, replicas));
      it('takes over within 3 s what a killed process held', onFresh(engine, takenOver)).timeout(20_000);
    } else
      it('frees what a killed process held as soon as it starts again', onFresh(engine, reopened)).timeout(
        20_000,
      );
  });
}

async function inOrder({ database, commit }: Given): Promise<void> {
  for (const key of ['a1', 'a2']) await receive(commit, key, 'a');
  await receive(commit, 'b1', 'b');
  const first = await database.inbox.claim(10);
  assert.deepEqual(keys(first), ['a1', 'b1']);
  assert.deepEqual(
    [first[0]!.attempts, first[0]!.traceId, first[0]!.activity],
    [0, 'trace-a1', { key: 'a1' }],
  );
  assert.deepEqual(await database.inbox.claim(10), []);
  assert.equal((await database.inbox.counts()).waiting, 3);
  assert.ok(await database.inbox.finish(first[0]!));
  assert.deepEqual(keys(await database.inbox.claim(10)), ['a2']);
}

async function givenBack({ database, commit }: Given): Promise<void> {
  for (const key of ['a1', 'a2']) await receive(commit, key, 'a');
  const [first] = await database.inbox.claim(10);
  await database.inbox.giveBack(first!, soon(-1), 'broken');
  const [again] = await database.inbox.claim(10);
  assert.deepEqual([again!.key, again!.attempts], ['a1', 1]);
  let isWoken = false;
  database.onCommitted(({ inbox }) => {
    isWoken ||= inbox;
  });
  await database.inbox.giveBack(again!, soon(300), 'broken');
  assert.deepEqual(await database.inbox.claim(10), []);
  await wait(400);
  assert.ok(isWoken, 'the workers are woken when the row may be tried again');
  assert.deepEqual(keys(await database.inbox.claim(10)), ['a1']);
}

async function leases({ database, commit }: Given): Promise<void> {
  await receive(commit, 'a1');
  const [lost] = await database.inbox.claim(1);
  const woken = new Promise<void>((done) => database.onCommitted(({ inbox }) => inbox && done()));
  await woken;
  const [held] = await database.inbox.claim(1);
  assert.deepEqual([held!.key, held!.attempts], ['a1', 1]);
  assert.equal(await database.inbox.finish(lost!), false);
  await database.inbox.giveBack(lost!, null, 'late');
  assert.equal((await database.inbox.counts()).dead, 0);
  const completes = { inboxSeq: lost!.seq, fence: lost!.fence };
  await assert.rejects(
    commit(async (unit) => unit.cases.save(rowCase('late')), { completes }),
    LostClaim,
  );
  assert.equal(await database.tables.cases.find('late'), undefined);
  assert.ok(await database.inbox.finish(held!));
}

async function deadLetters({ database, commit }: Given): Promise<void> {
  for (const key of ['a1', 'a2']) await receive(commit, key, 'a');
  const [poison] = await database.inbox.claim(1);
  await database.inbox.giveBack(poison!, null, 'cannot be read');
  const [next] = await database.inbox.claim(5);
  assert.equal(next!.key, 'a2');
  const { waiting, dead, oldestAt } = await database.inbox.counts();
  assert.deepEqual([waiting, dead, oldestAt !== null], [1, 1, true]);
  assert.equal(await database.inbox.replay([poison!.seq]), 1);
  assert.equal(await database.inbox.replay(), 0);
  assert.deepEqual(await database.inbox.claim(5), [], 'the lane is busy with its next row');
  assert.ok(await database.inbox.finish(next!));
  const [again] = await database.inbox.claim(5);
  assert.deepEqual([again!.key, again!.attempts], ['a1', 0]);
}

async function storm({ database, commit }: Given): Promise<void> {
  const lanes = 20;
  const each = 15;
  const order = new Map<string, string[]>();
  let done = 0;
  const work = async () => {
    while (done < lanes * each) {
      const rows = await database.inbox.claim(7);
      await Promise.all(
        rows.map(async (row) => {
          await wait(Math.random() * 3);
          order.set(row.lane, [...(order.get(row.lane) ?? []), row.key]);
          assert.ok(await database.inbox.finish(row));
          done++;
        }),
      );
      if (rows.length === 0) await wait(2);
    }
  };
  const all = Array.from({ length: each }, (_, at) => at);
  const arrive = async (lane: number) => {
    for (const at of all) await receive(commit, `${lane}-${at}`, `lane-${lane}`);
  };
  await Promise.all([...Array.from({ length: lanes }, (_, lane) => arrive(lane)), work(), work(), work()]);
  for (const [lane, seen] of order)
    assert.deepEqual(
      seen,
      all.map((at) => `${lane.slice('lane-'.length)}-${at}`),
    );
  assert.equal((await database.inbox.counts()).waiting, 0);
}

async function trimmed({ database, commit }: Given): Promise<void> {
  await receive(commit, 'old', 'a');
  await receive(commit, 'open', 'b');
  const [old] = await database.inbox.claim(1);
  await database.inbox.finish(old!);
  await database.trimInbox(soon(60_000));
  await receive(commit, 'old', 'a');
  assert.deepEqual(keys(await database.inbox.claim(5)).sort(), ['old', 'open']);
}

async function replicas({ site, database, commit }: Given): Promise<void> {
  const other = await site.open();
  let heard = 0;
  other.onCommitted(({ inbox, events }) => {
    if (inbox) heard++;
    heard += events.length;
  });
  await commit(async (unit) => unit.emit('case.closed', { caseId: 'told' }));
  for (let at = 0; at < 40; at++) await receive(commit, `r${at}`, `lane-${at}`);
  const taken = await Promise.all(
    Array.from({ length: 10 }, (_, at) => (at % 2 ? database : other).inbox.claim(8)),
  );
  const all = taken.flat().map(({ key }) => key);
  assert.equal(all.length, 40);
  assert.equal(new Set(all).size, 40);
  for (let tries = 0; heard === 0 && tries < 50; tries++) await wait(50);
  assert.ok(heard > 0, 'the other replica is told');
  await other.close();
}

async function leaveWork(commit: Commit): Promise<void> {
  await receive(commit, 'in', 'a');
  await queueMessages(commit, 'c1', ['m1']);
  await start(commit, 'due', soon(-1000));
}

async function assertTakenUp(database: Database, within: number): Promise<void> {
  const from = Date.now();
  const taken = { inbox: false, outbox: false, timers: false };
  while (Object.values(taken).includes(false) && Date.now() - from < within) {
    for (const row of await database.inbox.claim(5)) taken.inbox = row.attempts === 1;
    for (const row of await database.outbox.claim(5)) taken.outbox = row.uncertain;
    for (const timer of await database.timers.claimDue(5)) taken.timers = timer.attempts === 1;
    await wait(20);
  }
  assert.deepEqual(taken, { inbox: true, outbox: true, timers: true });
}

async function takenOver({ site, database, commit }: Given): Promise<void> {
  await leaveWork(commit);
  assert.equal(await site.claimAndDie(), 3);
  await assertTakenUp(database, 3000);
}

async function reopened({ site, database, commit }: Given): Promise<void> {
  await leaveWork(commit);
  await database.close();
  assert.equal(await site.claimAndDie(), 3);
  await assertTakenUp(await site.open(), 1000);
}

const settle = (database: Database, claimed: ClaimedOutgoing, delivery: Delivery) =>
  database.outbox.settle([{ claimed, delivery }]);

async function queueMessages(commit: Commit, conversationId: string, ids: readonly string[]): Promise<void> {
  await commit(async (unit) => {
    for (const messageId of ids) {
      unit.messages.save(rowMessage(messageId, { conversationId }));
      unit.send({ kind: 'customer-message', conversationId, messageId });
    }
  });
}
const messageIds = (rows: readonly ClaimedOutgoing[]) =>
  rows.map(({ outgoing }) => (outgoing.kind === 'customer-message' ? outgoing.messageId : outgoing.postId));

/** What the outbox promises its senders. */
export function outboxContract(engine: TestEngine): void {
  describe(`the outbox on ${engine.name}`, () => {
    it('lets the rows of a lane leave in order, and other lanes meanwhile', onFresh(engine, outboxOrder));
    it('notes on a message and a post what became of them', onFresh(engine, noted));
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
    unit.send({ kind: 'staff-post', personId: 'agent-1', postId: 'p1', revision: 3 });
  });
  const [sent, maybe, post] = await database.outbox.claim(10);
  await database.outbox.settle([
    { claimed: sent!, delivery: { how: 'sent', externalId: 'ext-1' } },
    { claimed: maybe!, delivery: { how: 'maybe-sent', error: 'cut off' } },
    { claimed: post!, delivery: { how: 'sent', externalId: 'activity-1' } },
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

const start = (commit: Commit, subjectId: string, dueAt: Date) =>
  commit(async (unit) => unit.startTimer({ kind: 'case.close', subjectId, dueAt }));

/** What timers promise. */
export function timersContract(engine: TestEngine): void {
  describe(`timers on ${engine.name}`, () => {
    it('fire when they are due by the product’s clock, and not before', onFresh(engine, due));
    it('are moved by another start and stopped for good', onFresh(engine, moved));
    it('fire once, with what their handling wrote', onFresh(engine, once));
    it('stay when the commit that completes them starts them anew', onFresh(engine, anew));
    it('come back when given back, and die when nobody can handle them', onFresh(engine, backAgain));
    if (engine.isServer) it('fire on one of two replicas only', onFresh(engine, onOne));
  });
}

async function due({ database, commit }: Given): Promise<void> {
  const now = database.clock.now().getTime();
  await start(commit, 'late', new Date(now - 5000));
  await start(commit, 'later', new Date(now + 3_600_000));
  assert.ok((await database.timers.counts()).lateMs >= 5000);
  const [late, none] = await database.timers.claimDue(10);
  assert.deepEqual([late!.subjectId, late!.dueAt.getTime(), none], ['late', now - 5000, undefined]);
  assert.equal((await database.timers.nextDueAt())?.getTime(), now + 3_600_000);
  let isWoken = false;
  database.onCommitted(({ timers }) => {
    isWoken ||= timers;
  });
  await database.clock.advance(3_600_000);
  assert.ok(isWoken, 'moving the clock wakes the timers');
  assert.ok(database.clock.now().getTime() >= now + 3_600_000);
  const [later] = await database.timers.claimDue(10);
  assert.equal(later!.subjectId, 'later');
}

async function moved({ database, commit }: Given): Promise<void> {
  const past = soon(-1000);
  await start(commit, 'moved', past);
  const [held] = await database.timers.claimDue(1);
  await start(commit, 'moved', soon(3_600_000));
  const completes = { timerId: held!.id, fence: held!.fence };
  await assert.rejects(
    commit(async (unit) => unit.cases.save(rowCase('moved')), { completes }),
    LostClaim,
  );
  assert.deepEqual(await database.timers.claimDue(1), []);
  await commit(async (unit) => unit.stopTimer('case.close', 'moved'));
  assert.equal(await database.timers.nextDueAt(), null);
  assert.deepEqual(await database.timers.counts(), { waiting: 0, dead: 0, lateMs: 0 });
}

async function once({ database, commit }: Given): Promise<void> {
  await start(commit, 'once', soon(-1000));
  const [timer] = await database.timers.claimDue(5);
  const completes = { timerId: timer!.id, fence: timer!.fence };
  const handle = () => commit(async (unit) => unit.cases.save(rowCase(unit.newId())), { completes });
  const results = await Promise.allSettled([handle(), handle()]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.equal(await database.tables.cases.count({}), 1);
  assert.deepEqual(await database.timers.claimDue(5), []);
}

async function anew({ database, commit }: Given): Promise<void> {
  await start(commit, 'again', soon(-1000));
  const [timer] = await database.timers.claimDue(5);
  const dueAt = soon(60_000);
  await commit(async (unit) => unit.startTimer({ kind: 'case.close', subjectId: 'again', dueAt }), {
    completes: { timerId: timer!.id, fence: timer!.fence },
  });
  assert.equal((await database.timers.nextDueAt())?.getTime(), dueAt.getTime());
}

async function backAgain({ database, commit }: Given): Promise<void> {
  await start(commit, 'back', soon(-1000));
  const [timer] = await database.timers.claimDue(5);
  await database.timers.giveBack(timer!, soon(-1), 'busy');
  const [again] = await database.timers.claimDue(5);
  assert.equal(again!.attempts, 1);
  await database.timers.giveBack(timer!, null, 'no longer mine');
  await database.timers.giveBack(again!, null, 'hopeless');
  assert.deepEqual(await database.timers.claimDue(5), []);
  assert.deepEqual(await database.timers.counts(), { waiting: 0, dead: 1, lateMs: 0 });
}

async function onOne({ site, database, commit }: Given): Promise<void> {
  const other = await site.open();
  await commit(async (unit) => {
    for (let at = 0; at < 60; at++)
      unit.startTimer({ kind: 'sla.warn', subjectId: `t${at}`, dueAt: soon(-1000) });
  });
  const taken = await Promise.all(
    Array.from({ length: 8 }, (_, at) => (at % 2 ? database : other).timers.claimDue(10)),
  );
  const ids = taken.flat().map(({ id }) => id);
  assert.equal(ids.length, 60);
  assert.equal(new Set(ids).size, 60);
}
