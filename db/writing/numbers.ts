import type { NumberSeries } from '../../domain/unit.ts';
import type { Ledger } from './ledger.ts';
import type { Task } from './task.ts';
import type { Writer } from './writer.ts';

export type Series = NumberSeries;

const blockSize = 10;

interface Block {
  next: number;
  end: number;
}

/**
 * Gives the numbers people say. A process takes ten at a time, so that a number costs no write of its own; what is
 * left is given back when it stops, and lost when it crashes.
 */
export class Numbers {
  readonly #writer: Writer;
  readonly #blocks = new Map<Series, Promise<Block>>();

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  async next(series: Series): Promise<string> {
    for (;;) {
      const taken = this.#blocks.get(series) ?? this.#take(series);
      const block = await taken;
      if (block.next < block.end) return `${series}-${block.next++}`;
      if (this.#blocks.get(series) === taken) this.#take(series);
    }
  }

  /** Lets a series go on at a number, unless it is there already: for companies that bring numbers with them. */
  async raise(series: Series, atLeast: number): Promise<void> {
    const block = await this.#blocks.get(series);
    if (!block || block.next < atLeast) await this.#take(series, atLeast);
  }

  async giveBack(): Promise<void> {
    for (const [series, taken] of this.#blocks) {
      const { next, end } = await taken;
      await this.#writer.write(numberTask(series, (stored) => (stored === end ? next : stored)));
    }
    this.#blocks.clear();
  }

  #take(series: Series, atLeast = 0): Promise<Block> {
    const start = (stored: number) => Math.max(stored, atLeast);
    const taken = this.#writer
      .write(numberTask(series, (stored) => start(stored) + blockSize))
      .then((stored) => ({ next: start(stored), end: start(stored) + blockSize }));
    this.#blocks.set(series, taken);
    taken.catch(() => this.#blocks.delete(series)); // the next who asks tries again
    return taken;
  }
}

/** Changes the stored next number; answers what it was. */
const numberTask = (series: Series, change: (next: number) => number): Task<number> => ({
  ask: (ledger: Ledger) => ledger.counters.askNumber(series),
  decide: (ledger: Ledger) => {
    const next = ledger.counters.number(series);
    ledger.counters.setNumber(series, change(next));
    return next;
  },
});
