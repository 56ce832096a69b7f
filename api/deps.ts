import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Copilot } from '../domain/cases/assist.ts';
import type { Know } from '../domain/conversations/turn.ts';
import type { DeviceKeys } from '../domain/iot/devices/device.ts';
import type { AskNow } from '../domain/iot/now.ts';
import type { QuarantinedMessage } from '../domain/iot/quarantine.ts';
import type { Readings } from '../domain/iot/readings.ts';
import type { Committed, EventLog } from '../domain/messaging/logs.ts';
import type { Post } from '../domain/messaging/post.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { ReadTable } from '../domain/table.ts';
import type { Commit, CommitOptions, Kind, Records } from '../domain/unit.ts';

/** Committed records, for reading only; a unit of work's own tables fit here too. */
export type ReadTables = { readonly [K in Kind]: ReadTable<Records[K]> };

/** An answer made of articles, sentence by sentence: nothing is said without its source. */
export interface KnownAnswer {
  readonly answer: string;
  readonly known: boolean;
  readonly sentences: readonly {
    readonly text: string;
    /** `version` is `major.minor` of the article quoted. */
    readonly sources: readonly {
      readonly article: string;
      readonly version: string;
      readonly passage: string;
    }[];
  }[];
}

/** What knowledge/ knows and can write. */
export interface Knowledge extends Know, Copilot {
  ask(asked: {
    readonly question: string;
    readonly language?: string | undefined;
    /** Customers are answered from public articles alone. */
    readonly visibility: 'public' | 'internal';
  }): KnownAnswer | Promise<KnownAnswer>;
}

/** What a post looks like now: a line of text, or an Adaptive Card. */
export type Rendered = { readonly card: object } | { readonly text: string };

/** The bot's side of a person's desk: the same turns as in Teams, for a page without Teams. */
export interface Desk {
  say(
    actor: Actor,
    said: { readonly text: string; readonly quotedPostId?: string | null },
    by?: CommitOptions,
  ): Promise<void>;
  press(actor: Actor, pressed: { readonly verb: string; readonly data: unknown }): Promise<Rendered>;
}

/** A box of rows: how many wait, how many are dead letters, how long the oldest has waited. */
interface Backlog {
  readonly waiting: number;
  readonly dead: number;
  readonly oldestAt: Date | null;
}

/** One figure about devices for /metrics; the same ones are told each time. */
export interface TelemetryGauge {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

/** Everything the API needs of the rest of the house; wired in app.ts. */
export interface ApiDeps {
  /** The address that the outside uses, without a slash at its end. */
  readonly publicUrl: string;
  readonly mode: 'demo' | 'production';
  /** The company's own IANA zone, in which its people read times. */
  readonly zone: string;
  /** Signs tokens; shared by replicas and kept through restarts. */
  readonly secret: string;
  readonly commit: Commit;
  readonly tables: ReadTables;
  readonly eventLog: EventLog;
  /** Tells of each durable commit; answers how to stop listening. */
  onCommitted(listen: (committed: Committed) => void): () => void;
  /** The product's clock, which demo mode can move ahead. */
  readonly clock: { now(): Date; advance(ms: number): void | Promise<void> };
  readonly log: Logger;
  /** The rows the house works through: what waits, what is stuck, and putting dead letters back. */
  readonly work: {
    now(): Date;
    counts(): Promise<{
      readonly inbox: Backlog;
      readonly outbox: Backlog;
      readonly timers: { readonly waiting: number; readonly dead: number; readonly lateMs: number };
    }>;
    replay(): Promise<{ readonly inbox: number; readonly outbox: number }>;
  };
  /** The state of each part, without secrets. */
  health(): Promise<object>;
  isLoopback(remoteAddress: string | undefined): boolean;
  /** Makes, seals and opens the keys of devices. */
  readonly deviceKeys: DeviceKeys;
  /** What devices have sent, how they are right now, and how well the parts that watch them keep up. */
  readonly telemetry: Readings & {
    readonly now: AskNow;
    /** The newest messages of some devices that could not be read whole. */
    quarantine(asked: {
      readonly most: number;
      readonly isWanted: (device: string) => Promise<boolean>;
    }): Promise<readonly QuarantinedMessage[]>;
    gauges(): readonly TelemetryGauge[];
  };
  readonly know: Knowledge;
  readonly desk: Desk;
  /** Lets the customer of a case see that somebody is writing. */
  typing(actor: Actor, caseId: string): void | Promise<void>;
  renderPost(post: Post, actor: Actor): Promise<Rendered>;
  /** Bytes of a stored file; undefined when they are gone. */
  readonly attachments: { read(id: string): Promise<Readable | Uint8Array | undefined> };
  /** Who may read the counters at /metrics; undefined leaves them open. */
  readonly metricsToken?: string | undefined;
  /** Who signs people in outside demo mode. */
  readonly oidc?: { readonly issuer: string; readonly audience: string };
}
