import { EntitySchema, type EntitySchemaColumnOptions, type ValueTransformer } from 'typeorm';
import type { Stored } from '../domain/stored.ts';

export type Dialect = 'sqlite' | 'postgres' | 'mssql';

/**
 * What a column holds, whatever the database calls it. `word`: one of a few short words; `name`: short text that is
 * looked up by (`length` counts on SQL Server, where only short text can be indexed); `text`: anything people write.
 */
export type ColumnKind = 'id' | 'name' | 'word' | 'text' | 'instant' | 'whole' | 'real' | 'flag' | 'json';

export interface Column<K extends ColumnKind = ColumnKind, N extends boolean = boolean> {
  readonly kind: K;
  readonly nullable: N;
  readonly length?: number;
}

const column = <K extends ColumnKind>(kind: K, length?: number): Column<K, false> => ({
  kind,
  nullable: false,
  ...(length && { length }),
});

/** Ids are opaque text, compared by code unit; composite ids such as `<person>:<card>:<subject>` fit too. */
export const id = column('id', 400);
/** One of a few short words, such as a state. */
export const word = column('word', 40);
/** Free text of any length; never looked up by. */
export const text = column('text');
/** An instant to the millisecond. */
export const instant = column('instant');
/** A whole number, exact up to 2^53. */
export const whole = column('whole');
/** A number with a fraction. */
export const real = column('real');
/** Yes or no. */
export const flag = column('flag');
/** Plain data of any shape: arrays and objects of a record. */
export const json = column('json');
/** Short text that an index can hold on every engine. */
export const name = (length: number): Column<'name', false> => column('name', length);
/** The same column, but it may hold nothing. */
export const orNull = <K extends ColumnKind>(of: Column<K>): Column<K, true> => ({ ...of, nullable: true });

type KindOf<V> = [V] extends [Date]
  ? 'instant'
  : [V] extends [boolean]
    ? 'flag'
    : [V] extends [number]
      ? 'whole' | 'real'
      : [V] extends [string]
        ? 'id' | 'name' | 'word' | 'text'
        : 'json';

/** One column for each field, of the field's own kind: a record type and its table cannot drift apart. */
export type ColumnsOf<T> = {
  readonly [F in keyof T]-?: Column<KindOf<NonNullable<T[F]>>, null extends T[F] ? true : false>;
};

export interface ShapeColumn extends Column {
  readonly field: string;
  readonly name: string;
}

export interface Index {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
}

/** A table as plain data: what SQL, codecs and the TypeORM entity are all made from. */
export interface Shape {
  readonly table: string;
  /** The field of the primary key. */
  readonly key: string;
  readonly columns: readonly ShapeColumn[];
  readonly indexes: readonly Index[];
}

export interface Keys<T> {
  readonly indexes?: readonly (readonly (keyof T & string)[])[];
  readonly uniques?: readonly (readonly (keyof T & string)[])[];
}

/** `caseId` in the program is `case_id` in the database, where people write reports by hand. */
export const snake = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The table of a kind of record; `id`, `version` and `unitId` come by themselves. */
export const recordShape = <T extends Stored>(
  table: string,
  columns: ColumnsOf<Omit<T, keyof Stored>>,
  keys: Keys<T> = {},
): Shape => shape<T>({ table, key: 'id' }, { id, version: whole, unitId: id, ...columns } as never, keys);

/** A table of the store's own, such as the inbox. */
export function shape<T>(
  at: { readonly table: string; readonly key: keyof T & string },
  columns: ColumnsOf<T>,
  keys: Keys<T> = {},
): Shape {
  const index = (unique: boolean) => (fields: readonly string[]) => ({
    name: `${unique ? 'ux' : 'ix'}_${[at.table, ...fields.map(snake)].join('_')}`,
    fields,
    unique,
  });
  return {
    ...at,
    columns: Object.entries<Column>(columns).map(([field, one]) => ({ ...one, field, name: snake(field) })),
    indexes: [...(keys.indexes ?? []).map(index(false)), ...(keys.uniques ?? []).map(index(true))],
  };
}

const types: Record<Dialect, Record<ColumnKind, EntitySchemaColumnOptions>> = {
  sqlite: {
    id: { type: 'text' },
    name: { type: 'text' },
    word: { type: 'text' },
    text: { type: 'text' },
    instant: { type: 'integer' },
    whole: { type: 'integer' },
    real: { type: 'real' },
    flag: { type: 'integer' },
    json: { type: 'text' },
  },
  postgres: {
    id: { type: 'text', collation: 'C' },
    name: { type: 'text', collation: 'C' },
    word: { type: 'text', collation: 'C' },
    text: { type: 'text', collation: 'C' },
    instant: { type: 'timestamp with time zone', precision: 3 },
    whole: { type: 'bigint' },
    real: { type: 'double precision' },
    flag: { type: 'boolean' },
    json: { type: 'jsonb' },
  },
  mssql: {
    id: { type: 'nvarchar', collation: 'Latin1_General_100_BIN2' },
    name: { type: 'nvarchar', collation: 'Latin1_General_100_BIN2' },
    word: { type: 'nvarchar', collation: 'Latin1_General_100_BIN2' },
    text: { type: 'nvarchar', length: 'MAX', collation: 'Latin1_General_100_BIN2' },
    instant: { type: 'datetimeoffset', precision: 3 },
    whole: { type: 'bigint' },
    real: { type: 'float' },
    flag: { type: 'bit' },
    json: { type: 'nvarchar', length: 'MAX', collation: 'Latin1_General_100_BIN2' },
  },
};

const ifAny =
  <A, B>(turn: (value: A) => B) =>
  (value: A | null | undefined): B | null =>
    value === null || value === undefined ? null : turn(value);

const numbers: ValueTransformer = { to: (value) => value, from: ifAny(Number) };
const jsonText: ValueTransformer = {
  to: ifAny(JSON.stringify),
  from: ifAny((value: string) => JSON.parse(value)),
};
const transformers: Record<Dialect, Partial<Record<ColumnKind, ValueTransformer>>> = {
  sqlite: {
    instant: { to: ifAny((value: Date) => value.getTime()), from: ifAny((value: number) => new Date(value)) },
    flag: { to: ifAny(Number), from: ifAny(Boolean) },
    json: jsonText,
  },
  postgres: { whole: numbers },
  mssql: { whole: numbers, json: jsonText },
};

/** The TypeORM entity of a table on one engine. */
export function entityOf({ table, key, columns, indexes }: Shape, dialect: Dialect): EntitySchema {
  const isShort = (kind: ColumnKind) => dialect === 'mssql' && ['id', 'name', 'word'].includes(kind);
  return new EntitySchema({
    name: table,
    tableName: table,
    columns: Object.fromEntries(
      columns.map(({ field, name: column, kind, nullable, length }) => [
        field,
        {
          ...types[dialect][kind],
          ...(isShort(kind) && { length }),
          ...(transformers[dialect][kind] && { transformer: transformers[dialect][kind] }),
          name: column,
          nullable,
          primary: field === key,
        },
      ]),
    ),
    indices: indexes.map(({ name: index, fields, unique }) => ({
      name: index,
      columns: [...fields],
      unique,
    })),
  });
}
