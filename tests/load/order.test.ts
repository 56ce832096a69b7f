import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import { chance } from '../../demo/chance.ts';
import { type Commit, Duplicate } from '../../domain/unit.ts';
import { inboxWorker } from '../../jobs/inbox.ts';
import type { Worker } from '../../jobs/worker.ts';
import { engines, enginesTold, type Site } from '../fixtures/databases.ts';

const quiet = { warn: () => undefined, error: () => undefined };
const lanes = 40;
const perLane = 15;
const longestMs = 20;

/** What one replica handled, in the order it began. */
interface Replica {
  readonly database: Database;
  readonly commit: Commit;
  readonly worker: Worker;
}

const arrive = (commit: Commit, lane: number, number: number) =>
  commit(async (unit) =>
    unit.receive({
      channel: 'test',
      key: `${lane}-${number}`,
      lane: `lane-${lane}`,
      activity: { lane, number },
    }),
  );

for (const engine of engines)
  describe(`many conversations at once on ${engine.name}`, function () {
    this.timeout(30_000);
    const random = chance(11);
    let site: Site;
    const replicas: Replica[] = [];
    const handled = new Map<number, number[]>();
    let handlingMs = 0;
    let begun = 0;

    async function aReplica(): Promise<Replica> {
      const database = await site.open();
      const commit = database.commit({});
      const worker = inboxWorker({
        inbox: database.inbox,
        handle: async ({ activity, seq, fence }) => {
          const { lane, number } = activity as { lane: number; number: number };
          handled.set(lane, [...(handled.get(lane) ?? []), number]);
          const ms = random.whole(0, longestMs);
          handlingMs += ms;
          await wait(ms);
          await commit(async () => undefined, { completes: { inboxSeq: seq, fence } });
          return true;
        },
        now: () => database.clock.now(),
        random: random.next,
        log: quiet,
      });
      database.onCommitted((news) => news.inbox && worker.wake());
      worker.start();
      return { database, commit, worker };
    }

    before(async () => {
      site = await engine.fresh();
      replicas.push(await aReplica());
      if (engine.isServer) replicas.push(await aReplica());
    });

    after(async () => {
      await Promise.all(replicas.map(({ worker }) => worker.stop()));
      await site.drop();
    });

    it('are each handled in order, and side by side', async () => {
      begun = performance.now();
      for (let number = 0; number < perLane; number++)
        await Promise.all(
          Array.from({ length: lanes }, (_, lane) =>
            arrive(replicas[(lane + number) % replicas.length]!.commit, lane, number),
          ),
        );
      while ((await replicas[0]!.database.inbox.counts()).waiting > 0) await wait(10);
      const tookMs = performance.now() - begun;
      const inOrder = Array.from({ length: perLane }, (_, number) => number);
      for (let lane = 0; lane < lanes; lane++) assert.deepEqual(handled.get(lane), inOrder);
      // One after another the handlers alone take this long; side by side they take a small part of it.
      assert.ok(tookMs < handlingMs / 2, `${tookMs} ms for ${handlingMs} ms of handling`);
    });

    it('keep one arrival a key, however often and wherever it is sent again', async () => {
      handled.clear();
      const sends = Array.from({ length: 60 }, (_, at) => ({
        lane: at % 20,
        number: 100 + Math.floor(at / 20),
      }));
      const all = sends.flatMap((one) => Array.from({ length: random.whole(1, 5) }, () => one));
      const outcomes = await Promise.allSettled(
        all.map(({ lane, number }, at) => arrive(replicas[at % replicas.length]!.commit, lane, number)),
      );
      const refused = outcomes.filter((one) => one.status === 'rejected');
      assert.equal(outcomes.length - refused.length, sends.length);
      assert.ok(refused.every(({ reason }) => reason instanceof Duplicate));
      while ((await replicas[0]!.database.inbox.counts()).waiting > 0) await wait(10);
      assert.equal([...handled.values()].flat().length, sends.length);
    });
  });

it(`the load tests: ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
