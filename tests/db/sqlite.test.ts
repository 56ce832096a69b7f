import assert from 'node:assert/strict';
import { openDatabase } from '../../db/database.ts';
import { engines } from '../fixtures/databases.ts';
import { rowCase } from '../fixtures/store/rows.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const sqlite = engines[0]!;

describe('the embedded database', () => {
  it('refuses a second process on the same data folder, and lets the next one in', async () => {
    const site = await sqlite.fresh();
    const first = await site.open();
    await assert.rejects(site.open(), /data folder .* is in use by another Fieldline/);
    await first.close();
    const second = await site.open();
    assert.equal(await second.tables.cases.count({}), 0);
    await site.drop();
  });

  it('keeps every commit on the disk before it says so', async () => {
    const site = await sqlite.fresh();
    const database = await site.open();
    await database.commit({})(async (unit) => unit.cases.save(rowCase('kept')));
    await database.close();
    const again = await site.open();
    assert.equal((await again.tables.cases.get('kept')).version, 1);
    const [mode] = await again.health().then(({ ok, dialect }) => [ok, dialect]);
    assert.equal(mode, true);
    await site.drop();
  });

  it('goes on with the numbers and the clock where it stopped', async () => {
    const site = await sqlite.fresh();
    const database = await site.open();
    const first = await database.commit({})((unit) => unit.nextNumber('C'));
    await database.raiseNumber('W', 5000);
    await database.clock.advance(60_000);
    await database.close();
    const again = await site.open();
    const [second, raised] = await again.commit({})(async (unit) => [
      await unit.nextNumber('C'),
      await unit.nextNumber('W'),
    ]);
    assert.deepEqual([first, second, raised, again.clock.offsetMs], ['C-1042', 'C-1043', 'W-5000', 60_000]);
    await site.drop();
  });

  it('says what an address looks like when it cannot read one', async () => {
    for (const url of ['sqlite:', 'mysql://x', 'nonsense', ''])
      await assert.rejects(
        openDatabase({ url, dataDir: '.', log }),
        /^Error: DATABASE_URL cannot be read: write sqlite:PATH/,
      );
  });

  it('refuses writes once it is closed', async () => {
    const site = await sqlite.fresh();
    const database = await site.open();
    await database.close();
    await assert.rejects(database.commit({})(async (unit) => unit.emit('case.closed', { caseId: 'late' })));
    await site.drop();
  });
});
