import { Refused } from '../../domain/refusals.ts';
import type { Shape } from '../columns.ts';
import type { Clock } from '../engines/clock.ts';
import type { Engine } from '../engines/engine.ts';
import { bound, decoder, type Row } from '../sql/codec.ts';
import { Params, quoted } from '../sql/dialect.ts';
import { keyOf, selectList } from '../sql/statements.ts';
import type { Feed } from '../writing/feed.ts';
import type { Task } from '../writing/task.ts';
import type { Writer } from '../writing/writer.ts';
import { untilReachable } from './until-reachable.ts';

/** What the inbox, the outbox and the timers share. */
export interface Workshop {
  readonly engine: Engine;
  readonly writer: Writer;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly newId: () => string;
  /** How long a claim lasts when its worker says nothing; longer than any handler may take. */
  readonly leaseMs: number;
}

interface Claim {
  readonly limit: number;
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly fence: string;
}

/** How SQL Server takes rows that nobody holds; without READCOMMITTEDLOCK, READPAST is not allowed beside row versions. */
export const takeable = '(UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK)';

/** What the SQL of claims needs to know of its engine. */
export type Dialected = Pick<Engine, 'dialect' | 'holder'>;

/** Takes ready rows for a worker, each once, whoever else takes at the same moment. */
export function claimSql(
  { dialect, holder }: Dialected,
  shape: Shape,
  claim: Claim,
): { sql: string; values: unknown[] } {
  const params = new Params(dialect);
  const instant = (value: Date) => params.add(bound(dialect, 'instant', value));
  const table = quoted(shape.table);
  const key = quoted(keyOf(shape).name);
  // SQLite numbers its places by where they stand, so each text adds its values from left to right.
  const set = () =>
    `SET "state" = 'held', "attempts" = "attempts" + 1, "holder" = ${params.add(holder)}, ` +
    `"fence" = ${params.add(claim.fence)}, "lease_until" = ${instant(claim.leaseUntil)}`;
  const due = () => `"state" = 'ready' AND "next_at" <= ${instant(claim.now)} ORDER BY "next_at", ${key}`;
  const most = () => params.add(claim.limit);
  const sql = {
    sqlite: () =>
      `UPDATE ${table} ${set()} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${due()} LIMIT ${most()})
RETURNING ${selectList(shape)}`,
    postgres:
      () => `WITH picked AS (SELECT ${key} FROM ${table} WHERE ${due()} LIMIT ${most()} FOR UPDATE SKIP LOCKED)
UPDATE ${table} AS t ${set()} FROM picked WHERE t.${key} = picked.${key} RETURNING ${selectList(shape, 't')}`,
    mssql: () => `WITH picked AS (SELECT TOP (${most()}) * FROM ${table} WITH ${takeable} WHERE ${due()})
UPDATE picked ${set()} OUTPUT ${selectList(shape, 'inserted')}`,
  }[dialect]();
  return { sql, values: params.values };
}

/** Claims rows of one table, in the order they were made. `durable`: the claim itself must survive a power cut. */
export async function claim<T>(
  shop: Workshop,
  shape: Shape,
  ask: { limit: number; durable: boolean },
): Promise<T[]> {
  const { engine, clock } = shop;
  const fence = shop.newId();
  const text = () =>
    claimSql(engine, shape, {
      limit: ask.limit,
      now: clock.now(),
      leaseUntil: new Date(clock.real().getTime() + shop.leaseMs),
      fence,
    });
  const joined: Task<Promise<readonly Row[]>> = {
    isLazy: !ask.durable,
    ask: () => undefined,
    decide: (ledger) => {
      const { sql, values } = text();
      return ledger.run(sql, values);
    },
  };
  const rows = engine.claim
    ? await claimAlone(shop, shape, { ...text(), durable: ask.durable, fence })
    : await claimJoined(shop, shape, joined);
  const decode = decoder<T>(shape, engine.dialect);
  const byKey = (record: T) => (record as Record<string, string | number>)[shape.key]!;
  return rows.map(decode).sort((a, b) => (byKey(a) < byKey(b) ? -1 : 1));
}

async function claimAlone(
  shop: Workshop,
  shape: Shape,
  ask: { sql: string; values: unknown[]; durable: boolean; fence: string },
): Promise<readonly Row[]> {
  try {
    return await shop.engine.claim!(ask.sql, ask.values, ask.durable);
  } catch (error) {
    if (error instanceof Refused) void letGo(shop, shape, ask.fence);
    throw error;
  }
}

// A claim may be written although its answer was lost; without this, nobody would look at its rows until the lease ends.
async function letGo(shop: Workshop, shape: Shape, fence: string): Promise<void> {
  const place = new Params(shop.engine.dialect);
  const sql = `UPDATE ${quoted(shape.table)} SET "state" = 'ready', "attempts" = "attempts" - 1,
"fence" = NULL, "holder" = NULL, "lease_until" = NULL WHERE "state" = 'held' AND "fence" = ${place.add(fence)}`;
  await untilReachable(shop, () => Promise.resolve(shop.engine.rows(sql, place.values))).then(
    () => shop.feed.wake(shape.table as 'inbox' | 'outbox' | 'timers'),
    () => undefined, // then the end of the lease frees them
  );
}

// Looking is far cheaper than a transaction that finds nothing to take.
async function claimJoined(
  { engine, clock, writer }: Workshop,
  shape: Shape,
  task: Task<Promise<readonly Row[]>>,
) {
  const [found] = await engine.rows(
    `SELECT 1 FROM ${quoted(shape.table)} WHERE "state" = 'ready' AND "next_at" <= ? LIMIT 1`,
    [clock.now().getTime()],
  );
  return found ? writer.write(task) : [];
}
