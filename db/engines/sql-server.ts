import { randomInt } from 'node:crypto';
import mssql, { type ConnectionPool } from 'mssql';
import { DataSource } from 'typeorm';
import { Refused } from '../../domain/refusals.ts';
import { entityOf, type Shape } from '../columns.ts';
import { migrations } from '../migrations/all.ts';
import type { Row } from '../sql/codec.ts';
import type { Engine, Log, Session } from './engine.ts';
import { ask, SqlServerSession, takeLock } from './sql-server-session.ts';

interface SqlServerOptions {
  readonly url: string;
  readonly shapes: readonly Shape[];
  readonly log: Log;
}

const lockWaitMs = 10_000;
const migrationWaitMs = 60_000;
const pollMs = 250;

/**
 * Opens SQL Server or Azure SQL: a pool that reads and writes, and one connection that holds the lock by which others
 * see that this process lives and looks four times a second for what others wrote.
 */
export async function openSqlServer(options: SqlServerOptions): Promise<Engine> {
  await prepare(options);
  const source = sourceOf(options);
  await source.initialize();
  const engine = new SqlServerEngine(source, options);
  try {
    await engine.appear();
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function placeOf(url: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const trust = searchParams.get('trustServerCertificate');
  return {
    host: hostname,
    port: Number(port || 1433),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || 'master',
    options: {
      encrypt: searchParams.get('encrypt') !== 'false',
      trustServerCertificate: trust === null ? isHere : trust === 'true',
      useUTC: true,
      appName: 'fieldline',
    },
  };
}

/** One connection that stays, for locks that last as long as it does. */
function lasting(url: string, log: Log): ConnectionPool {
  const { host, ...place } = placeOf(url);
  const pool = { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 };
  const made = new mssql.ConnectionPool({
    ...place,
    server: host,
    pool,
    validateConnection: 'socket',
    requestTimeout: 2 * migrationWaitMs,
  });
  made.on('error', (error) => log.warn({ error: error.message }, 'a database connection broke'));
  return made;
}

function sourceOf({ url, shapes, log }: SqlServerOptions): DataSource {
  const { user: username, ...place } = placeOf(url);
  const errorHandler = (error: Error) => log.warn({ error: error.message }, 'a database connection broke');
  return new DataSource({
    type: 'mssql',
    ...place,
    username,
    pool: { errorHandler },
    extra: { validateConnection: 'socket', pool: { max: 10 } }, // the pool itself would not know the handler
    entities: shapes.map((shape) => entityOf(shape, 'mssql')),
    migrations: [...migrations],
  });
}

// Two replicas that start together bring the schema up to date one after the other.
async function prepare(options: SqlServerOptions): Promise<void> {
  const guard = lasting(options.url, options.log);
  await guard.connect();
  try {
    await ask(guard, takeLock('fieldline:migrations', 'Session', migrationWaitMs));
    await letReadersPass(guard, options.log);
    const source = sourceOf(options);
    await source.initialize();
    await source.runMigrations({ transaction: 'each' }).finally(() => source.destroy());
  } finally {
    await guard.close();
  }
}

async function letReadersPass(guard: ConnectionPool, log: Log): Promise<void> {
  const [found] = await ask(
    guard,
    'SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()',
  );
  if (found?.[0]) return;
  try {
    await ask(guard, 'ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT');
  } catch (error) {
    log.warn({ error }, 'readers will wait for writers: set READ_COMMITTED_SNAPSHOT ON for this database');
  }
}

/** The lock by which a process shows that it lives. */
const lockOf = (holder: number): string => `fieldline:holder:${holder}`;

class SqlServerEngine implements Engine {
  readonly dialect = 'mssql' as const;
  readonly dataSource: DataSource;
  readonly holder = randomInt(1, 2 ** 31 - 1);
  readonly #pool: ConnectionPool;
  readonly #presence: ConnectionPool;
  readonly #log: Log;
  #listener: (text: string | null) => void = () => undefined;
  #seen = '';
  #isPresent = false;
  #isClosing = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(dataSource: DataSource, { url, log }: SqlServerOptions) {
    this.dataSource = dataSource;
    this.#pool = (dataSource.driver as unknown as { master: ConnectionPool }).master;
    this.#presence = lasting(url, log);
    this.#log = log;
  }

  /** Becomes visible to other processes, and begins to look for their news; claims nothing before that. */
  async appear(): Promise<void> {
    await this.#presence.connect();
    await this.#look();
    const again = () => {
      this.#timer = setTimeout(
        () =>
          void this.#look()
            .catch(() => undefined)
            .finally(again),
        pollMs,
      ).unref();
    };
    again();
  }

  gone = async (holders: readonly number[]): Promise<number[]> => {
    const isFree = (holder: number) => `APPLOCK_TEST('public', '${lockOf(holder)}', 'Exclusive', 'Session')`;
    const [row] = await this.rows(`SELECT ${holders.map((one) => isFree(Math.trunc(one))).join(', ')}`, []);
    return holders.filter((_, at) => Number(row![at]) === 1);
  };

  rows(sql: string, values: readonly unknown[]): Promise<Row[]> {
    return reachable(ask(this.#pool, sql, values));
  }

  claim = async (sql: string, values: readonly unknown[]): Promise<Row[]> => {
    if (!this.#isPresent && !this.#isClosing) return []; // others would take our rows for those of a dead process
    return this.rows(sql, values);
  };

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const transaction = new mssql.Transaction(this.#pool);
    await transaction.begin();
    try {
      const session = new SqlServerSession(transaction);
      await session.run(takeLock('fieldline:writer', 'Transaction', lockWaitMs), []);
      const result = await work(session);
      await session.written();
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback().catch(() => undefined); // the server has done it already after most errors
      throw error;
    }
  }

  async now(): Promise<Date> {
    return new Date((await this.rows('SELECT SYSUTCDATETIME()', []))[0]![0] as Date);
  }

  isTaken(error: unknown): boolean {
    return [2601, 2627].includes((error as { number?: number }).number ?? 0);
  }

  isUnlucky(error: unknown): boolean {
    return (error as { number?: number }).number === 1205;
  }

  isAway(error: unknown): boolean {
    return isSqlServerAway(error);
  }

  onAnnounced(listener: (text: string | null) => void): void {
    this.#listener = listener;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#timer);
    await this.#presence.close();
    await this.dataSource.destroy();
  }

  // The connection may be another than before: then the lock is gone with the old one.
  async #look(): Promise<void> {
    const lock = lockOf(this.holder);
    try {
      const rows = await ask(
        this.#presence,
        `IF APPLOCK_MODE('public', '${lock}', 'Session') <> 'Exclusive'
BEGIN ${takeLock(lock, 'Session', 0)} END
SELECT "name", "last" FROM "sequences" ORDER BY "name"`,
      );
      const seen = rows.flat().join(' ');
      const isNews = seen !== this.#seen || !this.#isPresent;
      this.#seen = seen;
      this.#isPresent = true;
      if (isNews) this.#listener(null);
    } catch (error) {
      if (this.#isPresent) this.#log.warn({ error }, 'the database cannot be seen; trying again');
      this.#isPresent = false;
      throw error;
    }
  }
}

const awayCodes = new Set(['ESOCKET', 'ETIMEOUT', 'ECONNCLOSED', 'ENOTOPEN', 'ENOCONN', 'EINSTLOOKUP']);
// Our own lock held too long, database not open yet, service busy, failing over, session killed: what Azure SQL says while it moves.
const awayNumbers = new Set([596, 4060, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920, 51000]);

/** Whether an error means that SQL Server cannot be reached now, or has just gone. */
export function isSqlServerAway(error: unknown): boolean {
  const { code = '', number = 0 } = error as { code?: string; number?: number };
  return awayCodes.has(code) || awayNumbers.has(number);
}

async function reachable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isSqlServerAway(error) ? new Refused('service.unavailable', { part: 'The database' }) : error;
  }
}
