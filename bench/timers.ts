import { setTimeout as wait } from 'node:timers/promises';
import { type Database, openDatabase } from '../db/database.ts';
import type { Conversation } from '../domain/conversations/conversation.ts';
import { aDeskOnTest, type DeskOnTest } from './rig/desk-on-test.ts';
import type { Figure } from './rig/figures.ts';
import { quantile } from './rig/load.ts';
import type { Product } from './rig/product.ts';
import { look } from './rig/unfinished.ts';

const quiet = { info: () => undefined, warn: console.warn, error: console.error };
const atOnce = 500;
/** Long enough for the replicas to start. */
const leadMs = 20_000;
const overMs = 60_000;

/**
 * Ten thousand duties in a minute while the processes that carry them out are killed: each is carried out once, none
 * before its time. SQLite has one process, PostgreSQL two replicas.
 */
export async function measureTimers(options: {
  readonly port: number;
  readonly stores: readonly string[];
  readonly count?: number;
}): Promise<Figure[]> {
  const { port, stores, count = 10_000 } = options;
  const figures: Figure[] = [];
  for (const store of stores) {
    const desk = await aDeskOnTest({ port, store, pairs: 1 });
    try {
      const due = await seed(desk, count);
      const killedAt = await runReplicas(desk, store === 'sqlite' ? [port] : [port, port + 1], due);
      const name = store === 'sqlite' ? 'SQLite, 1 process' : 'PostgreSQL, 2 replicas';
      figures.push(...figuresOf(name, await fired(desk), { due, killedAt }));
    } finally {
      await desk.close();
    }
  }
  return figures;
}

type Due = ReadonlyMap<string, number>;

/** Conversations whose customers have gone silent; each is to close at an instant of its own. */
async function seed({ databaseUrl, dataDir }: DeskOnTest, count: number): Promise<Due> {
  const database = await openDatabase({ url: databaseUrl, dataDir, log: quiet });
  const from = database.clock.now().getTime() + leadMs;
  const due = new Map<string, number>();
  for (let at = 0; at < count; at++) due.set(`quiet-${at}`, from + Math.floor((at / count) * overMs));
  const all = [...due];
  for (let at = 0; at < all.length; at += atOnce) await keep(database, all.slice(at, at + atOnce));
  await database.close();
  return due;
}

const keep = (database: Database, some: readonly (readonly [string, number])[]): Promise<void> =>
  database.commit({})(async (unit) => {
    for (const [id, dueAt] of some) {
      unit.conversations.save(silent(id, unit.now));
      unit.startTimer({ kind: 'conversation.auto-close', subjectId: id, dueAt: new Date(dueAt) });
    }
  });

/** Starts the replicas, kills each once on the way, and answers when; returns when all must have fired. */
async function runReplicas(desk: DeskOnTest, ports: readonly number[], due: Due): Promise<number[]> {
  const replicas: Product[] = [];
  const killedAt: number[] = [];
  try {
    for (const port of ports) replicas.push(await desk.start({ port }));
    for (const [at, port] of [...ports, ...ports].entries()) {
      const share = (at + 1) / (ports.length * 2 + 1);
      await wait(Math.max(0, Math.min(...due.values()) + overMs * share - Date.now()));
      await replicas[at % ports.length]!.kill();
      killedAt.push(Date.now());
      replicas[at % ports.length] = await desk.start({ port });
    }
    await wait(Math.max(0, Math.max(...due.values()) + 5_000 - Date.now()));
    return killedAt;
  } finally {
    await Promise.all(replicas.map((one) => one.stop().catch(() => one.kill())));
  }
}

interface Fired {
  readonly id: string;
  readonly at: number;
}

async function fired({ databaseUrl }: DeskOnTest): Promise<Fired[]> {
  const onlooker = await look(databaseUrl);
  type Row = { at: number | Date; data: string | { conversationId: string } };
  const rows = await onlooker.rows<Row>(
    `SELECT "at", "data" FROM "events" WHERE "name" = 'conversation.moved'`,
  );
  await onlooker.close();
  return rows
    .map(({ at, data }) => ({
      id: (typeof data === 'string' ? JSON.parse(data) : data).conversationId,
      at: Number(at),
    }))
    .filter(({ id }) => id.startsWith('quiet-'));
}

function figuresOf(
  what: string,
  all: readonly Fired[],
  { due, killedAt }: { readonly due: Due; readonly killedAt: readonly number[] },
): Figure[] {
  const lateness = all.map(({ id, at }) => at - due.get(id)!);
  const times = new Map<string, number>();
  for (const { id } of all) times.set(id, (times.get(id) ?? 0) + 1);
  const doubled = [...times.values()].filter((count) => count > 1).length;
  const figure = (name: string, value: number, unit: string, atMost?: number, note?: string): Figure => ({
    bench: 'timers',
    what: `${what}, ${due.size} in 60 s: ${name}`,
    value,
    unit,
    ...(atMost !== undefined && { target: { atMost } }),
    ...(note && { note }),
  });
  return [
    figure('never fired', due.size - times.size, 'timers', 0),
    figure('fired more than once', doubled, 'timers', 0),
    figure('fired early', lateness.filter((ms) => ms < 0).length, 'timers', 0),
    figure('late, p50', quantile(lateness, 0.5), 'ms'),
    figure(
      'late, slowest',
      Math.max(...lateness),
      'ms',
      8_000,
      `${killedAt.length} kills with a restart each included`,
    ),
  ];
}

const silent = (id: string, now: Date): Conversation => ({
  id,
  version: 0,
  unitId: 'main',
  channel: 'web-chat',
  externalId: id,
  state: 'wrap-up',
  customerId: 'none',
  caseId: null,
  agentId: null,
  language: 'en',
  dialogue: { at: 'idle' },
  createdAt: now,
  lastCustomerAt: now,
  lastActivityAt: now,
  closedAt: null,
});
