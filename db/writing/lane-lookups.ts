import type { Dialect, Shape } from '../columns.ts';
import type { Lookup } from '../engines/engine.ts';
import { quoted } from '../sql/dialect.ts';

/** What a batch asks about an inbox or outbox. */
export function laneLookups(shape: Shape) {
  const known = lookups.get(shape);
  if (known) return known;
  const table = quoted(shape.table);
  const first = (lane: string, states: string) =>
    `(SELECT min(q."seq") FROM ${table} AS q WHERE q."lane" = ${lane} AND q."state" IN (${states}))`;
  const laneState: Lookup = {
    keys: ['name'],
    sql: (_, { from, keys: [lane] }) =>
      `SELECT k.a, ${first(lane!, "'ready', 'held'")}, ${first(lane!, "'queued'")} FROM ${from}`,
  };
  const heldRows: Lookup = {
    keys: ['whole'],
    sql: (dialect, { from, keys: [seq] }) =>
      `SELECT t."seq", t."fence", t."lane", t."attempts", ${first('t."lane"', "'queued'")}
FROM ${from} JOIN ${table} AS t${lockHint(dialect)} ON t."seq" = ${seq} WHERE t."state" = 'held'${lockTail(dialect)}`,
  };
  const knownKeys: Lookup = {
    keys: ['word', 'name'],
    sql: (_, { from, keys: [channel, key] }) =>
      `SELECT t."channel", t."key" FROM ${from} JOIN ${table} AS t ON t."channel" = ${channel} AND t."key" = ${key}`,
  };
  const made = { laneState, heldRows, knownKeys };
  lookups.set(shape, made);
  return made;
}

const lookups = new WeakMap<Shape, { laneState: Lookup; heldRows: Lookup; knownKeys: Lookup }>();

/** Keeps claims, which do not wait for the writer, off the rows it is about to finish. */
export const lockHint = (dialect: Dialect): string => (dialect === 'mssql' ? ' WITH (UPDLOCK, ROWLOCK)' : '');
/** The same for PostgreSQL, where it stands at the end. */
export const lockTail = (dialect: Dialect): string => (dialect === 'postgres' ? ' FOR UPDATE OF t' : '');
