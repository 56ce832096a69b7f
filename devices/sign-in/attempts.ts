const freeFailures = 10;
const forgivenEveryMs = 5_000;
const delayStepMs = 250;
const longestDelayMs = 5_000;
const mostHeld = 50;
const mostAddresses = 10_000;

/** Slows down whoever guesses: after some failed sign-ins from an address, each further one is held back. */
export class Attempts {
  readonly #addresses = new Map<string, { failures: number; at: number; held: number }>();
  readonly #wall: () => number;

  constructor(wall: () => number) {
    this.#wall = wall;
  }

  /** How long the next failure from an address would be held. */
  delayOf(address: string): number {
    const known = this.#addresses.get(address);
    const over = known ? this.#standing(known) - freeFailures : 0;
    return over <= 0 ? 0 : Math.min(longestDelayMs, delayStepMs * Math.ceil(over));
  }

  /** Whether as many failures of an address are held as may be. */
  isFull(address: string): boolean {
    return (this.#addresses.get(address)?.held ?? 0) >= mostHeld;
  }

  /** Notes a failure and holds it back. */
  async failed(address: string): Promise<void> {
    const known = this.#addresses.get(address) ?? { failures: 0, at: this.#wall(), held: 0 };
    known.failures = this.#standing(known) + 1;
    known.at = this.#wall();
    this.#addresses.delete(address);
    this.#addresses.set(address, known);
    if (this.#addresses.size > mostAddresses)
      this.#addresses.delete(this.#addresses.keys().next().value ?? '');
    const delayMs = this.delayOf(address);
    if (delayMs === 0) return;
    known.held++;
    await new Promise((done) => setTimeout(done, delayMs).unref());
    known.held--;
  }

  #standing({ failures, at }: { failures: number; at: number }): number {
    return Math.max(0, failures - (this.#wall() - at) / forgivenEveryMs);
  }
}
