import type { QueryRunner } from 'typeorm';
import { type Dialect, snake } from '../columns.ts';

// Frozen: what these words mean in a migration never changes, whatever the entities do later.
const types: Record<Dialect, Record<string, string>> = {
  sqlite: {
    id: 'text',
    name: 'text',
    word: 'text',
    text: 'text',
    json: 'text',
    instant: 'integer',
    whole: 'integer',
    flag: 'integer',
    real: 'real',
  },
  postgres: {
    id: 'text COLLATE "C"',
    name: 'text COLLATE "C"',
    word: 'text COLLATE "C"',
    text: 'text COLLATE "C"',
    json: 'jsonb',
    instant: 'timestamp(3) with time zone',
    whole: 'bigint',
    flag: 'boolean',
    real: 'double precision',
  },
  mssql: {
    id: 'nvarchar(400) COLLATE Latin1_General_100_BIN2',
    name: 'nvarchar(#) COLLATE Latin1_General_100_BIN2',
    word: 'nvarchar(40) COLLATE Latin1_General_100_BIN2',
    text: 'nvarchar(max) COLLATE Latin1_General_100_BIN2',
    json: 'nvarchar(max) COLLATE Latin1_General_100_BIN2',
    instant: 'datetimeoffset(3)',
    whole: 'bigint',
    flag: 'bit',
    real: 'float',
  },
};

/** One table as a migration spells it out. */
export interface TableText {
  /** `title text, externalId name(700), closedAt instant?`: `?` where it may hold nothing; the first is the key. */
  readonly columns: string;
  /** `field field`, one index each. */
  readonly indexes?: readonly string[];
  readonly uniques?: readonly string[];
}

/** The dialect a migration runs on. */
export const dialectOf = (runner: QueryRunner): Dialect => {
  const { type } = runner.connection.options;
  return type === 'better-sqlite3' ? 'sqlite' : (type as Dialect);
};

/** The statements that make a table and its indexes, spelled for one engine. */
export function createTable(dialect: Dialect, table: string, text: TableText): string[] {
  const columns = text.columns
    .trim()
    .split(/\s*,\s*/)
    .map((one) => columnSql(dialect, one));
  const key = snake(text.columns.trim().split(' ')[0]!);
  const index = (unique: boolean) => (fields: string) => {
    const names = fields.split(' ').map(snake);
    const name = `${unique ? 'ux' : 'ix'}_${[table, ...names].join('_')}`;
    return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${name}" ON "${table}" (${names.map((one) => `"${one}"`).join(', ')})`;
  };
  const primary = `${dialect === 'sqlite' ? '' : `CONSTRAINT "pk_${table}" `}PRIMARY KEY ("${key}")`;
  return [
    `CREATE TABLE "${table}" (${[...columns, primary].join(', ')})`,
    ...(text.indexes ?? []).map(index(false)),
    ...(text.uniques ?? []).map(index(true)),
  ];
}

function columnSql(dialect: Dialect, text: string): string {
  const [, field, kind, length, mayBeEmpty] = /^(\w+) ([a-z]+)(?:\((\d+)\))?(\?)?$/.exec(text) ?? [];
  const type = types[dialect][kind ?? ''];
  if (field === undefined || type === undefined)
    throw new Error(`a migration has a column that cannot be read: ${text}`);
  return `"${snake(field)}" ${type.replace('#', length ?? '')}${mayBeEmpty ? '' : ' NOT NULL'}`;
}

/** Makes the tables a migration brings. */
export async function createTables(
  runner: QueryRunner,
  tables: Readonly<Record<string, TableText>>,
): Promise<void> {
  for (const [table, text] of Object.entries(tables))
    for (const sql of createTable(dialectOf(runner), table, text)) await runner.query(sql);
}

/** Takes a migration's tables away again, the last made first. */
export async function dropTables(
  runner: QueryRunner,
  tables: Readonly<Record<string, TableText>>,
): Promise<void> {
  for (const table of Object.keys(tables).reverse()) await runner.query(`DROP TABLE "${table}"`);
}
