import { createHash, randomInt } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Refused } from '../../domain/refusals.ts';
import { entityOf, type Shape } from '../columns.ts';
import { migrations } from '../migrations/all.ts';
import type { Row } from '../sql/codec.ts';
import type { Engine, Log, Session } from './engine.ts';
import { isPostgresAway, Link } from './postgres-link.ts';
import { channelOf, PipelinedSession, type Place } from './postgres-session.ts';

interface PostgresOptions {
  readonly url: string;
  readonly shapes: readonly Shape[];
  readonly log: Log;
}

// Advisory locks are pairs: what for, and which schema or process.
const locks = { writer: 0x666c_0001, migrations: 0x666c_0002, holder: 0x666c_0003 };

// Everything written is found by key. A plan made while a table was small would read all of it for ever after.
const byKey = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

const readers = 4;
/** Small questions are answered well within this, even by a busy server. */
const patienceMs = 20;

/**
 * Opens PostgreSQL: a few connections that read, one on which this process writes, one for quick claims, and one that
 * listens and holds the lock by which others see that this process lives.
 */
export async function openPostgres(options: PostgresOptions): Promise<Engine> {
  const place = placeOf(options.url);
  await prepare(place, options);
  const read = sourceOf(options);
  await read.initialize();
  const engine = new PostgresEngine(read, place, options.log);
  try {
    await engine.appear();
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function placeOf(url: string): Place {
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema') ?? 'public';
  parsed.searchParams.delete('schema');
  if (!/^\w+$/.test(schema))
    throw new Error(`the schema ${schema} in DATABASE_URL may have letters, digits and _ only`);
  const options = `-c search_path=${schema}`;
  const number = createHash('sha256').update(schema).digest().readInt32BE();
  const config = { connectionString: parsed.href, options, connectionTimeoutMillis: 5000, keepAlive: true };
  return { config: { ...config, application_name: `fieldline ${schema}` }, schema, number };
}

/** The TypeORM data source of a schema; also for tests, which compare it with the entities. */
export function sourceOf({ url, shapes, log }: PostgresOptions): DataSource {
  const { config, schema } = placeOf(url);
  const { connectionString, ...extra } = config;
  return new DataSource({
    type: 'postgres',
    url: connectionString!,
    schema,
    installExtensions: false,
    extra: { ...extra, max: 2 },
    poolErrorHandler: (error: Error) =>
      log.warn({ error: error.message }, 'an idle database connection broke'),
    entities: shapes.map((shape) => entityOf(shape, 'postgres')),
    migrations: [...migrations],
  });
}

// Two replicas that start together bring the schema up to date one after the other.
async function prepare({ config, schema, number }: Place, options: PostgresOptions): Promise<void> {
  const guard = new pg.Client(config);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1, $2)', [locks.migrations, number]);
    if (schema !== 'public')
      await guard.query(`CREATE SCHEMA IF NOT EXISTS ${guard.escapeIdentifier(schema)}`);
    const source = sourceOf(options);
    await source.initialize();
    await source.runMigrations({ transaction: 'each' }).finally(() => source.destroy());
  } finally {
    await guard.end();
  }
}

class PostgresEngine implements Engine {
  readonly dialect = 'postgres' as const;
  readonly dataSource: DataSource;
  readonly holder = randomInt(1, 2 ** 31 - 1);
  readonly #readers: readonly Link[];
  readonly #writer: Link;
  readonly #claimer: Link;
  readonly #presence: Link;
  readonly #place: Place;
  #listener: (text: string | null) => void = () => undefined;
  #isPresent = false;
  #isClosing = false;

  constructor(dataSource: DataSource, place: Place, log: Log) {
    const { config } = place;
    this.dataSource = dataSource;
    this.#place = place;
    this.#readers = Array.from({ length: readers }, () => new Link({ config, log }));
    // A replica that is stopped in the middle of a write must not hold up the others for ever.
    const writing = {
      ...config,
      options: `${config.options} ${byKey}`,
      idle_in_transaction_session_timeout: 5000,
    };
    this.#writer = new Link({ config: writing, log });
    const lazily = `${writing.options} -c synchronous_commit=off`;
    this.#claimer = new Link({ config: { ...writing, options: lazily }, log });
    this.#presence = new Link({
      config,
      log,
      begin: (client) => this.#show(client),
      ended: () => this.#disappeared(),
    });
  }

  /** Becomes visible to other processes, and hears them; claims nothing before that. */
  appear(): Promise<unknown> {
    return this.#presence.client();
  }

  gone = async (holders: readonly number[]): Promise<number[]> => {
    const rows = await this.rows(
      `SELECT h FROM unnest($1::bigint[]) AS h WHERE NOT EXISTS (SELECT 1 FROM pg_locks AS l
WHERE l.locktype = 'advisory' AND l.classid = ${locks.holder} AND l.objid = h::oid
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
      [holders],
    );
    return rows.map(([holder]) => Number(holder));
  };

  rows(sql: string, values: readonly unknown[]): Promise<Row[]> {
    // All on one connection, so that they travel together; what takes long is left behind on it.
    const flowing = this.#readers.find(({ stuckMs }) => stuckMs < patienceMs);
    const least = () => this.#readers.reduce((best, one) => (one.stuckMs < best.stuckMs ? one : best));
    return reachable((flowing ?? least()).rows(sql, values));
  }

  claim = async (sql: string, values: readonly unknown[], durable: boolean): Promise<Row[]> => {
    if (!this.#isPresent && !this.#isClosing) return []; // others would take our rows for those of a dead process
    return durable ? this.rows(sql, values) : reachable(this.#claimer.rows(sql, values));
  };

  async transaction<T>(work: (session: Session) => Promise<T>, isDurable: boolean): Promise<T> {
    const session = new PipelinedSession(await this.#writer.client(), this.#place);
    try {
      session.begin(locks.writer, isDurable);
      const result = await work(session);
      await session.commit();
      return result;
    } catch (error) {
      await session.settled();
      await this.#writer.drop();
      throw error;
    }
  }

  async now(): Promise<Date> {
    return new Date((await this.rows('SELECT clock_timestamp()', []))[0]![0] as Date);
  }

  isTaken(error: unknown): boolean {
    return (error as { code?: string }).code === '23505';
  }

  isUnlucky(error: unknown): boolean {
    return ['40001', '40P01'].includes((error as { code?: string }).code ?? '');
  }

  isAway(error: unknown): boolean {
    return isPostgresAway(error);
  }

  onAnnounced(listener: (text: string | null) => void): void {
    this.#listener = listener;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const links = [...this.#readers, this.#writer, this.#claimer, this.#presence];
    await Promise.all(links.map((link) => link.close()));
    await this.dataSource.destroy();
  }

  async #show(client: pg.Client): Promise<void> {
    client.on('notification', ({ payload }) => this.#listener(payload ?? null));
    await client.query(`LISTEN ${client.escapeIdentifier(channelOf(this.#place))}`);
    await client.query('SELECT pg_advisory_lock($1, $2)', [locks.holder, this.holder]);
    this.#isPresent = true;
    this.#listener(null);
  }

  #disappeared(): void {
    this.#isPresent = false;
    if (!this.#isClosing) void this.#presence.insist();
  }
}

async function reachable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isPostgresAway(error) ? new Refused('service.unavailable', { part: 'The database' }) : error;
  }
}
