/** Something taken in from outside: kept before it is acknowledged, handled once, in order within its lane. */
export interface Arrival {
  /** Which way in, e.g. `teams`, `directline`. */
  readonly channel: string;
  /** The sender's own id of it: the same (channel, key) is the same arrival, however late it is repeated. */
  readonly key: string;
  /** Rows of one lane are handled one after another. */
  readonly lane: string;
  /** The Bot Framework activity, as plain JSON. */
  readonly activity: Readonly<Record<string, unknown>>;
}

/** An arrival a worker holds: `fence` proves that it still does. */
export interface ClaimedArrival extends Arrival {
  readonly seq: number;
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly traceId: string | null;
  readonly fence: string;
}

/** Work taken from a lane by one worker at a time. */
export interface Inbox {
  /** Takes up to `limit` rows that are the first unfinished of their lane, leasing them; other workers skip them. */
  claim(limit: number): Promise<ClaimedArrival[]>;
  /** Completes a row whose handling needed no commit of its own. Answers false when the row is no longer held. */
  finish(claimed: ClaimedArrival): Promise<boolean>;
  /** Gives a row back to be tried at `nextAt`; `null` makes it a dead letter. */
  giveBack(claimed: ClaimedArrival, nextAt: Date | null, error: string): Promise<void>;
  /** The rows still unfinished, for health; and the dead letters. */
  counts(): Promise<{ readonly waiting: number; readonly dead: number; readonly oldestAt: Date | null }>;
  /** Puts dead letters back to be handled again, once; answers how many. */
  replay(seqs?: readonly number[]): Promise<number>;
}
