import type { EventName } from '../../domain/events.ts';
import { flag, id, instant, json, name, orNull, shape, text, whole, word } from '../columns.ts';

/** `ready`: first of its lane; `queued`: behind another; `held`: leased by a worker. */
export type WorkState = 'ready' | 'queued' | 'held' | 'done' | 'dead';

/** What rows that workers take have in common: who holds one and until when. */
export interface WorkRow {
  readonly state: WorkState;
  readonly attempts: number;
  /** Not before this instant of the product's clock. */
  readonly nextAt: Date;
  /** The claim that holds the row. */
  readonly fence: string | null;
  /** The process that holds it. */
  readonly holder: number | null;
  /** By the real clock: moving the product's clock breaks no lease. */
  readonly leaseUntil: Date | null;
  /** An earlier claim ended without a word: what it was to do may have been done. */
  readonly uncertain: boolean;
  readonly error: string | null;
}

export interface LaneRow extends WorkRow {
  readonly seq: number;
  readonly lane: string;
  readonly traceId: string | null;
  readonly at: Date;
}

export interface InboxRow extends LaneRow {
  readonly channel: string;
  readonly key: string;
  /** Emptied once handled; the key stays, so that a repeat is known for a repeat. */
  readonly activity: unknown;
}

export interface OutboxRow extends LaneRow {
  readonly outgoing: unknown;
}

export interface TimerRow extends WorkRow {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly dueAt: Date;
}

export interface EventRow {
  readonly seq: number;
  readonly name: EventName;
  readonly at: Date;
  readonly unitId: string;
  readonly actorId: string;
  readonly traceId: string | null;
  readonly caseId: string | null;
  readonly data: unknown;
}

const work = {
  state: word,
  attempts: whole,
  nextAt: instant,
  fence: orNull(name(80)),
  holder: orNull(whole),
  leaseUntil: orNull(instant),
  uncertain: flag,
  error: orNull(text),
} as const;

const lane = { seq: whole, lane: name(450), traceId: orNull(text), at: instant, ...work } as const;

/** Keeps what came in until it is handled, and its key for as long as it may be repeated. */
export const inboxShape = shape<InboxRow>(
  { table: 'inbox', key: 'seq' },
  { ...lane, channel: word, key: name(700), activity: orNull(json) },
  {
    indexes: [
      ['state', 'nextAt'],
      ['lane', 'state', 'seq'],
    ],
    uniques: [['channel', 'key']],
  },
);

/** Keeps what is to leave the house. */
export const outboxShape = shape<OutboxRow>(
  { table: 'outbox', key: 'seq' },
  { ...lane, outgoing: json as never },
  {
    indexes: [
      ['state', 'nextAt'],
      ['lane', 'state', 'seq'],
    ],
  },
);

/** Keeps duties with an instant. */
export const timersShape = shape<TimerRow>(
  { table: 'timers', key: 'id' },
  { id, kind: word, subjectId: id, dueAt: instant, ...work },
  { indexes: [['state', 'nextAt']] },
);

/** Keeps everything that happened, in the order of commits. */
export const eventsShape = shape<EventRow>(
  { table: 'events', key: 'seq' },
  {
    seq: whole,
    name: word,
    at: instant,
    unitId: id,
    actorId: id,
    traceId: orNull(text),
    caseId: orNull(id),
    data: json as never,
  },
  { indexes: [['caseId', 'seq']] },
);

/** Keeps what each web chat shows. */
export const webChatLogShape = shape<{ seq: number; webChatId: string; activity: object }>(
  { table: 'web_chat_log', key: 'seq' },
  { seq: whole, webChatId: id, activity: json },
  { indexes: [['webChatId', 'seq']] },
);

export type SequenceName = 'events' | 'web_chat_log' | 'inbox' | 'outbox';

/** Keeps the last number given in each log: without gaps, for a rolled-back commit gives its numbers back. */
export const sequencesShape = shape<{ name: SequenceName; last: number }>(
  { table: 'sequences', key: 'name' },
  { name: word, last: whole },
);

/** Keeps the next number people say, for each series of them. */
export const numbersShape = shape<{ series: string; next: number }>(
  { table: 'numbers', key: 'series' },
  { series: word, next: whole },
);

/** Keeps what the installation itself remembers, such as the demo's clock offset. */
export const settingsShape = shape<{ name: string; value: unknown }>(
  { table: 'settings', key: 'name' },
  { name: name(200), value: orNull(json) },
);

/** The store's own tables, beside those of the records. */
export const ownShapes = [
  inboxShape,
  outboxShape,
  timersShape,
  eventsShape,
  webChatLogShape,
  sequencesShape,
  numbersShape,
  settingsShape,
] as const;
