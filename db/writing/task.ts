import type { EventName } from '../../domain/events.ts';
import type { Arrival } from '../../domain/messaging/inbox.ts';
import type { Outgoing, TimerStart } from '../../domain/messaging/outgoing.ts';
import type { Stored } from '../../domain/stored.ts';
import type { CommitOptions, Kind } from '../../domain/unit.ts';
import type { Ledger } from './ledger.ts';

/** Somebody else changed a record first; `on` names it, so that those who retry can queue up for it. */
export class Conflict extends Error {
  readonly on: string;

  constructor(on: string) {
    super(`${on} was changed meanwhile`);
    this.on = on;
  }
}

/**
 * One thing to write. First it says what it must know, then it decides on that and notes its writes in the ledger; it
 * throws before it has noted anything, or not at all. Both steps are quick and wait for nothing.
 */
export interface Task<R> {
  /** Losing it in a power cut does no harm, so it does not wait for the disk by itself. */
  readonly isLazy?: boolean;
  ask(ledger: Ledger): void;
  decide(ledger: Ledger): R;
}

/** What a record was when the unit first touched it (version 0: not there), and what it shall be (null: gone). */
export interface Staged {
  readonly base: number;
  readonly record: Stored | null;
}

/** Everything one unit of work wants written. */
export interface Changeset {
  readonly at: Date;
  readonly actorId: string;
  readonly traceId: string | null;
  readonly staged: ReadonlyMap<Kind, ReadonlyMap<string, Staged>>;
  readonly events: readonly { readonly name: EventName; readonly data: unknown; readonly unitId: string }[];
  readonly outgoing: readonly Outgoing[];
  /** By `<kind>:<subjectId>`; null stops it. */
  readonly timers: ReadonlyMap<string, TimerStart | null>;
  readonly arrivals: readonly Arrival[];
  readonly webChat: readonly {
    readonly webChatId: string;
    readonly activity: Readonly<Record<string, unknown>>;
  }[];
  readonly completes?: CommitOptions['completes'];
}
