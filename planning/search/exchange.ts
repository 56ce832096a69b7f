import type { Offer } from './messages.ts';
import type { SearchThread } from './threads.ts';

/**
 * Keeps the best plan that any thread has shown and hands it to those that show a worse one. Each thread shows its own at
 * every tenth of the budget, so all go on from the best about ten times and are left alone in between.
 */
export class Exchange {
  readonly #threads: readonly Pick<SearchThread, 'offer'>[];
  #best: Offer | null = null;

  constructor(threads: readonly Pick<SearchThread, 'offer'>[]) {
    this.#threads = threads;
  }

  compare(from: number, shown: Offer): void {
    if (this.#best === null || shown.cost < this.#best.cost) this.#best = shown;
    else if (this.#best.cost < shown.cost) this.#threads[from]!.offer(this.#best);
  }
}
