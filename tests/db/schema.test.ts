import assert from 'node:assert/strict';
import type { DataSource, EntitySchemaColumnOptions, MigrationInterface, QueryRunner } from 'typeorm';
import { type Dialect, entityOf, orNull, type Shape, text } from '../../db/columns.ts';
import { allShapes } from '../../db/engines/open.ts';
import { sourceOf as postgresSource } from '../../db/engines/postgres.ts';
import { sourceOf as sqliteSource } from '../../db/engines/sqlite.ts';
import { migrations } from '../../db/migrations/all.ts';
import { createTable } from '../../db/migrations/ddl.ts';
import { engines, enginesTold, type Site } from '../fixtures/databases.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const local = engines.filter(({ name }) => name !== 'SQL Server');

const sourceOn = (site: Site, shapes: readonly Shape[]): DataSource =>
  site.url.startsWith('sqlite:')
    ? sqliteSource({ path: site.url.slice('sqlite:'.length), shapes }, false)
    : postgresSource({ url: site.url, shapes, log });

async function withSource<T>(
  site: Site,
  shapes: readonly Shape[],
  work: (source: DataSource) => Promise<T>,
): Promise<T> {
  const source = await sourceOn(site, shapes).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

const difference = (site: Site, shapes: readonly Shape[]) =>
  withSource(site, shapes, async (source) =>
    (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query),
  );

for (const engine of local)
  describe(`the schema on ${engine.name}`, () => {
    let site: Site;
    before(async () => {
      site = await engine.fresh();
      await (await site.open()).close();
    });
    after(() => site.drop());

    it('is after all migrations what the entities describe', async () => {
      assert.deepEqual(await difference(site, allShapes), []);
    });

    it('would be seen to differ in a column, a nullable one or an index', async () => {
      const [first, ...rest] = allShapes as [Shape, ...Shape[]];
      const extra = { ...text, field: 'extra', name: 'extra' };
      const changed: Shape[] = [
        { ...first, columns: [...first.columns, { ...extra, nullable: true }] },
        {
          ...first,
          columns: first.columns.map((one) => (one.field === 'name' ? { ...one, ...orNull(text) } : one)),
        },
        { ...first, indexes: [{ name: 'ix_extra', fields: ['name'], unique: false }] },
      ];
      for (const shape of changed) assert.notDeepEqual(await difference(site, [shape, ...rest]), []);
    });

    it('goes down to nothing and up again', async () => {
      await withSource(site, allShapes, async (source) => {
        for (const _ of migrations) await source.undoLastMigration({ transaction: 'each' });
        const runner = source.createQueryRunner();
        const left: string[] = [];
        for (const { table } of allShapes) if (await runner.hasTable(table)) left.push(table);
        await runner.release();
        assert.deepEqual(left, []);
        assert.equal((await source.runMigrations({ transaction: 'each' })).length, migrations.length);
      });
      assert.deepEqual(await difference(site, allShapes), []);
    });

    if (engine.isServer)
      it('is brought up once when two start together', async () => {
        const fresh = await engine.fresh();
        const both = await Promise.all([fresh.open(), fresh.open()]);
        assert.deepEqual(await Promise.all(both.map((one) => one.tables.cases.count({}))), [0, 0]);
        await fresh.drop();
      });
  });

/** What the migrations would say to an engine that is not here. */
async function statements(dialect: Dialect): Promise<string[]> {
  const said: string[] = [];
  const type = dialect === 'sqlite' ? 'better-sqlite3' : dialect;
  const runner = {
    connection: { options: { type } },
    query: async (sql: string) => void said.push(sql),
  } as unknown as QueryRunner;
  for (const Migration of migrations) await (new Migration() as MigrationInterface).up(runner);
  return said;
}

const typeSql = ({ type, length, precision, collation }: EntitySchemaColumnOptions): string => {
  const size = length ?? precision;
  const name = `${String(type)}${size === undefined ? '' : `(${String(size).toLowerCase()})`}`;
  return collation ? `${name} COLLATE ${collation}` : name;
};

describe('the schema for SQL Server, as text', () => {
  it('has the types, lengths and nullability of the entities', async () => {
    const said = await statements('mssql');
    for (const shape of allShapes) {
      const columns = Object.values(entityOf(shape, 'mssql').options.columns) as EntitySchemaColumnOptions[];
      const expected = columns.map(
        (one) => `"${one.name}" ${typeSql(one)}${one.nullable ? '' : ' NOT NULL'}`,
      );
      const created = said.find((sql) => sql.startsWith(`CREATE TABLE "${shape.table}" (`));
      const parts = created?.slice(created.indexOf('(') + 1, -1).split(', ');
      assert.deepEqual(parts?.slice(0, -1).sort(), expected.sort(), shape.table);
      const key = shape.columns.find(({ field }) => field === shape.key)?.name;
      assert.equal(parts?.at(-1), `CONSTRAINT "pk_${shape.table}" PRIMARY KEY ("${key}")`);
    }
  });

  it('has the indexes of the entities, each within the 1,700 bytes that SQL Server takes', async () => {
    const said = await statements('mssql');
    for (const { table, columns, indexes } of allShapes) {
      const expected = indexes.map(({ name, fields, unique }) => {
        const names = fields.map((field) => columns.find((one) => one.field === field));
        const bytes = names.reduce((sum, one) => sum + (one?.length ? one.length * 2 : 16), 0);
        assert.ok(bytes <= 1700, `${name} takes ${bytes} bytes`);
        return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${name}" ON "${table}" (${names.map((one) => `"${one?.name}"`).join(', ')})`;
      });
      const made = said.filter((sql) =>
        new RegExp(`^CREATE (UNIQUE )?INDEX "\\w+" ON "${table}" `).test(sql),
      );
      assert.deepEqual(made.sort(), expected.sort());
    }
  });

  it('spells a table as SQL Server wants it', () => {
    assert.deepEqual(
      createTable('mssql', 'things', {
        columns: 'id id, title text, at instant?, isOld flag',
        indexes: ['at id'],
      }),
      [
        'CREATE TABLE "things" ("id" nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, ' +
          '"title" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, "at" datetimeoffset(3), "is_old" bit NOT NULL, ' +
          'CONSTRAINT "pk_things" PRIMARY KEY ("id"))',
        'CREATE INDEX "ix_things_at_id" ON "things" ("at", "id")',
      ],
    );
  });
});

it(`the schema's tests ${enginesTold}; SQL Server's schema is compared as text`, () => {
  assert.ok(local.length >= 1);
});
