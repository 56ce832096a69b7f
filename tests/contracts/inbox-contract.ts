import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClaimedArrival } from '../../domain/messaging/inbox.ts';
import { LostClaim } from '../../domain/unit.ts';
import type { TestEngine } from '../fixtures/databases.ts';
import { rowCase } from '../fixtures/store/rows.ts';
import { type Given, onFresh, receive, soon } from './work.ts';

const keys = (rows: readonly ClaimedArrival[]) => rows.map(({ key }) => key);

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
    if (engine.isServer) it('gives each row to one of two replicas', onFresh(engine, replicas));
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
