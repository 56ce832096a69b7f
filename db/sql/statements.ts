import type { Dialect, Shape, ShapeColumn } from '../columns.ts';
import { comparable, openJson, quoted } from './dialect.ts';

/**
 * The statements of the hot writes, one text for each table and purpose, so that prepared ones are used again and again.
 * SQLite binds one record's values; the servers take any number of records as one JSON parameter.
 */
export function insertSql(dialect: Dialect, shape: Shape): string {
  const { into, names } = parts(shape);
  if (dialect === 'sqlite')
    return `INSERT INTO ${into} (${names}) VALUES (${shape.columns.map(() => '?').join(', ')})`;
  return `INSERT INTO ${into} (${names}) SELECT ${names} FROM ${source(dialect, shape, shape.columns)} AS k`;
}

/** Replaces some columns of records found by their key. */
export function patchSql(dialect: Dialect, shape: Shape, columns: readonly ShapeColumn[]): string {
  const { into, key } = parts(shape);
  if (dialect === 'sqlite')
    return `UPDATE ${into} SET ${columns.map(({ name }) => `${quoted(name)} = ?`).join(', ')} WHERE ${quoted(key.name)} = ?`;
  const set = columns.map(({ name }) => `${quoted(name)} = k.${quoted(name)}`).join(', ');
  const from = source(dialect, shape, [key, ...columns]);
  if (dialect === 'postgres')
    return `UPDATE ${into} AS t SET ${set} FROM ${from} AS k WHERE ${sameKey(dialect, key)}`;
  return `UPDATE t SET ${set} FROM ${into} AS t JOIN ${from} AS k ON ${sameKey(dialect, key)}`;
}

/** Inserts, or replaces every column of what has the key already. */
export function upsertSql(dialect: Dialect, shape: Shape): string {
  const { into, names, key } = parts(shape);
  const rest = shape.columns.filter((one) => one !== key);
  if (dialect === 'mssql') {
    const set = rest.map(({ name }) => `${quoted(name)} = k.${quoted(name)}`).join(', ');
    const given = shape.columns.map(({ name }) => `k.${quoted(name)}`).join(', ');
    return `MERGE INTO ${into} WITH (HOLDLOCK) AS t USING (SELECT * FROM ${openJson('@p1', shape.columns)}) AS k
ON ${sameKey(dialect, key)} WHEN MATCHED THEN UPDATE SET ${set} WHEN NOT MATCHED THEN INSERT (${names}) VALUES (${given});`;
  }
  const set = rest.map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ');
  return `${insertSql(dialect, shape)} ON CONFLICT (${quoted(key.name)}) DO UPDATE SET ${set}`;
}

/** Removes records by their keys. */
export function removeSql(dialect: Dialect, shape: Shape): string {
  const { into, key } = parts(shape);
  if (dialect === 'sqlite') return `DELETE FROM ${into} WHERE ${quoted(key.name)} = ?`;
  if (dialect === 'postgres')
    return `DELETE FROM ${into} AS t USING ${source(dialect, shape, [key])} AS k WHERE ${sameKey(dialect, key)}`;
  return `DELETE t FROM ${into} AS t JOIN ${openJson('@p1', [key])} AS k ON ${sameKey(dialect, key)}`;
}

const source = (dialect: Dialect, shape: Shape, columns: readonly ShapeColumn[]): string =>
  dialect === 'postgres'
    ? `json_populate_recordset(NULL::${quoted(shape.table)}, $1::json)`
    : openJson('@p1', columns);

const sameKey = (dialect: Dialect, { name, kind }: ShapeColumn): string =>
  `t.${quoted(name)} = ${comparable(dialect, kind, `k.${quoted(name)}`)}`;

interface Parts {
  readonly into: string;
  readonly names: string;
  readonly key: ShapeColumn;
}

const known = new WeakMap<Shape, Parts>();

function parts(shape: Shape): Parts {
  const found = known.get(shape);
  if (found) return found;
  const names = shape.columns.map(({ name }) => quoted(name)).join(', ');
  const made = { into: quoted(shape.table), names, key: keyOf(shape) };
  known.set(shape, made);
  return made;
}

/** The column of a table's primary key. */
export function keyOf(shape: Shape): ShapeColumn {
  return shape.columns.find(({ field }) => field === shape.key)!;
}

/** The names of all columns for a SELECT, in the order the decoder expects. */
export const selectList = (shape: Shape, alias = ''): string =>
  shape.columns.map(({ name }) => `${alias && `${alias}.`}${quoted(name)}`).join(', ');

/** The columns behind some fields, in the order asked. */
export const columnsNamed = (shape: Shape, fields: readonly string[]): ShapeColumn[] =>
  fields.map((field) => shape.columns.find((one) => one.field === field)!);
