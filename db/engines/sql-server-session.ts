import mssql, { type ConnectionPool, type Transaction } from 'mssql';
import type { Shape } from '../columns.ts';
import { type Row, rowsText, safeJson } from '../sql/codec.ts';
import { keySource } from '../sql/dialect.ts';
import { columnsNamed, insertSql, keyOf, patchSql, removeSql, upsertSql } from '../sql/statements.ts';
import type { Lookup, Session } from './engine.ts';

/** Runs one statement and gives its rows as arrays. */
export async function ask(
  on: ConnectionPool | Transaction,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const request = new mssql.Request(on);
  request.arrayRowMode = true;
  for (const [at, value] of values.entries()) request.input(`p${at + 1}`, typeOf(value), value);
  return (await request.query(sql)).recordset ?? [];
}

function typeOf(value: unknown): unknown {
  if (typeof value === 'boolean') return mssql.Bit;
  if (typeof value === 'number') return Number.isInteger(value) ? mssql.BigInt : mssql.Float;
  return mssql.NVarChar(typeof value === 'string' && value.length > 4000 ? mssql.MAX : 4000);
}

/** Takes a lock of the application's own, or says that it is taken. */
export const takeLock = (resource: string, owner: 'Session' | 'Transaction', waitMs: number): string =>
  `DECLARE @taken int; EXEC @taken = sp_getapplock @Resource = '${resource}', @LockMode = 'Exclusive',
@LockOwner = '${owner}', @LockTimeout = ${waitMs};
IF @taken < 0 BEGIN; THROW 51000, 'the lock ${resource} is taken', 1; END`;

const texts = new WeakMap<Lookup, string>();

/** The write transaction on SQL Server: one statement after another, for a connection takes one at a time. */
export class SqlServerSession implements Session {
  readonly #transaction: Transaction;
  #chain: Promise<unknown> = Promise.resolve();

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  lookup(lookup: Lookup, keys: readonly (readonly unknown[])[]): Promise<Row[]> {
    const sql = texts.get(lookup) ?? lookup.sql('mssql', keySource('mssql', lookup.keys));
    texts.set(lookup, sql);
    return this.run(sql, [safeJson(keys.map(([a, b, c]) => ({ a, b, c })))]);
  }

  insert(shape: Shape, records: readonly object[]): void {
    void this.run(insertSql('mssql', shape), [rowsText(shape.columns, records, 'mssql')]);
  }

  patch(shape: Shape, fields: readonly string[], records: readonly object[]): void {
    const columns = columnsNamed(shape, fields);
    const text = rowsText([keyOf(shape), ...columns], records, 'mssql');
    void this.run(patchSql('mssql', shape, columns), [text]);
  }

  upsert(shape: Shape, records: readonly object[]): void {
    void this.run(upsertSql('mssql', shape), [rowsText(shape.columns, records, 'mssql')]);
  }

  remove(shape: Shape, records: readonly object[]): void {
    void this.run(removeSql('mssql', shape), [rowsText([keyOf(shape)], records, 'mssql')]);
  }

  run(sql: string, values: readonly unknown[]): Promise<Row[]> {
    const rows = this.#chain.then(() => ask(this.#transaction, sql, values));
    this.#chain = rows;
    rows.catch(() => undefined); // heard of in written
    return rows;
  }

  announce(): void {} // others look at the sequences

  /** Waits until everything was written, or for what went wrong. */
  async written(): Promise<void> {
    await this.#chain;
  }
}
