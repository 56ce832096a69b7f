import type { ColumnKind, Dialect, Shape, ShapeColumn } from '../columns.ts';

export type Row = readonly unknown[];
type Decode = (value: never) => unknown;

const decoders: Record<Dialect, Partial<Record<ColumnKind, Decode>>> = {
  sqlite: {
    instant: (value: number) => new Date(value),
    flag: (value: number) => value === 1,
    json: (value: string) => JSON.parse(value),
  },
  postgres: { whole: (value: string) => Number(value) },
  mssql: { whole: (value: string) => Number(value), json: (value: string) => JSON.parse(value) },
};

/** Makes records of rows whose values stand in the order of the shape's columns. */
export function decoder<T>(shape: Shape, dialect: Dialect): (row: Row) => T {
  const fields = shape.columns.map(({ field }) => field);
  const decode = shape.columns.map(
    ({ kind }) => decoders[dialect][kind] as ((value: unknown) => unknown) | undefined,
  );
  return (row) => {
    const record: Record<string, unknown> = {};
    for (let at = 0; at < fields.length; at++) {
      const value = row[at];
      const turn = decode[at];
      record[fields[at]!] = value === null || turn === undefined ? value : turn(value);
    }
    return record as T;
  };
}

/** One value as it is bound to a statement. */
export function bound(dialect: Dialect, kind: ColumnKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return JSON.stringify(value);
  if (typeof value === 'string') return clean(value);
  if (value instanceof Date) return dialect === 'sqlite' ? value.getTime() : value.toISOString();
  if (typeof value === 'boolean' && dialect === 'sqlite') return value ? 1 : 0;
  return value;
}

/** A record's values in the order of some columns, to be bound one by one. */
export const values = (columns: readonly ShapeColumn[], record: object): unknown[] =>
  columns.map(({ field, kind }) => bound('sqlite', kind, (record as Record<string, unknown>)[field]));

/** Many records as one JSON text of column names and values, which the servers turn back into rows. */
export function rowsText(
  columns: readonly ShapeColumn[],
  records: readonly object[],
  dialect: Dialect,
): string {
  const isText = dialect === 'mssql'; // its JSON functions lose plain strings and numbers in nested JSON
  const plain = records.map((record) => {
    const row: Record<string, unknown> = {};
    for (const { field, name, kind } of columns) {
      const value = (record as Record<string, unknown>)[field] ?? null;
      row[name] = isText && kind === 'json' && value !== null ? JSON.stringify(value) : value;
    }
    return row;
  });
  return safeJson(plain);
}

const suspect = /\\u(?:0000|d[89a-f])/i;

/** JSON that every engine stores: PostgreSQL takes neither U+0000 nor half a surrogate pair, in whatever is nested. */
export function safeJson(value: unknown): string {
  const written = JSON.stringify(value);
  return suspect.test(written) ? JSON.stringify(cleanDeep(JSON.parse(written))) : written;
}

function cleanDeep(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleanDeep);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), cleanDeep(one)]));
}

/** Text that every engine stores: U+0000 and halves of surrogate pairs become U+FFFD. */
export const clean = (value: string): string => {
  const whole = value.isWellFormed() ? value : value.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
};
