import type { LoggedEvent } from '../../domain/events.ts';
import type { Committed } from '../../domain/messaging/logs.ts';
import type { WebChatEntry } from '../../domain/messaging/web-chat.ts';
import type { Dialect } from '../columns.ts';
import type { Session } from '../engines/engine.ts';
import { eventsShape, inboxShape, outboxShape, webChatLogShape } from '../messaging/tables.ts';
import type { Row } from '../sql/codec.ts';
import { CountersLedger } from './counters-ledger.ts';
import { LanesLedger } from './lanes-ledger.ts';
import { RecordsLedger } from './records-ledger.ts';
import { TimersLedger } from './timers-ledger.ts';

interface Run {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly done: (rows: Promise<readonly Row[]>) => void;
}

/**
 * What one batch of the writer knows and plans. Everything asked is read at once, every task decides on what is known
 * plus what the tasks before it planned, and then everything is written at once, table by table.
 */
export class Ledger {
  readonly records: RecordsLedger;
  readonly counters = new CountersLedger();
  readonly inbox = new LanesLedger(inboxShape, () => this.counters.next('inbox'));
  readonly outbox = new LanesLedger(outboxShape, () => this.counters.next('outbox'));
  readonly timers = new TimersLedger();
  readonly #events: LoggedEvent[] = [];
  readonly #webChats: WebChatEntry[] = [];
  readonly #runs: Run[] = [];
  #clockMoved = false;

  constructor(dialect: Dialect) {
    this.records = new RecordsLedger(dialect);
  }

  logEvent(event: Omit<LoggedEvent, 'seq'>): void {
    this.#events.push({ ...event, seq: this.counters.next('events') });
  }

  appendToWebChat(entry: Omit<WebChatEntry, 'seq'>): void {
    this.#webChats.push({ ...entry, seq: this.counters.next('web_chat_log') });
  }

  /** Says that the product's clock jumped: whatever waits for an instant looks again. */
  moveClock(): void {
    this.#clockMoved = true;
  }

  /** Runs a statement of its own after the batch's other writes; its rows come with the commit. */
  run(sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return new Promise((done) => this.#runs.push({ sql, values, done }));
  }

  async load(session: Session): Promise<void> {
    await Promise.all(this.#parts().flatMap((part) => part.load(session)));
  }

  flush(session: Session): void {
    for (const part of this.#parts()) part.flush(session);
    if (this.#events.length > 0) session.insert(eventsShape, this.#events.map(eventRow));
    if (this.#webChats.length > 0) session.insert(webChatLogShape, this.#webChats);
    for (const { sql, values, done } of this.#runs) done(session.run(sql, values));
  }

  /** What somebody may be waiting for. */
  news(): Committed & { readonly clock: boolean } {
    return {
      inbox: this.inbox.hasNews || this.#clockMoved,
      outbox: this.outbox.hasNews || this.#clockMoved,
      timers: this.timers.hasNews || this.#clockMoved,
      events: this.#events,
      webChats: this.#webChats,
      clock: this.#clockMoved,
    };
  }

  #parts() {
    return [this.records, this.inbox, this.outbox, this.timers, this.counters] as const;
  }
}

const eventRow = (event: LoggedEvent) => ({
  ...event,
  caseId: (event.data as { readonly caseId?: string | null }).caseId ?? null,
});
