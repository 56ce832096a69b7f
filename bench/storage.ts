import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import type { Conversation } from '../domain/conversations/conversation.ts';
import type { Message } from '../domain/conversations/message.ts';
import { type Actor, system } from '../domain/people/actor.ts';
import type { Commit, Unit } from '../domain/unit.ts';
import { engines, enginesTold, type TestEngine } from '../tests/fixtures/databases.ts';
import { type Figure, table } from './rig/figures.ts';

/** Measures the store alone: what a typical turn's commit costs, at a steady rate and flat out. */
const told = { info: () => undefined, warn: console.warn, error: console.error };
const lanes = 64;
const actor: Actor = { ...system, id: 'bench' };

interface Measured {
  readonly messages: number;
  readonly seconds: number;
  readonly latencies: number[];
  readonly cpuMs: number;
  readonly mainMs: number;
}

const conversation = (id: string): Conversation => ({
  id,
  version: 0,
  unitId: 'main',
  channel: 'web-chat',
  externalId: id,
  state: 'active',
  customerId: 'customer-1',
  caseId: null,
  agentId: null,
  language: 'en',
  dialogue: { at: 'with-agent' },
  createdAt: new Date(),
  lastCustomerAt: null,
  lastActivityAt: new Date(),
  closedAt: null,
});

const message = (unit: Unit, conversationId: string): Message => ({
  id: unit.newId(),
  version: 0,
  unitId: 'main',
  conversationId,
  caseId: null,
  channel: 'web-chat',
  externalId: null,
  direction: 'inbound',
  authorId: 'customer-1',
  authorName: 'Ada',
  authorKind: 'customer',
  text: 'the AC on floor 3 is leaking again, and it drips on the desks below',
  files: [],
  card: null,
  state: 'received',
  language: 'en',
  at: unit.now,
});

const arrive = (commit: Commit, at: number, run: string) =>
  commit(async (unit) =>
    unit.receive({
      channel: 'directline',
      key: `${run}-${at}`,
      lane: `conversation:${at % lanes}`,
      activity: {
        type: 'message',
        id: `${run}-${at}`,
        text: 'the AC on floor 3 is leaking again',
        from: { id: 'dl_1' },
      },
    }),
  );

/** The commit of a turn: one message, its conversation, one event, one row to send, the arrival done. */
const handle = (commit: Commit, at: number, completes: { inboxSeq: number; fence: string }) =>
  commit(
    async (unit) => {
      const found = await unit.conversations.get(`bench-${at % lanes}`);
      const saved = unit.messages.save(message(unit, found.id));
      unit.conversations.save({ ...found, lastCustomerAt: unit.now, lastActivityAt: unit.now });
      const { conversationId, id: messageId, text } = saved;
      unit.emit('message.received', {
        conversationId,
        caseId: null,
        messageId,
        customerId: found.customerId,
        text,
      });
      unit.send({ kind: 'customer-message', conversationId, messageId });
    },
    { actor, completes },
  );

/** A message's whole way through the store: arrive, claim, handle, claim to send, settle. */
async function journeys(
  database: Database,
  ask: { what: string; count: number; perSecond: number },
): Promise<Measured> {
  const commit = database.commit({});
  const latencies: number[] = [];
  const run = `${ask.what}-${performance.now()}`;
  const cpu = process.cpuUsage();
  const thread = process.threadCpuUsage();
  const from = performance.now();
  let handled = 0;
  let sent = 0;
  const inbox = pump(database, 'inbox', async () => {
    const rows = await database.inbox.claim(32);
    await Promise.all(
      rows.map(async (row) => {
        const began = performance.now();
        await handle(commit, Number(row.lane.split(':')[1]), { inboxSeq: row.seq, fence: row.fence });
        latencies.push(performance.now() - began);
        handled++;
      }),
    );
    return rows.length;
  });
  const outbox = pump(database, 'outbox', async () => {
    const rows = await database.outbox.claim(32);
    await database.outbox.settle(
      rows.map((claimed) => ({ claimed, delivery: { how: 'sent', externalId: null } as const })),
    );
    sent += rows.length;
    return rows.length;
  });
  await offer(ask, (at) => timed(latencies, () => arrive(commit, at, run)));
  while (handled < ask.count || sent < ask.count) await wait(10);
  inbox();
  outbox();
  const used = process.cpuUsage(cpu);
  const mine = process.threadCpuUsage(thread);
  return {
    messages: ask.count,
    seconds: (performance.now() - from) / 1000,
    latencies,
    cpuMs: (used.user + used.system) / 1000,
    mainMs: (mine.user + mine.system) / 1000,
  };
}

