import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { entityOf, type Shape } from '../columns.ts';
import { migrations } from '../migrations/all.ts';
import type { Engine } from './engine.ts';
import { Connection, prepareSqlite, Snapshots } from './sqlite-connection.ts';
import { Gathered, Hand } from './sqlite-session.ts';

interface SqliteOptions {
  readonly path: string;
  readonly dataDir: string;
  readonly shapes: readonly Shape[];
}

/**
 * Opens the embedded database: WAL, every commit on the disk. One connection reads, here; one writes, in a thread of
 * its own, so that a slow disk never holds up the bot.
 */
export async function openSqlite(options: SqliteOptions): Promise<Engine> {
  mkdirSync(dirname(options.path), { recursive: true });
  const lock = lockFolder(options.dataDir);
  try {
    const first = sourceOf(options, false);
    await first.initialize();
    await first.runMigrations({ transaction: 'each' });
    await first.destroy();
    const read = sourceOf(options, true);
    await read.initialize();
    return engineOf({ read, hand: new Hand(options.path), lock });
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
      `the data folder ${dataDir} is in use by another Fieldline: stop it first, or use PostgreSQL to run several`,
    );
  }
}

/** The TypeORM data source of a database file; also for tests, which compare its schema with the entities. */
export const sourceOf = ({ path, shapes }: Omit<SqliteOptions, 'dataDir'>, readonly: boolean): DataSource =>
  new DataSource({
    type: 'better-sqlite3',
    driver: Sqlite,
    database: path,
    readonly,
    timeout: 5000,
    enableWAL: !readonly,
    entities: shapes.map((shape) => entityOf(shape, 'sqlite')),
    migrations: [...migrations],
    prepareDatabase: prepareSqlite,
  });

const raw = (source: DataSource): Sqlite.Database =>
  (source.driver as unknown as { databaseConnection: Sqlite.Database }).databaseConnection;

function engineOf({ read, hand, lock }: { read: DataSource; hand: Hand; lock: Sqlite.Database }): Engine {
  const reader = new Snapshots(new Connection(raw(read)));
  return {
    dialect: 'sqlite',
    dataSource: read,
    holder: process.pid,
    gone: null,
    claim: null,
    rows: (sql, given) => reader.rows(sql, given),
    transaction: async (work, isDurable) => {
      reader.end(); // nobody else writes, so what is committed now is what the transaction will find
      const gathered = new Gathered(reader);
      const result = await work(gathered);
      await gathered.write(hand, isDurable);
      reader.end();
      return result;
    },
    now: async () => {
      hand.assertAlive();
      return new Date();
    },
    isTaken: (error) =>
      /^SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY)$/.test(String((error as { code?: string }).code)),
    isUnlucky: () => false, // there is one writer
    isAway: () => false,
    onAnnounced: () => undefined, // there is no other process
    close: async () => {
      reader.end();
      await read.destroy();
      await hand.close();
      lock.close();
    },
  };
}
