import { setTimeout as wait } from 'node:timers/promises';
import type { Inbox } from '../domain/messaging/inbox.ts';
import type { Committed, EventLog, WebChatLog } from '../domain/messaging/logs.ts';
import type { Outbox } from '../domain/messaging/outbox.ts';
import type { Timers } from '../domain/messaging/timers.ts';
import type { Commit, NumberSeries, Reactions } from '../domain/unit.ts';
import type { Dialect } from './columns.ts';
import { committer } from './commit.ts';
import { Clock } from './engines/clock.ts';
import type { Engine, Log } from './engines/engine.ts';
import { openEngine } from './engines/open.ts';
import type { Workshop } from './messaging/claims.ts';
import { inboxOf, trimInbox } from './messaging/inbox.ts';
import { eventLogOf, lastOf, webChatLogOf } from './messaging/logs.ts';
import { outboxOf } from './messaging/outbox.ts';
import { Recovery } from './messaging/recovery.ts';
import { timersOf } from './messaging/timers.ts';
import { Memory } from './sql/memory.ts';
import { type ReadTables, readTables } from './sql/read-tables.ts';
import { Feed } from './writing/feed.ts';
import { idMaker } from './writing/ids.ts';
import { Numbers } from './writing/numbers.ts';
import { Writer } from './writing/writer.ts';

export interface DatabaseOptions {
  /** `sqlite:PATH`, `postgres://...` (with `?schema=x`) or `mssql://user:password@host:port/database`. */
  readonly url: string;
  readonly dataDir: string;
  readonly log: Log;
  /** Replaces the database's clock, for tests. */
  readonly now?: () => Date;
  /** How long a claim lasts; 60 s unless told. */
  readonly leaseMs?: number;
}

/** Everything the product keeps, on whichever engine. */
export interface Database {
  readonly dialect: Dialect;
  /** Committed records, for reads outside a unit of work. */
  readonly tables: ReadTables;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly timers: Timers;
  readonly eventLog: EventLog;
  readonly webChatLog: WebChatLog;
  readonly clock: { now(): Date; readonly offsetMs: number; advance(milliseconds: number): Promise<void> };
  commit(reactions: Reactions): Commit;
  /** Told after each commit of this or another process, in the order of the logs; answers how to stop listening. */
  onCommitted(listener: (news: Committed) => void): () => void;
  newId(): string;
  /** Lets a series of numbers go on at least at `next`. */
  raiseNumber(series: NumberSeries, next: number): Promise<void>;
  /** Forgets arrivals handled before an instant. */
  trimInbox(before: Date): Promise<void>;
  health(): Promise<{
    readonly ok: boolean;
    readonly dialect: Dialect;
    readonly answerMs: number;
    readonly writing: number;
  }>;
  /** Writes what waits, lets go of what this process holds and closes. */
  close(): Promise<void>;
}

/** Opens the store: connects, brings the schema up to date and frees what a dead process left. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const engine = await openEngine(options);
  try {
    return await databaseOn(engine, options);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function databaseOn(engine: Engine, options: DatabaseOptions): Promise<Database> {
  const { log } = options;
  const newId = idMaker();
  const clock = new Clock(engine, options.now);
  const eventLog = eventLogOf(engine);
  const webChatLog = webChatLogOf(engine);
  const memory = new Memory();
  const clockMoved = () => void clock.sync().catch(() => undefined);
  const feed = new Feed({
    process: newId(),
    events: eventLog.after,
    webChats: webChatLog.all,
    clockMoved,
    changedElsewhere: () => memory.forgetAll(),
    log,
  });
  const writer = new Writer(engine, { feed, memory });
  const numbers = new Numbers(writer);
  const shop: Workshop = { engine, writer, feed, clock, newId, leaseMs: options.leaseMs ?? 60_000 };
  const recovery = new Recovery(shop, log);
  const tables = memory.before(readTables(engine));
  let closing: Promise<void> | null = null;
  await clock.start();
  feed.start({ event: await lastOf(engine, 'events'), webChat: await lastOf(engine, 'web_chat_log') });
  engine.onAnnounced((text) => feed.heard(text));
  await recovery.start();
  return {
    dialect: engine.dialect,
    tables,
    inbox: inboxOf(shop),
    outbox: outboxOf(shop),
    timers: timersOf(shop),
    eventLog,
    webChatLog,
    clock: {
      now: () => clock.now(),
      get offsetMs() {
        return clock.offsetMs;
      },
      advance: (milliseconds) => clock.advance(milliseconds, writer),
    },
    commit: (reactions) => committer({ tables, memory, writer, clock, numbers, newId, reactions }),
    onCommitted: (listener) => feed.listen(listener),
    newId,
    raiseNumber: (series, next) => numbers.raise(series, next),
    trimInbox: (before) => trimInbox(shop, before),
    health: () => healthOf(engine, writer),
    close: () => {
      closing ??= close({ engine, writer, feed, clock, numbers, recovery, log });
      return closing;
    },
  };
}

async function healthOf(engine: Engine, writer: Writer): ReturnType<Database['health']> {
  const from = performance.now();
  const answer = engine.now().then(
    () => true,
    () => false,
  );
  const ok = await Promise.race([answer, wait(2000, false, { ref: false })]);
  return {
    ok,
    dialect: engine.dialect,
    answerMs: Math.round(performance.now() - from),
    writing: writer.backlog,
  };
}

async function close(parts: {
  readonly engine: Engine;
  readonly writer: Writer;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly numbers: Numbers;
  readonly recovery: Recovery;
  readonly log: Log;
}): Promise<void> {
  const { engine, writer, feed, clock, numbers, recovery, log } = parts;
  clock.stop();
  await Promise.all([numbers.giveBack(), recovery.stop()]).catch((error: unknown) =>
    log.warn({ error }, 'the database was away at the end; leases will free what this process held'),
  );
  await writer.close();
  await feed.close();
  await engine.close();
}
