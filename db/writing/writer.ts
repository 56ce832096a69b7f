import { Refused } from '../../domain/refusals.ts';
import type { Engine } from '../engines/engine.ts';
import type { Memory } from '../sql/memory.ts';
import type { Feed } from './feed.ts';
import { Ledger } from './ledger.ts';
import { Conflict, type Task } from './task.ts';

interface Waiting {
  readonly task: Task<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

const mostAtOnce = 256;
const mostTries = 5;
const paceMs = 4;
const creditMs = 40;

/**
 * The only way to write. Whatever is ready is written in one transaction, with one flush to the disk; the next batch
 * gathers meanwhile. A task that refuses leaves the others of its batch alone; a promise is kept only after the commit.
 *
 * Each flush costs as much as many records, so a writer that is busy for long begins a batch only every few
 * milliseconds; one that was idle has the credit to begin several at once.
 */
export class Writer {
  readonly #engine: Engine;
  readonly #feed: Feed;
  readonly #memory: Memory;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #isClosed = false;
  #paidUntil = 0;

  constructor(engine: Engine, { feed, memory }: { readonly feed: Feed; readonly memory: Memory }) {
    this.#engine = engine;
    this.#feed = feed;
    this.#memory = memory;
  }

  /** How many wait to be written. */
  get backlog(): number {
    return this.#waiting.length;
  }

  write<R>(task: Task<R>): Promise<Awaited<R>> {
    if (this.#isClosed) return Promise.reject(new Error('the database is closed'));
    return new Promise<Awaited<R>>((resolve, reject) => {
      this.#waiting.push({ task, resolve: resolve as (value: unknown) => void, reject });
      this.#running ??= this.#run();
    });
  }

  /** Writes what waits and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise(setImmediate); // whatever else is ready in this turn of the loop joins the batch
      await this.#paced();
      const batch = this.#waiting.splice(0, mostAtOnce);
      await this.#writeAll(batch);
    }
    this.#running = null;
  }

  async #paced(): Promise<void> {
    const rest = this.#paidUntil - creditMs - performance.now();
    if (rest > 0.5) await new Promise((go) => setTimeout(go, rest));
    this.#paidUntil = Math.max(this.#paidUntil, performance.now()) + paceMs;
  }

  async #writeAll(batch: readonly Waiting[], tries = 1): Promise<void> {
    const written = await this.#transaction(batch).catch((error: unknown) => ({ failed: error }));
    if ('failed' in written) {
      const { failed } = written;
      this.#memory.forgetAll(); // it may be written all the same, when only the answer was lost
      if (this.#engine.isUnlucky(failed) && tries < mostTries) return this.#writeAll(batch, tries + 1);
      if (batch.length === 1 || this.#engine.isAway(failed))
        for (const { reject } of batch) reject(this.#worded(failed));
      else for (const one of batch) await this.#writeAll([one]); // one of them cannot be written: find it
      return;
    }
    this.#memory.forget(written.records);
    for (const [at, outcome] of written.outcomes.entries()) {
      if ('error' in outcome) batch[at]!.reject(outcome.error);
      else batch[at]!.resolve(outcome.value);
    }
    this.#feed.tell(written.news);
  }

  // Two who make the same thing at the same moment both find it free; the later one looks again.
  #worded(error: unknown): unknown {
    if (this.#engine.isAway(error)) return new Refused('service.unavailable', { part: 'The database' });
    return this.#engine.isTaken(error) ? new Conflict('a key that must be unique') : error;
  }

  #transaction(batch: readonly Waiting[]) {
    const isDurable = batch.some(({ task }) => !task.isLazy);
    return this.#engine.transaction(async (session) => {
      const ledger = new Ledger(this.#engine.dialect);
      for (const { task } of batch) task.ask(ledger);
      await ledger.load(session);
      const outcomes: Outcome[] = batch.map(({ task }) => {
        try {
          return { value: task.decide(ledger) };
        } catch (error) {
          return { error };
        }
      });
      ledger.flush(session);
      const news = ledger.news();
      const records = ledger.records.written;
      const text = this.#feed.announcement(news, this.#memory.concerns(records));
      if (text !== null) session.announce(text);
      return { outcomes, news, records };
    }, isDurable);
  }
}
