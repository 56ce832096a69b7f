import type { LoggedEvent } from '../events.ts';
import type { WebChatEntry } from './web-chat.ts';

/** The event log, read forward. */
export interface EventLog {
  after(seq: number, limit: number): Promise<LoggedEvent[]>;
  ofCase(caseId: string): Promise<LoggedEvent[]>;
  lastSeq(): Promise<number>;
}

/** What a web chat shows, read forward from a watermark. */
export interface WebChatLog {
  after(webChatId: string, seq: number, limit: number): Promise<WebChatEntry[]>;
}

/** What a commit brought that somebody may be waiting for; told after it is durable. */
export interface Committed {
  readonly inbox: boolean;
  readonly outbox: boolean;
  readonly timers: boolean;
  readonly events: readonly LoggedEvent[];
  readonly webChats: readonly WebChatEntry[];
}
