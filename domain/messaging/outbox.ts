import type { Outgoing } from './outgoing.ts';

/** Something to send that a worker holds. `attempts` counts the tries begun before this one. */
export interface ClaimedOutgoing {
  readonly seq: number;
  readonly lane: string;
  readonly outgoing: Outgoing;
  readonly attempts: number;
  readonly queuedAt: Date;
  readonly traceId: string | null;
  readonly fence: string;
  /** A worker died between the call and its noting: the provider may have it already. */
  readonly uncertain: boolean;
}

/** What became of a try to send. */
export type Delivery =
  /** `revision`: of a post, which one went out; when it has changed since, it is sent again. */
  | { readonly how: 'sent'; readonly externalId: string | null; readonly revision?: number }
  /** Nothing is left to tell: it has been told by other means. */
  | { readonly how: 'superseded' }
  /** The provider may have it and has no idempotency key: not sent again, shown as such. */
  | { readonly how: 'maybe-sent'; readonly error: string; readonly revision?: number }
  | { readonly how: 'retry'; readonly at: Date; readonly error: string }
  /** Nothing sent yet and nothing wrong: the lane's rate limit says when. Counts as no try. */
  | { readonly how: 'wait'; readonly at: Date }
  | { readonly how: 'failed'; readonly error: string };

/** What waits to leave the house. Rows of a lane leave in order: a row in retry holds back its lane and no other. */
export interface Outbox {
  claim(limit: number): Promise<ClaimedOutgoing[]>;
  /** Notes results, many in one transaction. `failed` makes a dead letter. A row no longer held is left alone. */
  settle(
    results: readonly { readonly claimed: ClaimedOutgoing; readonly delivery: Delivery }[],
  ): Promise<void>;
  counts(): Promise<{ readonly waiting: number; readonly dead: number; readonly oldestAt: Date | null }>;
  replay(seqs?: readonly number[]): Promise<number>;
}