async function offer(
  { count, perSecond }: { count: number; perSecond: number },
  one: (at: number) => Promise<unknown>,
) {
  const from = performance.now();
  const all: Promise<unknown>[] = [];
  for (let at = 0; at < count; ) {
    const due = perSecond === 0 ? at + 64 : ((performance.now() - from) / 1000) * perSecond;
    for (; at < Math.min(due, count); at++) all.push(one(at));
    if (perSecond === 0) await Promise.all(all.splice(0));
    else await wait(5);
  }
  await Promise.all(all);
}

async function timed<T>(latencies: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  latencies.push(performance.now() - began);
  return result;
}

/** Runs a worker whenever there is news for it; answers how to stop it. */
function pump(database: Database, what: 'inbox' | 'outbox', work: () => Promise<number>): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async () => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      while ((await work()) > 0);
    }
    isRunning = false;
  };
  return database.onCommitted((news) => {
    if (news[what]) void run();
  });
}

async function finds(database: Database, count: number): Promise<number> {
  const cpu = process.cpuUsage();
  for (let at = 0; at < count; at++) await database.tables.conversations.find(`bench-${at % lanes}`);
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / count;
}

const journey = "a message's whole way: arrive, claim, handle, claim to send, settle";

function figuresOf(engine: string, rate: string, measured: Measured): Figure[] {
  const { messages, seconds, latencies, cpuMs, mainMs } = measured;
  const sorted = latencies.sort((a, b) => a - b);
  const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
  const figure = (what: string, value: number, unit: string, note?: string): Figure => ({
    bench: 'storage',
    what: `${engine}, ${rate}: ${what}`,
    value,
    unit,
    ...(note && { note }),
  });
  return [
    figure(
      'commits',
      (messages * 2) / seconds,
      '/s',
      'two of a use case each message, beside claims and results',
    ),
    figure('commit p50', share(0.5), 'ms'),
    figure('commit p99', share(0.99), 'ms'),
    figure('CPU of the main thread', (mainMs * 1000) / messages, 'µs/message', journey),
    figure('CPU of all threads', (cpuMs * 1000) / messages, 'µs/message', journey),
  ];
}

async function measure(engine: TestEngine): Promise<Figure[]> {
  const site = await engine.fresh();
  try {
    const database = await site.open({ log: told });
    await database.commit({})(async (unit) => {
      for (let at = 0; at < lanes; at++) unit.conversations.save(conversation(`bench-${at}`));
    });
    await finds(database, 5000);
    const find = await finds(database, 5000);
    await journeys(database, { what: 'warm-up', count: 1000, perSecond: 0 });
    const steady = await journeys(database, { what: 'steady', count: 3000, perSecond: 300 });
    const flat = await journeys(database, { what: 'flat', count: 6000, perSecond: 0 });
    return [
      { bench: 'storage', what: `${engine.name}: CPU of a find by id`, value: find, unit: 'µs' },
      ...figuresOf(engine.name, '300 messages/s', steady),
      ...figuresOf(engine.name, 'flat out', flat),
    ];
  } finally {
    await site.drop();
  }
}

/** Measures every engine that is there. */
export async function storageFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const engine of engines) figures.push(...(await measure(engine)));
  return figures;
}

if (import.meta.main) {
  console.error(`the storage benchmark ${enginesTold}`);
  console.log(table(await storageFigures()));
}
