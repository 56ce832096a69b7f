import type { Shape } from '../columns.ts';
import type { Log } from '../engines/engine.ts';
import type { Workshop } from './claims.ts';
import { freeSql, type Lost, mendLanesSql } from './freeing.ts';
import { inboxShape, outboxShape, timersShape } from './tables.ts';

const sweepMs = 1000;
const tables = [
  ['inbox', inboxShape],
  ['outbox', outboxShape],
  ['timers', timersShape],
] as const;

/** Gives rows of dead workers to living ones: at once when the store opens, then every second. */
export class Recovery {
  readonly #shop: Workshop;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;

  constructor(shop: Workshop, log: Log) {
    this.#shop = shop;
    this.#log = log;
  }

  async start(): Promise<void> {
    const { engine, writer } = this.#shop;
    await this.#freeAll(engine.gone ? 'lost' : 'all');
    await writer.write({
      ask: () => undefined,
      decide: (ledger) =>
        Promise.all([inboxShape, outboxShape].map((shape) => ledger.run(mendLanesSql(shape), []))),
    });
    this.#timer = setInterval(() => void this.sweep(), Math.min(sweepMs, this.#shop.leaseMs)).unref();
  }

  /** Looks once for rows whose worker is gone. */
  async sweep(): Promise<void> {
    try {
      await this.#freeAll('lost');
    } catch (error) {
      this.#log.warn({ error }, 'rows of dead workers could not be looked for; trying again');
    }
  }

  /** Lets go of what this process holds, so that others need not wait for its leases. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#freeAll('mine');
  }

  async #freeAll(which: Lost['which']): Promise<void> {
    for (const [name, shape] of tables) {
      const freed = await this.#free(shape, which);
      if (freed === 0) continue;
      this.#log.info({ table: name, rows: freed }, 'rows of workers that are gone are free again');
      this.#shop.feed.wake(name);
    }
  }

  async #free(shape: Shape, which: Lost['which']): Promise<number> {
    const { engine, writer, clock } = this.#shop;
    const held = await engine.rows(
      `SELECT DISTINCT "holder" FROM "${shape.table}" WHERE "state" = 'held'`,
      [],
    );
    if (held.length === 0) return 0;
    const others = held.map(([holder]) => Number(holder)).filter((holder) => holder !== engine.holder);
    const gone = which === 'lost' && engine.gone && others.length > 0 ? await engine.gone(others) : [];
    const lost: Lost = which === 'lost' ? { which, now: clock.real(), gone } : { which };
    const { sql, values } = freeSql(engine, shape, lost);
    if (engine.claim) return (await engine.claim(sql, values, true)).length;
    return (await writer.write({ ask: () => undefined, decide: (ledger) => ledger.run(sql, values) })).length;
  }
}
