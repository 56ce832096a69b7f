import type pg from 'pg';
import type { Shape } from '../columns.ts';
import { type Row, rowsText, safeJson } from '../sql/codec.ts';
import { keySource } from '../sql/dialect.ts';
import { columnsNamed, insertSql, keyOf, patchSql, removeSql, upsertSql } from '../sql/statements.ts';
import type { Lookup, Session } from './engine.ts';
import { gather, query } from './postgres-link.ts';

/** Where an installation lives on a server. */
export interface Place {
  readonly config: pg.ClientConfig;
  readonly schema: string;
  /** A number for the schema, so that installations in one database do not lock each other out. */
  readonly number: number;
}

/** Where the processes of an installation tell each other the news. */
export const channelOf = ({ schema }: Place): string => `fieldline_${schema}`;

const texts = new WeakMap<Lookup, string>();

/** A transaction whose statements are sent at once, without waiting for each other: two round trips however many. */
export class PipelinedSession implements Session {
  readonly #client: pg.Client;
  readonly #place: Place;
  readonly #sent: Promise<unknown>[] = [];
  #announcement = '';

  constructor(client: pg.Client, place: Place) {
    this.#client = client;
    this.#place = place;
  }

  begin(lock: number, isDurable: boolean): void {
    const lazily = isDurable ? '' : 'SET LOCAL synchronous_commit TO OFF; ';
    this.#send(`BEGIN; ${lazily}SELECT pg_advisory_xact_lock(${lock}, ${this.#place.number})`);
  }

  lookup(lookup: Lookup, keys: readonly (readonly unknown[])[]): Promise<Row[]> {
    const sql = texts.get(lookup) ?? lookup.sql('postgres', keySource('postgres', lookup.keys));
    texts.set(lookup, sql);
    return this.run(sql, [safeJson(keys.map(([a, b, c]) => ({ a, b, c })))]);
  }

  insert(shape: Shape, records: readonly object[]): void {
    void this.run(insertSql('postgres', shape), [rowsText(shape.columns, records, 'postgres')]);
  }

  patch(shape: Shape, fields: readonly string[], records: readonly object[]): void {
    const columns = columnsNamed(shape, fields);
    void this.run(patchSql('postgres', shape, columns), [
      rowsText([keyOf(shape), ...columns], records, 'postgres'),
    ]);
  }

  upsert(shape: Shape, records: readonly object[]): void {
    void this.run(upsertSql('postgres', shape), [rowsText(shape.columns, records, 'postgres')]);
  }

  remove(shape: Shape, records: readonly object[]): void {
    void this.run(removeSql('postgres', shape), [rowsText([keyOf(shape)], records, 'postgres')]);
  }

  run(sql: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#send(query(sql, values)).then(({ rows }) => rows as Row[]);
  }

  announce(text: string): void {
    const channel = this.#client.escapeLiteral(channelOf(this.#place));
    this.#announcement = `SELECT pg_notify(${channel}, ${this.#client.escapeLiteral(text)}); `;
  }

  async commit(): Promise<void> {
    const ended = this.#send(`${this.#announcement}COMMIT`);
    await Promise.all(this.#sent);
    const results = [await ended].flat() as pg.QueryResult[];
    if (results.at(-1)?.command !== 'COMMIT') throw new Error('PostgreSQL did not commit the batch');
  }

  /** Waits until nothing of the transaction is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#sent);
  }

  #send(what: string | pg.QueryArrayConfig<unknown[]>): Promise<pg.QueryArrayResult<unknown[]>> {
    gather(this.#client);
    const sent = this.#client.query(what as pg.QueryArrayConfig<unknown[]>);
    this.#sent.push(sent);
    sent.catch(() => undefined); // heard of in commit or settled
    return sent;
  }
}
