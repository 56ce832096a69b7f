import type { Shape } from '../columns.ts';
import { bound } from '../sql/codec.ts';
import { isOneOf, Params, quoted } from '../sql/dialect.ts';
import { keyOf } from '../sql/statements.ts';
import type { Held, Outcome } from '../writing/lanes-ledger.ts';
import type { Ledger } from '../writing/ledger.ts';
import type { Task } from '../writing/task.ts';
import type { Workshop } from './claims.ts';
import { mendLanesSql } from './freeing.ts';

type LaneTable = 'inbox' | 'outbox';

/** Ends or gives back a row that a worker still holds, with whatever else becomes of it; answers whether it was held. */
export const endTask = (
  table: LaneTable,
  { seq, fence }: { readonly seq: number; readonly fence: string },
  how: {
    readonly outcome: Outcome;
    readonly ask?: (ledger: Ledger) => void;
    readonly also?: (ledger: Ledger, held: Held) => void;
    readonly isLazy?: boolean;
  },
): Task<boolean> => ({
  isLazy: how.isLazy ?? false,
  ask: (ledger) => {
    ledger[table].askHeld(seq);
    how.ask?.(ledger);
  },
  decide: (ledger) => {
    const held = ledger[table].held(seq, fence);
    if (!held) return false;
    ledger[table].end(held, how.outcome);
    how.also?.(ledger, held);
    return true;
  },
});

/** What health shows of an inbox or outbox. */
export async function laneCounts({ engine }: Workshop, shape: Shape) {
  const rows = await engine.rows(
    `SELECT "state", count(*), min("at") FROM ${quoted(shape.table)}
WHERE "state" IN ('ready', 'queued', 'held', 'dead') GROUP BY "state"`,
    [],
  );
  const open = rows.filter(([state]) => state !== 'dead');
  const oldest = open.map(([, , at]) => new Date(at as Date | number).getTime());
  return {
    waiting: open.reduce((sum, [, count]) => sum + Number(count), 0),
    dead: Number(rows.find(([state]) => state === 'dead')?.[1] ?? 0),
    oldestAt: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
  };
}

/** Puts dead letters back behind whatever their lanes are doing; answers how many. */
export async function replayDead(
  { engine, writer, clock }: Workshop,
  what: { readonly table: LaneTable; readonly shape: Shape; readonly seqs: readonly number[] | undefined },
  more: { readonly ask?: (ledger: Ledger) => void; readonly also?: (ledger: Ledger) => void } = {},
): Promise<number> {
  const { dialect } = engine;
  const { shape, seqs } = what;
  const params = new Params(dialect);
  const at = params.add(bound(dialect, 'instant', clock.now()));
  const chosen = seqs ? ` AND ${isOneOf({ dialect, column: keyOf(shape), params, values: seqs })}` : '';
  const set = `UPDATE ${quoted(shape.table)} SET "state" = 'queued', "attempts" = 0, "error" = NULL, "next_at" = ${at}`;
  const where = `WHERE "state" = 'dead'${chosen}`;
  const sql =
    dialect === 'mssql' ? `${set} OUTPUT inserted."seq" ${where}` : `${set} ${where} RETURNING "seq"`;
  const rows = await writer.write({
    ask: (ledger) => more.ask?.(ledger),
    decide: (ledger: Ledger) => {
      more.also?.(ledger);
      ledger[what.table].wake();
      const freed = ledger.run(sql, params.values);
      ledger.run(mendLanesSql(shape), []);
      return freed;
    },
  });
  return rows.length;
}
