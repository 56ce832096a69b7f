import assert from 'node:assert/strict';
import type { Database } from '../../db/database.ts';
import { Refused } from '../../domain/refusals.ts';
import { type Commit, Duplicate, LostClaim } from '../../domain/unit.ts';
import type { Site, TestEngine } from '../fixtures/databases.ts';
import { rowCase } from '../fixtures/store/rows.ts';
import { newsContract, reactionsContract } from './news-contract.ts';

const arrival = (key: string, lane = 'lane') => ({ channel: 'test', key, lane, activity: { key } });

/** A promise and the way to keep it, for transactions that wait for each other. */
function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
}

/** What every commit promises, whichever engine it is written to. */
export function commitContract(engine: TestEngine): void {
  describe(`commits on ${engine.name}`, () => {
    let site: Site;
    let database: Database;
    let commit: Commit;
    before(async () => {
      site = await engine.fresh();
      database = await site.open();
      commit = database.commit({});
    });
    after(() => site.drop());
    const given = () => ({ database, commit });

    isolation(given);
    conflicts(given);
    arrivals(given);
    reactionsContract(given);
    newsContract(given);
  });
}

/** The database under test, once it is open. */
export type Given = () => { readonly database: Database; readonly commit: Commit };

function isolation(given: Given): void {
  it('keeps two interleaved transactions apart when one is rolled back', async () => {
    const { commit, database } = given();
    const first = gate();
    const second = gate();
    const rolledBack = commit(async (unit) => {
      unit.cases.save(rowCase('interleaved-a'));
      first.open();
      await second.opened;
      throw new Refused('message.empty');
    });
    await first.opened;
    await commit(async (unit) => {
      assert.equal(await unit.cases.find('interleaved-a'), undefined);
      unit.cases.save(rowCase('interleaved-b'));
    });
    assert.equal(await database.tables.cases.find('interleaved-a'), undefined);
    assert.equal((await database.tables.cases.get('interleaved-b')).version, 1);
    second.open();
    await assert.rejects(rolledBack, (error: Refused) => error.code === 'message.empty');
    assert.equal(await database.tables.cases.find('interleaved-a'), undefined);
    assert.ok(await database.tables.cases.find('interleaved-b'));
  });

  it('lets no reader see a part of a commit', async () => {
    const { commit, database } = given();
    await commit(async (unit) => {
      for (const id of ['pair-a', 'pair-b']) unit.cases.save(rowCase(id, { title: '0' }));
    });
    let isWriting = true;
    const writing = (async () => {
      for (let at = 1; at <= 20; at++)
        await commit(async (unit) => {
          for (const id of ['pair-a', 'pair-b'])
            unit.cases.save({ ...(await unit.cases.get(id)), title: `${at}` });
        });
      isWriting = false;
    })();
    let torn = 0;
    while (isWriting) {
      const pair = await database.tables.cases.where({ id: { startsWith: 'pair-' } });
      if (pair[0]?.title !== pair[1]?.title) torn++;
      await new Promise(setImmediate);
    }
    await writing;
    assert.equal(torn, 0);
  });

  it('writes all of a commit or nothing, and leaves the others of its batch alone', async () => {
    const { commit, database } = given();
    await commit(async (unit) => unit.receive(arrival('batch')));
    const results = await Promise.allSettled([
      commit(async (unit) => unit.cases.save(rowCase('batch-1'))),
      commit(async (unit) => {
        unit.cases.save(rowCase('batch-2'));
        unit.receive(arrival('batch'));
      }),
      commit(async (unit) => unit.cases.save(rowCase('batch-3', { title: null as never }))),
      commit(async (unit) => unit.cases.save(rowCase('batch-4'))),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    const there = await database.tables.cases.where({ id: { startsWith: 'batch-' } });
    assert.deepEqual(
      there.map(({ id }) => id),
      ['batch-1', 'batch-4'],
    );
  });
}

function conflicts(given: Given): void {
  it('runs a use case again when a record it saved was changed meanwhile', async () => {
    const { commit } = given();
    await commit(async (unit) => unit.cases.save(rowCase('again')));
    let runs = 0;
    await commit(async (unit) => {
      const found = await unit.cases.get('again');
      if (runs++ === 0)
        await commit(async (other) =>
          other.cases.save({ ...(await other.cases.get('again')), title: 'other' }),
        );
      unit.cases.save({ ...found, description: 'mine' });
    });
    const kept = await commit((unit) => unit.cases.get('again'));
    assert.deepEqual([runs, kept.title, kept.description, kept.version], [2, 'other', 'mine', 3]);
  });

  it('loses none of 200 increments that come at once', async () => {
    const { commit } = given();
    await commit(async (unit) => unit.cases.save(rowCase('counter', { satisfaction: 0 })));
    await Promise.all(
      Array.from({ length: 200 }, () =>
        commit(async (unit) => {
          const found = await unit.cases.get('counter');
          unit.cases.save({ ...found, satisfaction: (found.satisfaction ?? 0) + 1 });
        }),
      ),
    );
    const kept = await commit((unit) => unit.cases.get('counter'));
    assert.deepEqual([kept.satisfaction, kept.version], [200, 201]);
  });

  it('makes one of two records that share a key, and lets the other look again', async () => {
    const { commit, database } = given();
    const open = (id: string) =>
      commit(async (unit) => {
        const known = await unit.cases.first({ number: 'C-one' });
        return known ?? unit.cases.save(rowCase(id, { number: 'C-one' }));
      });
    const [one, other] = await Promise.all([open('unique-1'), open('unique-2')]);
    assert.equal(one.id, other.id);
    assert.equal(await database.tables.cases.count({ number: 'C-one' }), 1);
  });

  it('gives the same number again to a use case that runs again', async () => {
    const { commit } = given();
    await commit(async (unit) => unit.cases.save(rowCase('numbered')));
    const drawn: string[] = [];
    await commit(async (unit) => {
      const found = await unit.cases.get('numbered');
      drawn.push(await unit.nextNumber('K'));
      if (drawn.length === 1)
        await commit(async (other) => other.cases.save({ ...(await other.cases.get('numbered')) }));
      unit.cases.save(found);
    });
    assert.equal(drawn.length, 2);
    assert.equal(drawn[0], drawn[1]);
  });
}

function arrivals(given: Given): void {
  it('takes in one of many equal arrivals, and says duplicate to the rest', async () => {
    const { commit, database } = given();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        commit(async (unit) => {
          unit.cases.save(rowCase(`arrived-${at}`));
          unit.receive(arrival('same'));
        }),
      ),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const result of results)
      if (result.status === 'rejected') assert.ok(result.reason instanceof Duplicate);
    assert.equal(await database.tables.cases.count({ id: { startsWith: 'arrived-' } }), 1);
  });

  it('knows an arrival after it was handled, however odd or long its key', async () => {
    const { commit, database } = given();
    for (const key of ['x'.repeat(5000), 'nul \u0000', '', "'; --"]) {
      await commit(async (unit) => unit.receive(arrival(key, key)));
      await assert.rejects(
        commit(async (unit) => unit.receive(arrival(key, key))),
        Duplicate,
      );
    }
    for (;;) {
      const rows = await database.inbox.claim(50);
      if (rows.length === 0) break;
      for (const row of rows) assert.ok(await database.inbox.finish(row));
    }
    await assert.rejects(
      commit(async (unit) => unit.receive(arrival('same'))),
      Duplicate,
    );
  });

  it('completes an arrival exactly once, together with what its handling wrote', async () => {
    const { commit, database } = given();
    await commit(async (unit) => unit.receive(arrival('once', 'once')));
    const [row] = await database.inbox.claim(1);
    const completes = { inboxSeq: row!.seq, fence: row!.fence };
    const handle = (id: string) => commit(async (unit) => unit.cases.save(rowCase(id)), { completes });
    const results = await Promise.allSettled([handle('once-1'), handle('once-2')]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    const lost = results.find((one) => one.status === 'rejected');
    assert.ok(lost?.reason instanceof LostClaim);
    assert.equal(await database.tables.cases.count({ id: { startsWith: 'once-' } }), 1);
    assert.equal(await database.inbox.finish(row!), false);
  });
}
