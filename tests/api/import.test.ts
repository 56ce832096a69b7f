import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { demoCompany } from '../../demo/company.ts';
import type { Kind, Unit } from '../../domain/unit.ts';
import { type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { aPerson } from '../fixtures/desk-records.ts';

const sample = JSON.parse(readFileSync(new URL('../../infra/company.sample.json', import.meta.url), 'utf8'));
const many = Object.values(sample as Record<string, unknown[]>).flat().length;

const onlyAdmin = (unit: Unit): void => {
  unit.people.save(aPerson({ id: 'admin-1', roles: ['admin'], aadObjectId: 'aad-admin' }));
};
const demo = (unit: Unit): void => {
  const company = demoCompany({ seed: 7, now: new Date('2026-03-02T08:00:00Z') });
  for (const [kind, records] of Object.entries(company) as [Kind, never[]][])
    for (const record of records) (unit[kind] as { save(one: never): unknown }).save(record);
};

describe('the import', () => {
  let server: ApiServer;
  let admin: Send;
  beforeEach(async () => {
    server = await anApiServer(onlyAdmin);
    admin = await server.as('admin-1');
  });
  afterEach(() => server.stop());

  it('takes the sample into a fresh database, once', async () => {
    const first = await admin('/api/import', { body: sample });
    assert.equal(first.status, 200, first.text);
    const { created, updated, unchanged, byKind } = first.body;
    assert.deepEqual([created, updated, unchanged], [many, 0, 0]);
    assert.deepEqual(byKind.queues, { created: 2, updated: 0, unchanged: 0 });
    const again = await admin('/api/import', { body: sample });
    assert.deepEqual([again.body.created, again.body.updated, again.body.unchanged], [0, 0, many]);
    const queue = await server.database.tables.queues.get('queue-general');
    assert.deepEqual([queue.version, queue.unitId, queue.offerSeconds], [1, 'main', 120]);
    const lena = await server.as('lena-brandt');
    assert.equal((await lena('/api/me')).body.name, 'Lena Brandt');
  });

  it('says in a dry run what would change, and saves nothing', async () => {
    const dry = await admin('/api/import?dryRun=true', { body: sample });
    assert.deepEqual([dry.status, dry.body.created], [200, many], dry.text);
    assert.equal(await server.database.tables.people.count({}), 1);
    assert.equal(await server.database.tables.queues.count({}), 0);
  });

  it('refuses the whole file for one wrong reference, naming its place', async () => {
    const queues = [sample.queues[0], { ...sample.queues[1], memberIds: ['nobody'] }];
    const { status, body } = await admin('/api/import', { body: { ...sample, queues } });
    assert.deepEqual([status, body.code], [400, 'input.invalid']);
    assert.match(body.detail, /^queues\[1\]\.memberIds\[0\]: there is no nobody among people/);
    assert.equal(await server.database.tables.people.count({}), 1);
  });

  it('refuses a name that it does not know, for it would be lost in silence', async () => {
    const { status, body } = await admin('/api/import', {
      body: { territories: [{ id: 'north', name: 'North', colour: 'red' }] },
    });
    assert.equal(status, 400);
    assert.match(body.detail, /territories.*colour/);
  });

  it('never gives a number again that the file brought with it', async () => {
    const [article] = sample.articles;
    const [asset] = sample.assets;
    const { number: _, ...unnumbered } = article;
    const articles = [
      { ...unnumbered, id: 'unnumbered' },
      { ...article, id: 'art-high', number: 'K-4711' },
      { ...article, id: 'art-low', number: 'K-12' },
    ];
    const assets = [{ ...asset, id: 'asset-high', number: 'A-905' }];
    await admin('/api/import', { body: { ...sample, articles: [], assets: [] } });
    await server.database.commit({})((unit) => unit.nextNumber('K')); // some are in hand already
    const { status, text } = await admin('/api/import', { body: { articles, assets } });
    assert.equal(status, 200, text);
    const { tables, commit } = server.database;
    assert.equal((await tables.articles.get('unnumbered')).number, 'K-4712');
    assert.deepEqual(
      await commit({})(async (unit) => [await unit.nextNumber('K'), await unit.nextNumber('A')]),
      ['K-4713', 'A-906'],
    );
  });

  it('takes files of up to 16 MiB, and no other write more than 1 MiB', async () => {
    const filler = (bytes: number) => ({ ...sample, ignored: 'x'.repeat(bytes) });
    const large = await admin('/api/import', { body: filler(15 * 1_048_576) });
    assert.deepEqual(
      [large.status, large.body.code],
      [400, 'input.invalid'],
      'read, and refused for its field',
    );
    assert.equal((await admin('/api/import', { body: filler(16 * 1_048_576) })).status, 413);
    assert.equal((await admin('/api/cases', { body: filler(1_048_576) })).status, 413);
  });

  it('is for admins', async () => {
    await admin('/api/import', { body: sample });
    const agent = await server.as('lena-brandt');
    assert.equal((await agent('/api/import', { body: sample })).status, 403);
    assert.equal((await agent('/api/export')).status, 403);
    assert.equal((await server.nobody('/api/export')).status, 401);
  });
});

describe('the export', () => {
  it('moves a whole company to another installation', async () => {
    const from = await anApiServer(demo);
    const to = await anApiServer(onlyAdmin);
    try {
      const { body: company } = await (await from.as('admin'))('/api/export');
      const admin = await to.as('admin-1');
      const moved = await admin('/api/import', { body: company });
      assert.equal(moved.status, 200, moved.text);
      assert.equal(moved.body.created, Object.values(company as Record<string, unknown[]>).flat().length);
      const { body: taken } = await admin('/api/export');
      const people = taken.people.filter(({ id }: { id: string }) => id !== 'admin-1');
      assert.deepEqual({ ...taken, people }, company);
      const back = await (await from.as('admin'))('/api/import', { body: company });
      assert.equal(back.body.unchanged, moved.body.created);
    } finally {
      await from.stop();
      await to.stop();
    }
  });
});
