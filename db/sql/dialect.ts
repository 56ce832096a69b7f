import type { ColumnKind, Dialect, ShapeColumn } from '../columns.ts';

/** The collation under which SQL Server compares text as the program does: by code unit, capitals apart. */
export const binary = 'Latin1_General_100_BIN2';

/** Names are always quoted: some (`order`, `key`, `at`) are words of SQL. */
export const quoted = (name: string): string => `"${name}"`;

/** Collects the values of a statement and hands out their places in it. */
export class Params {
  readonly values: unknown[] = [];
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  add(value: unknown): string {
    this.values.push(value);
    if (this.#dialect === 'sqlite') return '?';
    return this.#dialect === 'postgres' ? `$${this.values.length}` : `@p${this.values.length}`;
  }
}

/** The type of a column where SQL Server reads rows out of JSON text. */
export function mssqlType({ kind, length }: { readonly kind: ColumnKind; readonly length?: number }): string {
  if (kind === 'whole') return 'bigint';
  if (kind === 'real') return 'float';
  if (kind === 'flag') return 'bit';
  if (kind === 'instant') return 'datetimeoffset(3)';
  return `nvarchar(${length ?? 'max'})`;
}

/** SQL Server's view of JSON text as rows with the given columns. */
export const openJson = (place: string, columns: readonly ShapeColumn[]): string =>
  `OPENJSON(${place}) WITH (${columns.map((one) => `${quoted(one.name)} ${mssqlType(one)}`).join(', ')})`;

const isNumber = (kind: ColumnKind): boolean => kind === 'whole' || kind === 'real';

/** A column of a joined source, comparable with a stored one. */
export const comparable = (dialect: Dialect, kind: ColumnKind, expression: string): string =>
  dialect === 'mssql' && !isNumber(kind) ? `${expression} COLLATE ${binary}` : expression;

/** Several keys as a source of rows `k(a, b)`; SQLite takes them one after another, the servers all at once. */
export function keySource(
  dialect: Dialect,
  kinds: readonly ColumnKind[],
): { from: string; keys: readonly string[] } {
  const names = kinds.map((_, at) => 'abc'.charAt(at));
  const types = (number: string, words: string) =>
    kinds.map((kind, at) => `${names[at]} ${isNumber(kind) ? number : words}`).join(', ');
  const from = {
    sqlite: `(SELECT ${names.map((name) => `? AS ${name}`).join(', ')}) AS k`,
    postgres: `json_to_recordset($1::json) AS k(${types('bigint', 'text')})`,
    mssql: `OPENJSON(@p1) WITH (${types('bigint', 'nvarchar(700)')}) AS k`,
  }[dialect];
  return { from, keys: names.map((name, at) => comparable(dialect, kinds[at]!, `k.${name}`)) };
}

/** Whether a value is one of many, with a text that does not change with their number. */
export function isOneOf(ask: {
  dialect: Dialect;
  column: ShapeColumn;
  params: Params;
  values: readonly unknown[];
}): string {
  const { dialect, column, params, values } = ask;
  const name = quoted(column.name);
  const place = params.add(dialect === 'postgres' ? values : JSON.stringify(values));
  if (dialect === 'postgres') return `${name} = ANY(${place})`;
  if (dialect === 'sqlite') return `${name} IN (SELECT value FROM json_each(${place}))`;
  const member = comparable('mssql', column.kind, 'v');
  return `${name} IN (SELECT ${member} FROM OPENJSON(${place}) WITH (v ${mssqlType(column)} '$'))`;
}

/** Text without regard to capitals, as `toLowerCase` sees it. */
export const folded = (dialect: Dialect, expression: string): string =>
  ({
    sqlite: `fold(${expression})`,
    postgres: `lower(${expression} COLLATE "und-x-icu")`,
    mssql: `LOWER(${expression})`,
  })[dialect];

/** The place of a part in a text, from 1; 0 when it is not in it. */
export const placeOf = (dialect: Dialect, whole: string, part: string): string =>
  ({
    sqlite: `instr(${whole}, ${part})`,
    postgres: `strpos(${whole} COLLATE "C", ${part})`,
    mssql: `CHARINDEX(${part}, ${whole} COLLATE ${binary})`,
  })[dialect];

/** Cuts a page out of ordered rows. */
export function cut(
  dialect: Dialect,
  params: Params,
  page: { limit: number | undefined; offset: number },
): string {
  const { limit, offset } = page;
  if (limit === undefined && offset === 0) return '';
  if (dialect === 'mssql') {
    const skip = ` OFFSET ${params.add(offset)} ROWS`;
    return limit === undefined ? skip : `${skip} FETCH NEXT ${params.add(Math.max(limit, 1))} ROWS ONLY`;
  }
  const most = limit ?? (dialect === 'sqlite' ? -1 : null);
  return ` LIMIT ${params.add(most)}${offset > 0 ? ` OFFSET ${params.add(offset)}` : ''}`;
}
