import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import type { Row } from '../sql/codec.ts';
import { Connection, prepareSqlite } from './sqlite-connection.ts';

/** One statement of a batch, run once for each set of values. `text` comes with the first use of a number. */
export interface Order {
  readonly number: number;
  readonly text?: string;
  readonly values: readonly (readonly unknown[])[];
}

export interface Batch {
  readonly orders: readonly Order[];
  /** Whether the batch must survive a power cut by itself; if not, the next one that must takes it along. */
  readonly isDurable: boolean;
}

/** The rows of each order, or why nothing of the batch was written. */
export type Answer = { readonly rows: readonly Row[][] } | { readonly failed: string; readonly code: string };

// This file is a thread: waiting for the disk here stops nobody else. It runs one batch at a time, all or nothing.
const port = parentPort!;
const database = new Sqlite((workerData as { readonly path: string }).path, { timeout: 5000 });
const connection = new Connection(database);
const texts: string[] = [];
prepareSqlite(database);

port.on('message', (batch: Batch | null) => {
  if (batch === null) {
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    port.close();
  } else port.postMessage(answer(batch));
});

function answer({ orders, isDurable }: Batch): Answer {
  for (const { number, text } of orders) if (text !== undefined) texts[number] = text;
  connection.rows(`PRAGMA synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`, []);
  try {
    connection.rows('BEGIN IMMEDIATE', []);
    const rows = orders.map(({ number, values }) =>
      values.flatMap((one) => connection.rows(texts[number]!, one)),
    );
    connection.rows('COMMIT', []);
    return { rows };
  } catch (error) {
    if (database.inTransaction) connection.rows('ROLLBACK', []);
    const { message, code } = error as Error & { code?: string };
    return { failed: message, code: code ?? '' };
  }
}
