import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import type { Commit } from '../../domain/unit.ts';
import { timerWorker } from '../../jobs/timers.ts';
import type { Worker } from '../../jobs/worker.ts';
import { engines, type Site } from '../fixtures/databases.ts';

const timers = 300;
const overMs = 2000;

for (const engine of engines)
  describe(`three hundred timers in two seconds on ${engine.name}`, function () {
    this.timeout(30_000);
    let site: Site;
    const databases: Database[] = [];
    const workers: Worker[] = [];
    /** When each duty's commit was kept, by the product's clock. */
    const fired = new Map<string, number[]>();

    /** A replica that notes each commit which completed a timer: only those count, the others were refused. */
    async function aReplica(): Promise<void> {
      const database = await site.open();
      const commit = database.commit({});
      const noting: Commit = async (decide, by = {}) => {
        const result = await commit(decide, by);
        if (by.completes && 'timerId' in by.completes) {
          const { timerId } = by.completes;
          fired.set(timerId, [...(fired.get(timerId) ?? []), database.clock.now().getTime()]);
        }
        return result;
      };
      const { now } = database.clock;
      const worker = timerWorker({
        timers: database.timers,
        commit: noting,
        now: () => now.call(database.clock),
        random: () => 0,
        log: { error: () => undefined },
      });
      database.onCommitted((news) => news.timers && worker.wake());
      databases.push(database);
      workers.push(worker);
    }

    before(async () => {
      site = await engine.fresh();
      await aReplica();
      if (engine.isServer) await aReplica();
    });

    after(async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await site.drop();
    });

    it('fire once each, none early, none late', async () => {
      const [database] = databases as [Database];
      const from = database.clock.now().getTime() + 300;
      const due = Array.from({ length: timers }, (_, at) => from + Math.floor((at / timers) * overMs));
      await database.commit({})(async (unit) => {
        for (const [at, dueAt] of due.entries())
          unit.startTimer({
            kind: 'conversation.auto-close',
            subjectId: `none-${at}`,
            dueAt: new Date(dueAt),
          });
      });
      for (const worker of workers) worker.start();
      const end = performance.now() + 15_000;
      while ((await database.timers.counts()).waiting > 0 && performance.now() < end) await wait(20);
      const late = due.map((dueAt, at) => {
        const times = fired.get(`conversation.auto-close:none-${at}`) ?? [];
        assert.equal(times.length, 1, `timer ${at} fired ${times.length} times`);
        return times[0]! - dueAt;
      });
      assert.ok(Math.min(...late) >= 0, `one fired ${-Math.min(...late)} ms early`);
      assert.ok(Math.max(...late) < 2000, `one fired ${Math.max(...late)} ms late`);
    });
  });
