import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Refused } from '../../domain/refusals.ts';
import { engines, enginesTold, type Site } from '../fixtures/databases.ts';
import { rowCase } from '../fixtures/store/rows.ts';

const postgres = engines.find(({ name }) => name === 'PostgreSQL');

/** Ends every connection of a site, as a restart of the server does. */
async function cutOff(site: Site): Promise<void> {
  const url = new URL(site.url);
  const schema = url.searchParams.get('schema');
  url.searchParams.delete('schema');
  const client = new pg.Client(url.href);
  await client.connect();
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
    `fieldline ${schema}`,
  ]);
  await client.end();
}

if (postgres)
  describe('PostgreSQL', () => {
    it('may cut every connection: the store says so, comes back and hears the others again', async () => {
      const site = await postgres.fresh();
      const [one, other] = [await site.open(), await site.open()];
      const heard: string[] = [];
      other.onCommitted(({ events }) =>
        heard.push(...events.map(({ data }) => (data as { caseId: string }).caseId)),
      );
      const emit = (caseId: string) => one.commit({})(async (unit) => unit.emit('case.closed', { caseId }));
      await emit('before');
      await cutOff(site);
      let refusals = 0;
      for (let at = 0; at < 100; at++)
        try {
          await emit('after');
          break;
        } catch (error) {
          assert.ok(error instanceof Refused && error.code === 'service.unavailable', String(error));
          refusals++;
          await wait(50);
        }
      assert.ok(refusals < 100, 'the store came back');
      for (let tries = 0; heard.length < 2 && tries < 100; tries++) await wait(50);
      assert.deepEqual(heard, ['before', 'after']);
      assert.equal((await one.health()).ok, true);
      await site.drop();
    });

    it('keeps a worker’s result that comes while it is away', async () => {
      const site = await postgres.fresh();
      const database = await site.open();
      const commit = database.commit({});
      await commit(async (unit) => unit.receive({ channel: 'x', key: '1', lane: 'l', activity: {} }));
      const [row] = await database.inbox.claim(1);
      await cutOff(site);
      assert.ok(await database.inbox.finish(row!));
      assert.equal((await database.inbox.counts()).waiting, 0);
      await site.drop();
    });

    it('loses no work and handles none twice while its connections are cut again and again', async () => {
      const site = await postgres.fresh();
      const database = await site.open();
      const commit = database.commit({});
      const all = Array.from({ length: 120 }, (_, at) => at);
      await commit(async (unit) => {
        for (const at of all)
          unit.receive({ channel: 'x', key: `${at}`, lane: `l${at % 30}`, activity: { at } });
      });
      const handle = async () => {
        for (const row of await database.inbox.claim(6))
          await commit(
            async (unit) => unit.cases.save(rowCase(`${row.key}-${unit.newId()}`, { title: row.key })),
            {
              completes: { inboxSeq: row.seq, fence: row.fence },
            },
          ).catch(() => database.inbox.giveBack(row, new Date(0), 'cut off'));
      };
      let cuts = 0;
      const cutting = (async () => {
        for (; cuts < 5; cuts++) {
          await wait(40);
          await cutOff(site);
        }
      })();
      const until = Date.now() + 20_000;
      while (Date.now() < until && (await database.tables.cases.count({}).catch(() => 0)) < all.length) {
        await Promise.all([handle(), handle()].map((one) => one.catch(() => wait(20))));
        await wait(5);
      }
      await cutting;
      const titles = (await database.tables.cases.where({})).map(({ title }) => Number(title));
      assert.deepEqual(
        titles.sort((a, b) => a - b),
        all,
      );
      assert.ok(Date.now() < until - 5000, 'no row waited for the end of its lease');
      await site.drop();
    }).timeout(40_000);

    it('numbers events in the order of commits, whichever replica writes', async () => {
      const site = await postgres.fresh();
      const replicas = [await site.open(), await site.open()];
      const heard: number[] = [];
      replicas[0]!.onCommitted(({ events }) => heard.push(...events.map(({ seq }) => seq)));
      await Promise.all(
        Array.from({ length: 60 }, (_, at) =>
          replicas[at % 2]!.commit({})(async (unit) => {
            unit.cases.save(rowCase(`case-${at}`));
            unit.emit('case.closed', { caseId: `case-${at}` });
          }),
        ),
      );
      for (let tries = 0; heard.length < 60 && tries < 100; tries++) await wait(20);
      assert.deepEqual(
        heard,
        Array.from({ length: 60 }, (_, at) => at + 1),
      );
      await site.drop();
    });

    it('counts one record up from two replicas and loses nothing', async () => {
      const site = await postgres.fresh();
      const replicas = [await site.open(), await site.open()];
      await replicas[0]!.commit({})(async (unit) => unit.cases.save(rowCase('shared', { satisfaction: 0 })));
      await Promise.all(
        Array.from({ length: 60 }, (_, at) =>
          replicas[at % 2]!.commit({})(async (unit) => {
            const found = await unit.cases.get('shared');
            unit.cases.save({ ...found, satisfaction: (found.satisfaction ?? 0) + 1 });
          }),
        ),
      );
      assert.equal((await replicas[1]!.tables.cases.get('shared')).satisfaction, 60);
      await site.drop();
    });
  });

it(`the tests of PostgreSQL's own ways: the suite ${enginesTold}`, () => {
  assert.equal(postgres !== undefined, Boolean(process.env.TEST_POSTGRES_URL));
});
