import type { Stored } from './stored.ts';

type Comparable = string | number | boolean | Date | null;

/** One condition on one field. A bare value means equality; `null` means "has none". */
export type Condition<V> =
  | V
  | { readonly in: readonly V[] }
  | { readonly not: V }
  | { readonly above: V }
  | { readonly below: V }
  | { readonly atLeast: V }
  | { readonly atMost: V }
  | { readonly contains: string }
  | { readonly startsWith: string };

/**
 * A question about records as plain data, so that the database, the in-memory store and a unit's staged changes answer it
 * alike. All named fields must hold, and at least one of `any` when given, and none of `none`.
 */
export type Filter<T> = {
  readonly [K in keyof T as T[K] extends Comparable ? K : never]?: Condition<T[K]>;
} & {
  readonly any?: readonly Filter<T>[];
  readonly none?: readonly Filter<T>[];
  readonly all?: readonly Filter<T>[];
};

export interface Page<T> {
  readonly orderBy?: readonly (readonly [keyof T & string, 'asc' | 'desc'])[];
  readonly limit?: number;
  readonly offset?: number;
}

/** The records of one kind. Without `orderBy` the order is that of the ids, which is the order of making. */
export interface ReadTable<T extends Stored> {
  find(id: string): Promise<T | undefined>;
  /** Like `find`, but refuses with `record.not_found`. */
  get(id: string): Promise<T>;
  where(filter: Filter<T>, page?: Page<T>): Promise<T[]>;
  first(filter: Filter<T>, page?: Page<T>): Promise<T | undefined>;
  count(filter: Filter<T>): Promise<number>;
}

/** A table within a unit of work: saving stages, the unit's commit writes. */
export interface Table<T extends Stored> extends ReadTable<T> {
  /** Stages a record: new when its `version` is 0, else a replacement of the version it was loaded with. Returns what later reads see. */
  save(record: T): T;
  remove(record: T): void;
}
