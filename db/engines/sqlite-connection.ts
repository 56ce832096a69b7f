import type Sqlite from 'better-sqlite3';
import type { Row } from '../sql/codec.ts';

type Statement = Sqlite.Statement<unknown[], Row>;

const maxStatements = 1000; // filters are made of what people ask, so their texts are many

/** What every connection to the embedded database is set to. */
export function prepareSqlite(database: Sqlite.Database): void {
  database.pragma('synchronous = FULL');
  database.pragma('cache_size = -16000');
  database.function('fold', { deterministic: true }, (value) =>
    typeof value === 'string' ? value.toLowerCase() : value,
  );
}

/** One connection with its prepared statements, each kept for as long as it is in use. */
export class Connection {
  readonly #database: Sqlite.Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Sqlite.Database) {
    this.#database = database;
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

/**
 * Reads of one turn of the event loop share a snapshot: taking one costs more than a read by key. A commit ends it, so
 * that whoever waited for the commit sees it.
 */
export class Snapshots {
  readonly #connection: Connection;
  #isOpen = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  rows(sql: string, given: readonly unknown[]): Row[] {
    this.#open();
    return this.#connection.rows(sql, given);
  }

  prepared(sql: string): Statement {
    this.#open();
    return this.#connection.prepared(sql);
  }

  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#connection.rows('COMMIT', []);
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#connection.rows('BEGIN', []);
    this.#isOpen = true;
    setImmediate(() => this.end());
  }
}
