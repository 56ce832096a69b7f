import assert from 'node:assert/strict';
import { takeLock } from '../../db/engines/sql-server-session.ts';
import { claimSql } from '../../db/messaging/claims.ts';
import { freeSql, mendLanesSql } from '../../db/messaging/freeing.ts';
import { inboxShape, timersShape } from '../../db/messaging/tables.ts';
import { shapes } from '../../db/records.ts';
import { keySource, Params } from '../../db/sql/dialect.ts';
import { filterSql, orderSql } from '../../db/sql/filter.ts';
import { columnsNamed, insertSql, patchSql, removeSql, upsertSql } from '../../db/sql/statements.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Filter, Page } from '../../domain/table.ts';

const flat = (sql: string) => sql.replace(/\s+/g, ' ');
const at = new Date('2026-03-02T09:00:00Z');

// Where TEST_MSSQL_URL is not set, this is how far SQL Server is proved; the contracts run on it where it is.
describe('SQL for SQL Server, as text', () => {
  it('claims without waiting for rows that others hold', () => {
    const engine = { dialect: 'mssql', holder: 7 } as const;
    const { sql, values } = claimSql(engine, timersShape, { limit: 5, now: at, leaseUntil: at, fence: 'f' });
    assert.match(
      flat(sql),
      /^WITH picked AS \(SELECT TOP \(@p1\) \* FROM "timers" WITH \(UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK\) WHERE "state" = 'ready' AND "next_at" <= @p2 ORDER BY "next_at", "id"\) UPDATE picked SET "state" = 'held', .* OUTPUT inserted\."id", /,
    );
    assert.deepEqual(values, [5, '2026-03-02T09:00:00.000Z', 7, 'f', '2026-03-02T09:00:00.000Z']);
  });

  it('frees the rows of processes whose lock is gone', () => {
    const engine = { dialect: 'mssql', holder: 7 } as const;
    const { sql } = freeSql(engine, inboxShape, { which: 'lost', now: at, gone: [8, 9] });
    assert.match(
      flat(sql),
      /WITH \(UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK\) WHERE "state" = 'held' AND \("lease_until" <= @p1 OR "holder" IN \(8, 9\)\)\) UPDATE lost /,
    );
    assert.match(flat(sql), /OUTPUT inserted\."seq"$/);
    assert.match(mendLanesSql(inboxShape), /^UPDATE "inbox" SET "state" = 'ready' WHERE "state" = 'queued'/);
  });

  it('starts a timer by a MERGE that holds its range', () => {
    const sql = flat(upsertSql('mssql', timersShape));
    assert.match(
      sql,
      /^MERGE INTO "timers" WITH \(HOLDLOCK\) AS t USING \(SELECT \* FROM OPENJSON\(@p1\) WITH \("id" nvarchar\(400\), /,
    );
    assert.match(sql, / ON t\."id" = k\."id" COLLATE Latin1_General_100_BIN2 WHEN MATCHED THEN UPDATE SET /);
    assert.match(sql, / WHEN NOT MATCHED THEN INSERT \(.*\) VALUES \(.*\);$/);
  });

  it('writes many rows from one JSON parameter', () => {
    assert.equal(
      flat(insertSql('mssql', shapes.territories)),
      'INSERT INTO "territories" ("id", "version", "unit_id", "name") SELECT "id", "version", "unit_id", "name" ' +
        'FROM OPENJSON(@p1) WITH ("id" nvarchar(400), "version" bigint, "unit_id" nvarchar(400), "name" nvarchar(max)) AS k',
    );
    assert.equal(
      flat(patchSql('mssql', shapes.territories, columnsNamed(shapes.territories, ['name']))),
      'UPDATE t SET "name" = k."name" FROM "territories" AS t JOIN OPENJSON(@p1) WITH ("id" nvarchar(400), "name" nvarchar(max)) ' +
        'AS k ON t."id" = k."id" COLLATE Latin1_General_100_BIN2',
    );
    assert.equal(
      flat(removeSql('mssql', inboxShape)),
      'DELETE t FROM "inbox" AS t JOIN OPENJSON(@p1) WITH ("seq" bigint) AS k ON t."seq" = k."seq"',
    );
    const { from, keys } = keySource('mssql', ['word', 'whole']);
    assert.equal(from, 'OPENJSON(@p1) WITH (a nvarchar(700), b bigint) AS k');
    assert.deepEqual(keys, ['k.a COLLATE Latin1_General_100_BIN2', 'k.b']);
  });

  it('takes its locks by name and fails when it does not get one', () => {
    assert.match(
      flat(takeLock('fieldline:writer', 'Transaction', 100)),
      /sp_getapplock @Resource = 'fieldline:writer', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 100; IF @taken < 0 BEGIN; THROW/,
    );
  });

  it('asks by parameters, with a text that does not depend on the values', () => {
    const asked = (filter: Filter<Case>) => {
      const params = new Params('mssql');
      return {
        sql: filterSql({ dialect: 'mssql', shape: shapes.cases, params }, filter),
        values: params.values,
      };
    };
    const one = asked({
      ownerId: { in: ['a'] },
      title: { contains: 'X' },
      openedAt: { atLeast: at },
      danger: true,
    });
    const other = asked({
      ownerId: { in: ['b', "'c"] },
      title: { contains: "'; --" },
      openedAt: { atLeast: at },
      danger: false,
    });
    assert.equal(one.sql, other.sql);
    assert.equal(
      flat(one.sql),
      '(("owner_id" IS NOT NULL AND "owner_id" IN (SELECT v COLLATE Latin1_General_100_BIN2 FROM OPENJSON(@p1) WITH (v nvarchar(400) \'$\')))) ' +
        'AND CHARINDEX(@p2, LOWER("title") COLLATE Latin1_General_100_BIN2) > 0 AND "opened_at" >= @p3 AND "danger" = @p4',
    );
    assert.deepEqual(other.values, ['["b","\'c"]', "'; --", '2026-03-02T09:00:00.000Z', false]);
  });

  it('orders by ids last and needs no word for where nothing stands', () => {
    const page: Page<Case> = { orderBy: [['resolvedAt', 'desc']] };
    assert.equal(orderSql('mssql', shapes.cases, page as Page<never>), ' ORDER BY "resolved_at" DESC, "id"');
    assert.equal(
      orderSql('postgres', shapes.cases, page as Page<never>),
      ' ORDER BY "resolved_at" DESC NULLS LAST, "id"',
    );
  });
});
