import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import type { Commit } from '../../domain/unit.ts';
import type { TestEngine } from '../fixtures/databases.ts';
import { type Given, onFresh, queueMessages, receive, soon, start } from './work.ts';

/** What becomes of the work of a killed process. */
export function recoveryContract(engine: TestEngine): void {
  describe(`recovery on ${engine.name}`, () => {
    if (engine.isServer)
      it('takes over within 3 s what a killed process held', onFresh(engine, takenOver)).timeout(20_000);
    else
      it('frees what a killed process held as soon as it starts again', onFresh(engine, reopened)).timeout(
        20_000,
      );
  });
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
