import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Row } from '../sql/codec.ts';
import type { Log } from './engine.ts';

const mostNames = 500; // beyond that, texts made of people's questions are parsed each time
const names = new Map<string, string>();

/** A query whose text the server keeps prepared, its rows as arrays. */
export function query(text: string, values: readonly unknown[]): pg.QueryArrayConfig<unknown[]> {
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values: [...values], rowMode: 'array' };
  if (names.size >= mostNames) return { text, values: [...values], rowMode: 'array' };
  const name = `q${names.size}`;
  names.set(text, name);
  return { name, text, values: [...values], rowMode: 'array' };
}

const gathering = new WeakSet<Writable>();

/**
 * What is asked in one turn of the event loop leaves in one packet: handing a packet to the network, and waking the
 * server for it, costs more than a small statement. Call it before asking.
 */
export function gather(client: pg.Client): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  setImmediate(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/**
 * One connection of its own that outlives the database's restarts: it is opened when it is needed and forgotten when it
 * breaks. Its queries are sent without waiting for one another's answers.
 */
export class Link {
  readonly #config: pg.ClientConfig;
  readonly #log: Log;
  readonly #begin: (client: pg.Client) => Promise<unknown>;
  readonly #ended: () => void;
  #client: Promise<pg.Client> | null = null;
  #busy = 0;
  #answeredAt = 0;
  #isClosed = false;

  constructor(ask: {
    readonly config: pg.ClientConfig;
    readonly log: Log;
    readonly begin?: (client: pg.Client) => Promise<unknown>;
    readonly ended?: () => void;
  }) {
    this.#config = ask.config;
    this.#log = ask.log;
    this.#begin = ask.begin ?? (async () => undefined);
    this.#ended = ask.ended ?? (() => undefined);
  }

  client(): Promise<pg.Client> {
    this.#client ??= this.#connect();
    return this.#client;
  }

  /** How long the question at the head has kept the others waiting, in milliseconds. */
  get stuckMs(): number {
    return this.#busy === 0 ? 0 : performance.now() - this.#answeredAt;
  }

  async rows(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (this.#busy++ === 0) this.#answeredAt = performance.now();
    try {
      const client = await this.client();
      gather(client);
      return (await client.query(query(text, values))).rows;
    } finally {
      this.#busy--;
      this.#answeredAt = performance.now();
    }
  }

  /** Forgets a connection whose state nobody can be sure of. */
  async drop(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** Opens the connection again and again until it stands. */
  async insist(): Promise<void> {
    for (let tries = 0; !this.#isClosed; tries++) {
      try {
        await this.client();
        return;
      } catch {
        await wait(Math.min(100 * 2 ** tries, 2000));
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.drop();
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#config, pipeline: true } as pg.ClientConfig);
    let isUp = true;
    const forget = (error?: Error) => {
      if (!isUp) return;
      isUp = false;
      if (error) this.#log.warn({ error: error.message }, 'a database connection broke');
      this.#client = null;
      if (!this.#isClosed) this.#ended();
    };
    client.on('error', forget);
    client.on('end', () => forget());
    try {
      await client.connect();
      await this.#begin(client);
      return client;
    } catch (error) {
      isUp = false;
      this.#client = null;
      await client.end().catch(() => undefined);
      throw error;
    }
  }
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const awayStates = /^(?:08...|57P0[1-5]|25P03|53300)$/;
const awayWords =
  /connection terminated|connection error|not queryable|timeout exceeded when trying to connect|client was closed/i;

/** Whether an error means that PostgreSQL cannot be reached now, or has just gone. */
export function isPostgresAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return networkCodes.has(code) || awayStates.test(code) || awayWords.test(message);
}
