import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import { mostTries } from '../../jobs/back-off.ts';
import { inboxWorker } from '../../jobs/inbox.ts';
import { engines, type Site } from '../fixtures/databases.ts';

const minuteMs = 60_000;

for (const engine of engines)
  describe(`a turn that always fails on ${engine.name}`, function () {
    this.timeout(20_000);
    let site: Site;
    let database: Database;
    let at = Date.parse('2026-03-02T09:00:00Z');

    before(async () => {
      site = await engine.fresh();
      database = await site.open({ now: () => new Date(at) });
    });

    after(() => site.drop());

    it('is tried again with growing pauses, then becomes a dead letter that is told, and can be replayed once', async () => {
      const tries: number[] = [];
      const told: string[] = [];
      let isMended = false;
      const commit = database.commit({});
      await commit(async (unit) => unit.receive({ channel: 'test', key: 'k', lane: 'l', activity: {} }));
      const worker = inboxWorker({
        inbox: database.inbox,
        handle: async () => {
          tries.push(at);
          if (!isMended) throw new Error('the search is away');
          return false;
        },
        now: () => new Date(at),
        random: () => 1,
        log: { warn: () => undefined, error: (_fields, text) => void told.push(text) },
      });
      worker.start();
      for (let minutes = 0; (await database.inbox.counts()).dead === 0; minutes++) {
        assert.ok(minutes < 30, `still no dead letter after ${minutes} minutes and ${tries.length} tries`);
        const before = tries.length;
        at += minuteMs;
        worker.wake();
        for (let looks = 0; tries.length === before && looks < 50; looks++) await wait(5);
        await wait(10);
      }
      const pauses = tries.slice(1).map((one, index) => one - tries[index]!);
      assert.equal(tries.length, mostTries + 1);
      assert.ok(pauses.at(-1)! > pauses[0]!, `pauses grow: ${pauses}`);
      assert.deepEqual(told, ['a turn failed for good: dead letter']);

      isMended = true;
      assert.equal(await database.inbox.replay(), 1);
      worker.wake();
      while ((await database.inbox.counts()).waiting > 0) await wait(5);
      assert.equal(tries.length, mostTries + 2);
      assert.equal(await database.inbox.replay(), 0);
      await worker.stop();
      assert.deepEqual(await database.inbox.counts(), { waiting: 0, dead: 0, oldestAt: null });
    });
  });
