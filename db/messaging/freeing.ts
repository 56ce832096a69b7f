import type { Shape } from '../columns.ts';
import { bound } from '../sql/codec.ts';
import { Params, quoted } from '../sql/dialect.ts';
import { keyOf } from '../sql/statements.ts';
import { type Dialected, takeable } from './claims.ts';

/** Which held rows to free: of workers whose lease or process has ended, all where nobody else can be, or one's own. */
export type Lost =
  | { readonly which: 'lost'; readonly now: Date; readonly gone: readonly number[] }
  | { readonly which: 'all' | 'mine' };

/** Gives rows back that nobody works on any more, and marks that something may have been done about them. */
export function freeSql({ dialect, holder }: Dialected, shape: Shape, lost: Lost) {
  const params = new Params(dialect);
  const table = quoted(shape.table);
  const key = quoted(keyOf(shape).name);
  const isOf = (holders: readonly number[]) => `"holder" IN (${holders.map(Math.trunc).join(', ')})`;
  const which = () => {
    if (lost.which !== 'lost') return lost.which === 'all' ? '' : ` AND ${isOf([holder])}`;
    const isOver = `"lease_until" <= ${params.add(bound(dialect, 'instant', lost.now))}`;
    return lost.gone.length === 0 ? ` AND ${isOver}` : ` AND (${isOver} OR ${isOf(lost.gone)})`;
  };
  const held = `"state" = 'held'${which()}`;
  const yes = dialect === 'postgres' ? 'true' : '1';
  const set = `SET "state" = 'ready', "uncertain" = ${yes}, "fence" = NULL, "holder" = NULL, "lease_until" = NULL`;
  const sql = {
    sqlite: `UPDATE ${table} ${set} WHERE ${held} RETURNING ${key}`,
    postgres: `WITH lost AS (SELECT ${key} FROM ${table} WHERE ${held} FOR UPDATE SKIP LOCKED)
UPDATE ${table} AS t ${set} FROM lost WHERE t.${key} = lost.${key} RETURNING t.${key}`,
    mssql: `WITH lost AS (SELECT * FROM ${table} WITH ${takeable} WHERE ${held})
UPDATE lost ${set} OUTPUT inserted.${key}`,
  }[dialect];
  return { sql, values: params.values };
}

/** The first of a lane's waiting rows becomes ready where nothing of the lane is: after dead letters were put back. */
export const mendLanesSql = (shape: Shape): string => {
  const table = quoted(shape.table);
  const other = (alias: string, condition: string) =>
    `NOT EXISTS (SELECT 1 FROM ${table} AS ${alias} WHERE ${alias}."lane" = ${table}."lane" AND ${condition})`;
  return `UPDATE ${table} SET "state" = 'ready' WHERE "state" = 'queued'
AND ${other('a', `a."state" IN ('ready', 'held')`)} AND ${other('b', `b."state" = 'queued' AND b."seq" < ${table}."seq"`)}`;
};
