import { Worker } from 'node:worker_threads';
import type { Shape } from '../columns.ts';
import { bound, type Row, values } from '../sql/codec.ts';
import { keySource } from '../sql/dialect.ts';
import { columnsNamed, insertSql, keyOf, patchSql, removeSql, upsertSql } from '../sql/statements.ts';
import type { Lookup, Session } from './engine.ts';
import type { Snapshots } from './sqlite-connection.ts';
import type { Answer, Batch, Order } from './sqlite-writer.ts';

/** The writing thread, as seen from here. */
export class Hand {
  readonly #worker: Worker;
  readonly #numbers = new Map<string, number>();
  readonly #waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  readonly #ended: Promise<unknown>;
  #failure: Error | undefined;

  constructor(path: string) {
    this.#worker = new Worker(new URL('./sqlite-writer.ts', import.meta.url), { workerData: { path } });
    this.#worker.on('message', (answer: Answer) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#ended = new Promise((done) => this.#worker.once('exit', done));
    this.#worker.once('exit', () => this.#fail(new Error('the thread that writes the database has ended')));
  }

  /** The number of a statement's text, and the text when the thread does not know it yet. */
  order(sql: string): Pick<Order, 'number' | 'text'> {
    const number = this.#numbers.get(sql);
    if (number !== undefined) return { number };
    this.#numbers.set(sql, this.#numbers.size);
    return { number: this.#numbers.size - 1, text: sql };
  }

  /** Fails once nothing can be written any more: health must say so. */
  assertAlive(): void {
    if (this.#failure) throw this.#failure;
  }

  write(batch: Batch): Promise<Answer> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(batch);
    });
  }

  async close(): Promise<void> {
    if (!this.#failure) this.#worker.postMessage(null);
    await this.#ended;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

const texts = new WeakMap<Lookup, string>();

/** A transaction being gathered: questions are answered at once, writes go to the thread together. */
export class Gathered implements Session {
  readonly #reader: Snapshots;
  readonly #orders: { sql: string; values: readonly (readonly unknown[])[]; done?: (rows: Row[]) => void }[] =
    [];

  constructor(reader: Snapshots) {
    this.#reader = reader;
  }

  lookup(lookup: Lookup, keys: readonly (readonly unknown[])[]): Row[] {
    const sql = texts.get(lookup) ?? lookup.sql('sqlite', keySource('sqlite', lookup.keys));
    texts.set(lookup, sql);
    const statement = this.#reader.prepared(sql);
    return keys.flatMap((key) =>
      statement.all(...key.map((value, at) => bound('sqlite', lookup.keys[at]!, value))),
    );
  }

  insert(shape: Shape, records: readonly object[]): void {
    this.#orders.push({
      sql: insertSql('sqlite', shape),
      values: records.map((one) => values(shape.columns, one)),
    });
  }

  patch(shape: Shape, fields: readonly string[], records: readonly object[]): void {
    const columns = columnsNamed(shape, fields);
    const places = [...columns, keyOf(shape)];
    this.#orders.push({
      sql: patchSql('sqlite', shape, columns),
      values: records.map((one) => values(places, one)),
    });
  }

  upsert(shape: Shape, records: readonly object[]): void {
    this.#orders.push({
      sql: upsertSql('sqlite', shape),
      values: records.map((one) => values(shape.columns, one)),
    });
  }

  remove(shape: Shape, records: readonly object[]): void {
    const key = [keyOf(shape)];
    this.#orders.push({ sql: removeSql('sqlite', shape), values: records.map((one) => values(key, one)) });
  }

  run(sql: string, given: readonly unknown[]): Promise<Row[]> {
    return new Promise((done) => this.#orders.push({ sql, values: [given], done }));
  }

  announce(): void {}

  async write(hand: Hand, isDurable: boolean): Promise<void> {
    if (this.#orders.length === 0) return;
    const orders = this.#orders.map(({ sql, values: given }) => ({ ...hand.order(sql), values: given }));
    const answer = await hand.write({ orders, isDurable });
    if ('failed' in answer) throw Object.assign(new Error(answer.failed), { code: answer.code });
    for (const [at, { done }] of this.#orders.entries()) done?.(answer.rows[at]!);
  }
}
