import type { Progress } from '../../domain/scheduling/engine/solve.ts';

/** Milliseconds that the reasons of jobs left out take: to begin with, and for each (measured: 0.2 to 1 ms). */
const cost = { always: 20, job: 0.4 };
/** Looks are spread over the budget; counting a plan's jobs takes about as long as ten trials. */
const looks = 20;

/**
 * Holds back the time in which jobs left out get their reasons: how many there will be shows on the way, so a search
 * with few of them may go on longer.
 */
export class ExplainingTime {
  readonly #jobs: number;
  #looked = 0;
  #milliseconds = 0;

  constructor(jobs: number) {
    this.#jobs = jobs;
  }

  /** To be taken from the budget. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Counts again when enough of the budget has passed since the last time. */
  look(spent: number, progress: Progress): void {
    if (spent * looks < this.#looked) return;
    this.#looked = Math.floor(spent * looks) + 1;
    let planned = 0;
    for (const node of progress.packed()) if (node >= 0 && node < this.#jobs) planned++;
    const left = this.#jobs - planned;
    this.#milliseconds = left === 0 ? 0 : cost.always + cost.job * left;
  }
}
