import type { Lookup, Session } from '../engines/engine.ts';
import { numbersShape, type SequenceName, sequencesShape, settingsShape } from '../messaging/tables.ts';

const allSequences: Lookup = {
  keys: ['whole'],
  sql: (_, { from }) => `SELECT t."name", t."last" FROM ${from} CROSS JOIN "sequences" AS t`,
};
const someNumbers: Lookup = {
  keys: ['word'],
  sql: (_, { from, keys }) =>
    `SELECT t."series", t."next" FROM ${from} JOIN "numbers" AS t ON t."series" = ${keys[0]}`,
};

/** What a batch counts: places in the logs, numbers people say, and the few settings of the installation. */
export class CountersLedger {
  readonly #last = new Map<string, number>();
  readonly #moved = new Set<SequenceName>();
  readonly #series = new Map<string, number>();
  readonly #changed = new Set<string>();
  readonly #settings = new Map<string, unknown>();
  #asksSequences = false;

  /** Says that something will be added to a log, the inbox or the outbox. */
  askSequences(): void {
    this.#asksSequences = true;
  }

  /** The next place in a log; the writer is the only one who counts, so places rise in the order of commits. */
  next(name: SequenceName): number {
    const next = (this.#last.get(name) ?? 0) + 1;
    this.#last.set(name, next);
    this.#moved.add(name);
    return next;
  }

  askNumber(series: string): void {
    this.#series.set(series, 1);
  }

  number(series: string): number {
    return this.#series.get(series) ?? 1;
  }

  setNumber(series: string, next: number): void {
    this.#series.set(series, next);
    this.#changed.add(series);
  }

  setSetting(name: string, value: unknown): void {
    this.#settings.set(name, value);
  }

  load(session: Session): Promise<void>[] {
    return [
      ...(this.#asksSequences ? [fill(this.#last, session.lookup(allSequences, [[1]]))] : []),
      ...(this.#series.size > 0
        ? [
            fill(
              this.#series,
              session.lookup(
                someNumbers,
                [...this.#series.keys()].map((one) => [one]),
              ),
            ),
          ]
        : []),
    ];
  }

  flush(session: Session): void {
    const sequences = [...this.#moved].map((name) => ({ name, last: this.#last.get(name) }));
    const numbers = [...this.#changed].map((series) => ({ series, next: this.#series.get(series) }));
    const settings = [...this.#settings].map(([name, value]) => ({ name, value }));
    if (sequences.length > 0) session.patch(sequencesShape, ['last'], sequences);
    if (numbers.length > 0) session.upsert(numbersShape, numbers);
    if (settings.length > 0) session.upsert(settingsShape, settings);
  }
}

async function fill(into: Map<string, number>, found: ReturnType<Session['lookup']>): Promise<void> {
  for (const [name, count] of await found) into.set(String(name), Number(count));
}
