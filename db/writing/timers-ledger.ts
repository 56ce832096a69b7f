import type { Lookup, Session } from '../engines/engine.ts';
import { type TimerRow, timersShape } from '../messaging/tables.ts';
import { lockHint, lockTail } from './lane-lookups.ts';

const heldTimers: Lookup = {
  keys: ['id'],
  sql: (dialect, { from, keys }) =>
    `SELECT t."id", t."fence" FROM ${from} JOIN "timers" AS t${lockHint(dialect)} ON t."id" = ${keys[0]}
WHERE t."state" = 'held'${lockTail(dialect)}`,
};

type GivenBack = Pick<
  TimerRow,
  'id' | 'state' | 'nextAt' | 'fence' | 'holder' | 'leaseUntil' | 'uncertain' | 'error'
>;

/** The timers a batch starts, stops, completes or gives back; of several starts of one timer the last counts. */
export class TimersLedger {
  /** Some timer was started or moved. */
  hasNews = false;
  readonly #asked = new Set<string>();
  readonly #held = new Map<string, string>();
  readonly #planned = new Map<string, TimerRow | null>();
  readonly #givenBack = new Map<string, GivenBack>();

  askHeld(id: string): void {
    this.#asked.add(id);
  }

  isHeld(id: string, fence: string): boolean {
    return this.#held.get(id) === fence;
  }

  /** Starting anew takes the timer out of the hands of whoever holds it. */
  start(row: TimerRow): void {
    this.#plan(row.id, row);
    this.hasNews = true;
  }

  /** Stops a timer, or completes it. */
  end(id: string): void {
    this.#plan(id, null);
  }

  giveBack(row: GivenBack): void {
    this.#held.delete(row.id);
    this.#givenBack.set(row.id, row);
    this.hasNews = true;
  }

  load(session: Session): Promise<void>[] {
    return this.#asked.size > 0 ? [this.#load(session)] : [];
  }

  flush(session: Session): void {
    const all = [...this.#planned];
    const gone = all.flatMap(([id, row]) => (row === null ? [{ id }] : []));
    const started = all.flatMap(([, row]) => row ?? []);
    if (gone.length > 0) session.remove(timersShape, gone);
    if (started.length > 0) session.upsert(timersShape, started);
    const back = [...this.#givenBack.values()];
    if (back.length > 0)
      session.patch(
        timersShape,
        ['state', 'nextAt', 'fence', 'holder', 'leaseUntil', 'uncertain', 'error'],
        back,
      );
  }

  async #load(session: Session): Promise<void> {
    const found = session.lookup(
      heldTimers,
      [...this.#asked].map((id) => [id]),
    );
    for (const [id, fence] of await found) this.#held.set(String(id), String(fence));
  }

  #plan(id: string, row: TimerRow | null): void {
    this.#held.delete(id);
    this.#givenBack.delete(id);
    this.#planned.set(id, row);
  }
}
