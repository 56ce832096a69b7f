import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { entityOf, type Shape } from '../columns.ts';
import { migrations } from '../migrations/all.ts';
import { bound, type Row, values } from '../sql/codec.ts';
import { keySource } from '../sql/dialect.ts';
import { insertSql, keyOf, patchSql, removeSql, upsertSql } from '../sql/statements.ts';
import type { Engine, Lookup, Session } from './engine.ts';

type Statement = Sqlite.Statement<unknown[], Row>;

const maxStatements = 1000; // filters are made of what people ask, so their texts are many

/** One connection with its prepared statements, each kept for as long as it is in use. */
class Connection {
  readonly #database: Sqlite.Database;
  readonly #statements = new Map<string, Statement>();

  constructor(dataSource: DataSource) {
    this.#database = (
      dataSource.driver as unknown as { databaseConnection: Sqlite.Database }
    ).databaseConnection;
  }

  prepared(sql: string): Statement {
    const found = this.#statements.get(sql);
    if (found) return found;
    if (this.#statements.size >= maxStatements)
      this.#statements.delete(this.#statements.keys().next().value!);
    const made = this.#database.prepare<unknown[], Row>(sql);
    if (made.reader) made.raw(true);
    this.#statements.set(sql, made);
    return made;
  }

  rows(sql: string, given: readonly unknown[]): Row[] {
    const statement = this.prepared(sql);
    if (statement.reader) return statement.all(...given);
    statement.run(...given);
    return [];
  }
}

/** Opens the embedded database: WAL, every commit on the disk, one connection that writes and one that reads. */
export async function openSqlite(options: {
  readonly path: string;
  readonly dataDir: string;
  readonly shapes: readonly Shape[];
}): Promise<Engine> {
  mkdirSync(dirname(options.path), { recursive: true });
  const lock = lockFolder(options.dataDir);
  try {
    const written = source(options, false);
    await written.initialize();
    await written.runMigrations({ transaction: 'each' });
    const read = source(options, true);
    await read.initialize();
    return engineOf({ written, read, lock });
  } catch (error) {
    lock.close();
    throw error;
  }
}

// The kernel lets go of the lock when the process dies, whatever kills it.
function lockFolder(dataDir: string): Sqlite.Database {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Sqlite(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    throw new Error(
      `the data folder ${dataDir} is in use by another Fieldline; stop it first, or use PostgreSQL for replicas`,
    );
  }
}

const source = (options: { path: string; shapes: readonly Shape[] }, readonly: boolean): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    driver: Sqlite,
    database: options.path,
    readonly,
    timeout: 5000,
    enableWAL: !readonly,
    entities: options.shapes.map((shape) => entityOf(shape, 'sqlite')),
    migrations: [...migrations],
    prepareDatabase: (database: Sqlite.Database) => {
      database.pragma('synchronous = FULL');
      database.pragma('cache_size = -16000');
      database.function('fold', { deterministic: true }, (value) =>
        typeof value === 'string' ? value.toLowerCase() : value,
      );
    },
  });

function engineOf({
  written,
  read,
  lock,
}: {
  written: DataSource;
  read: DataSource;
  lock: Sqlite.Database;
}): Engine {
  const writer = new Connection(written);
  const reader = new Connection(read);
  const session = sessionOn(writer);
  return {
    dialect: 'sqlite',
    dataSource: read,
    holder: process.pid,
    isGone: null,
    claim: null,
    rows: (sql, given) => reader.rows(sql, given),
    transaction: async (work) => {
      writer.rows('BEGIN IMMEDIATE', []);
      try {
        const result = await work(session); // nothing in there waits for the outside, so nobody else gets a turn
        writer.rows('COMMIT', []);
        return result;
      } catch (error) {
        writer.rows('ROLLBACK', []);
        throw error;
      }
    },
    now: async () => new Date(),
    isTaken: (error) => String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT'),
    isAway: () => false,
    onAnnounced: () => undefined, // there is no other process
    close: async () => {
      await read.destroy();
      await written.destroy();
      lock.close();
    },
  };
}

const texts = new WeakMap<Lookup, string>();
const columnsOf = new WeakMap<Shape, Map<string, readonly Shape['columns'][number][]>>();

function sessionOn(connection: Connection): Session {
  return {
    lookup: (lookup, keys) => {
      let sql = texts.get(lookup);
      if (sql === undefined)
        texts.set(lookup, (sql = lookup.sql('sqlite', keySource('sqlite', lookup.keys))));
      const statement = connection.prepared(sql);
      return keys.flatMap((key) =>
        statement.all(...key.map((value, at) => bound('sqlite', lookup.keys[at]!, value))),
      );
    },
    insert: (shape, records) =>
      each(
        connection,
        insertSql('sqlite', shape),
        records.map((one) => values(shape.columns, one)),
      ),
    patch: (shape, fields, records) => {
      const columns = named(shape, fields);
      const bind = [...columns, keyOf(shape)];
      each(
        connection,
        patchSql('sqlite', shape, columns),
        records.map((one) => values(bind, one)),
      );
    },
    upsert: (shape, records) =>
      each(
        connection,
        upsertSql('sqlite', shape),
        records.map((one) => values(shape.columns, one)),
      ),
    remove: (shape, records) =>
      each(
        connection,
        removeSql('sqlite', shape),
        records.map((one) => values([keyOf(shape)], one)),
      ),
    run: (sql, given) => connection.rows(sql, given),
    announce: () => undefined,
  };
}

function each(connection: Connection, sql: string, all: readonly (readonly unknown[])[]): void {
  if (all.length === 0) return;
  const statement = connection.prepared(sql);
  for (const one of all) statement.run(...one);
}
