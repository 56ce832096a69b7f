import type { ClaimedTimer, Timers } from '../../domain/messaging/timers.ts';
import { bound } from '../sql/codec.ts';
import { Params } from '../sql/dialect.ts';
import { claim, type Workshop } from './claims.ts';
import { type TimerRow, timersShape } from './tables.ts';
import { untilReachable } from './until-reachable.ts';

/** Hands due timers to workers. A timer is gone once the commit that completes it is written, and fires again until then. */
export const timersOf = (shop: Workshop): Timers => ({
  claimDue: async (limit) => {
    await shop.clock.sync();
    return (await claim<TimerRow>(shop, timersShape, { limit, durable: false })).map(claimed);
  },
  giveBack: (timer, nextAt, error) => untilReachable(shop, () => giveBack(shop, timer, { nextAt, error })),
  nextDueAt: async () => {
    const [row] = await shop.engine.rows(`SELECT min("next_at") FROM "timers" WHERE "state" = 'ready'`, []);
    const at = row?.[0] as Date | number | null;
    return at === null ? null : new Date(at);
  },
  counts: () => counts(shop),
});

const claimed = ({ id, kind, subjectId, dueAt, attempts, fence }: TimerRow): ClaimedTimer => ({
  id,
  kind: kind as ClaimedTimer['kind'],
  subjectId,
  dueAt,
  attempts: attempts - 1,
  fence: fence!,
});

async function giveBack(
  { writer }: Workshop,
  { id, fence, dueAt }: ClaimedTimer,
  { nextAt, error }: { nextAt: Date | null; error: string },
): Promise<void> {
  const free = { fence: null, holder: null, leaseUntil: null, uncertain: false };
  const state = nextAt ? 'ready' : 'dead';
  await writer.write({
    ask: (ledger) => ledger.timers.askHeld(id),
    decide: (ledger) => {
      if (ledger.timers.isHeld(id, fence))
        ledger.timers.giveBack({ id, state, nextAt: nextAt ?? dueAt, error, ...free });
    },
  });
}

async function counts({
  engine,
  clock,
}: Workshop): Promise<{ waiting: number; dead: number; lateMs: number }> {
  const now = clock.now();
  const params = new Params(engine.dialect);
  const due = params.add(bound(engine.dialect, 'instant', now));
  const rows = await engine.rows(`SELECT "state", count(*) FROM "timers" GROUP BY "state"`, []);
  const [late] = await engine.rows(
    `SELECT min("due_at") FROM "timers" WHERE "state" = 'ready' AND "next_at" <= ${due}`,
    params.values,
  );
  const count = (state: string) => Number(rows.find(([one]) => one === state)?.[1] ?? 0);
  const oldest = late?.[0] as Date | number | null;
  return {
    waiting: count('ready') + count('held'),
    dead: count('dead'),
    lateMs: oldest === null ? 0 : now.getTime() - new Date(oldest).getTime(),
  };
}
