import type { Stored } from '../stored.ts';

/** The answer once given to a request with an Idempotency-Key, given again to its repeats. `id` is `<actorId>:<key>`. */
export interface IdempotentAnswer extends Stored {
  /** SHA-256 over method, path and body: another request under the same key is refused. */
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
  readonly at: Date;
}
