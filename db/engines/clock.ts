import type { Task } from '../writing/task.ts';
import type { Writer } from '../writing/writer.ts';
import type { Engine } from './engine.ts';

const offsetName = 'clock.offsetMs';
const resyncMs = 30_000;

/**
 * The product's clock: the database's time, so that replicas agree, plus the offset a demonstration has set. Between
 * two looks at the database it runs on the machine's monotonic clock, which nobody can set back.
 */
export class Clock {
  readonly #engine: Engine;
  readonly #fixed: (() => Date) | undefined;
  #offsetMs = 0;
  #known = { at: 0, when: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(engine: Engine, fixed?: () => Date) {
    this.#engine = engine;
    this.#fixed = fixed;
  }

  async start(): Promise<void> {
    await this.sync();
    this.#timer = setInterval(() => void this.sync().catch(() => undefined), resyncMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** The product's time. */
  now(): Date {
    return new Date(this.#realMs() + this.#offsetMs);
  }

  /** The database's time without the offset, for leases: they must not end because a demonstration jumps ahead. */
  real(): Date {
    return new Date(this.#realMs());
  }

  /** Looks at the database's clock and at the offset, which another process may have set. */
  async sync(): Promise<void> {
    const [row] = await this.#engine.rows(
      `SELECT "value" FROM "settings" WHERE "name" = '${offsetName}'`,
      [],
    );
    const stored = row?.[0] ?? 0;
    this.#offsetMs = Number(typeof stored === 'string' ? JSON.parse(stored) : stored);
    if (this.#fixed || this.#engine.dialect === 'sqlite') return;
    const before = performance.now();
    const at = (await this.#engine.now()).getTime();
    this.#known = { at, when: (before + performance.now()) / 2 };
  }

  /** Moves the product's clock; whatever waits for an instant looks again. */
  async advance(milliseconds: number, writer: Writer): Promise<void> {
    const next = this.#offsetMs + milliseconds;
    const task: Task<void> = {
      ask: () => undefined,
      decide: (ledger) => {
        this.#offsetMs = next; // before the news go out: who is woken by them asks for the time at once
        ledger.counters.setSetting(offsetName, next);
        ledger.moveClock();
      },
    };
    await writer.write(task).catch((error: unknown) => this.sync().then(() => Promise.reject(error)));
  }

  #realMs(): number {
    if (this.#fixed) return this.#fixed().getTime();
    if (this.#engine.dialect === 'sqlite') return Date.now();
    return Math.floor(this.#known.at + performance.now() - this.#known.when);
  }
}
