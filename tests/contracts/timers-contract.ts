import assert from 'node:assert/strict';
import { LostClaim } from '../../domain/unit.ts';
import type { TestEngine } from '../fixtures/databases.ts';
import { rowCase } from '../fixtures/store/rows.ts';
import { type Given, onFresh, soon, start } from './work.ts';

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
