import type { DataSource } from 'typeorm';
import type { ColumnKind, Dialect, Shape } from '../columns.ts';
import type { Row } from '../sql/codec.ts';

/** An answer that SQLite has at once and a server later. */
export type Soon<T> = T | Promise<T>;

/** A question about several keys at once, inside the write transaction. */
export interface Lookup {
  readonly keys: readonly ColumnKind[];
  /** `from` is a source of rows `k`; `keys` are its columns as expressions. */
  sql(dialect: Dialect, source: { readonly from: string; readonly keys: readonly string[] }): string;
}

/**
 * The one write transaction of all processes on a database: questions first, then writes. Writes may fail later than
 * the call, but always before the transaction is reported as committed.
 */
export interface Session {
  lookup(lookup: Lookup, keys: readonly (readonly unknown[])[]): Soon<Row[]>;
  insert(shape: Shape, records: readonly object[]): void;
  /** Replaces the named fields of records found by their key. */
  patch(shape: Shape, fields: readonly string[], records: readonly object[]): void;
  upsert(shape: Shape, records: readonly object[]): void;
  remove(shape: Shape, records: readonly object[]): void;
  /** A statement of its own; sees the writes before it. Its rows come with the commit: nothing inside may wait for them. */
  run(sql: string, values: readonly unknown[]): Promise<Row[]>;
  /** Tells the other processes, once this is committed. */
  announce(text: string): void;
}

/** One database: committed reads, and the one way to write. */
export interface Engine {
  readonly dialect: Dialect;
  readonly dataSource: DataSource;
  /** Names this process in the rows it holds. */
  readonly holder: number;
  /** Which of these processes live no more; null where only one process can be. */
  readonly gone: ((holders: readonly number[]) => Promise<number[]>) | null;
  /** Runs a statement by itself: a read of what is committed, for the most part. */
  rows(sql: string, values: readonly unknown[]): Soon<Row[]>;
  /** `isDurable`: survives a power cut by itself; otherwise only from the next durable one on. */
  transaction<T>(work: (session: Session) => Promise<T>, isDurable: boolean): Promise<T>;
  /** Runs a claim beside the writer where the database locks rows; null where claims join the writer's batch. */
  readonly claim: ((sql: string, values: readonly unknown[], durable: boolean) => Promise<Row[]>) | null;
  /** The database's own clock. */
  now(): Promise<Date>;
  /** Whether an error means that a unique index refused a row. */
  isTaken(error: unknown): boolean;
  /** Whether an error means that two transactions met and this one should simply try again. */
  isUnlucky(error: unknown): boolean;
  /** Whether an error means that the database cannot be reached now. */
  isAway(error: unknown): boolean;
  /** What other processes announce; `null` after a gap in listening. */
  onAnnounced(listener: (text: string | null) => void): void;
  close(): Promise<void>;
}

/** Where the store writes what an operator should know. */
export interface Log {
  info(details: object, text: string): void;
  warn(details: object, text: string): void;
  error(details: object, text: string): void;
}
