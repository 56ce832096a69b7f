import type { Asset } from './assets/asset.ts';
import type { Case } from './cases/case.ts';
import type { Attachment } from './conversations/attachment.ts';
import type { Conversation } from './conversations/conversation.ts';
import type { Message } from './conversations/message.ts';
import type { Participant, Session } from './conversations/session.ts';
import type { Account, Customer, Site } from './customers/customer.ts';
import type { DomainEvents, EventName } from './events.ts';
import type { Product } from './inventory/product.ts';
import type { Alert, Condition } from './iot/alerts/alert.ts';
import type { AlertSettings, QuietTime } from './iot/alerts/settings.ts';
import type { DeviceCommand } from './iot/commands/command.ts';
import type { DeviceModel } from './iot/commands/device-model.ts';
import type { Device } from './iot/devices/device.ts';
import type { CloudMessage } from './iot/hub/cloud-message.ts';
import type { HubPartition } from './iot/hub/partition.ts';
import type { Twin } from './iot/hub/twin.ts';
import type { Article, ArticleFeedback } from './knowledge/article.ts';
import type { IdempotentAnswer } from './messaging/idempotent-answer.ts';
import type { Arrival } from './messaging/inbox.ts';
import type { Outgoing, TimerKind, TimerStart } from './messaging/outgoing.ts';
import type { Post } from './messaging/post.ts';
import type { WebChat } from './messaging/web-chat.ts';
import type { Actor } from './people/actor.ts';
import type { Person, TeamsReference } from './people/person.ts';
import type { Agent } from './routing/agent.ts';
import type { Offer } from './routing/offer.ts';
import type { Queue } from './routing/queue.ts';
import type { QueueItem } from './routing/queue-item.ts';
import type { Resource, Territory } from './scheduling/resource.ts';
import type { Calendar } from './sla/calendar.ts';
import type { Escalation, KpiInstance, Sla } from './sla/sla.ts';
import type { Table } from './table.ts';
import type { Booking, BookingTimestamp, Requirement, WorkOrder } from './work-orders/work-order.ts';

/** Every kind of record, by the name of its table: one concept, one name, in every folder. */
export interface Records {
  people: Person;
  teamsReferences: TeamsReference;
  customers: Customer;
  accounts: Account;
  sites: Site;
  conversations: Conversation;
  sessions: Session;
  participants: Participant;
  messages: Message;
  attachments: Attachment;
  cases: Case;
  queues: Queue;
  agents: Agent;
  queueItems: QueueItem;
  offers: Offer;
  slas: Sla;
  kpiInstances: KpiInstance;
  escalations: Escalation;
  calendars: Calendar;
  articles: Article;
  articleFeedback: ArticleFeedback;
  workOrders: WorkOrder;
  requirements: Requirement;
  bookings: Booking;
  bookingTimestamps: BookingTimestamp;
  resources: Resource;
  territories: Territory;
  assets: Asset;
  products: Product;
  devices: Device;
  alerts: Alert;
  conditions: Condition;
  quietTimes: QuietTime;
  alertSettings: AlertSettings;
  twins: Twin;
  cloudMessages: CloudMessage;
  deviceCommands: DeviceCommand;
  deviceModels: DeviceModel;
  hubPartitions: HubPartition;
  posts: Post;
  webChats: WebChat;
  idempotentAnswers: IdempotentAnswer;
}

/** Whose numbers people say: cases, work orders, assets, articles (knowledge), alerts. */
export type NumberSeries = 'C' | 'W' | 'A' | 'K' | 'L';

export type Kind = keyof Records;
export type Tables = { readonly [K in Kind]: Table<Records[K]> };

/**
 * One unit of work: a use case reads through it and stages what it decides; nothing is written until the whole function
 * has returned, then everything is written in one transaction or not at all. When a record it saved was changed by
 * somebody else in between, the function runs again on fresh data, so it must have no effect outside the unit.
 * Reads see the unit's own staged changes over what was committed.
 */
export interface Unit extends Tables {
  readonly now: Date;
  readonly actor: Actor;
  /** Time-ordered unique ids: the order of ids is the order of making. */
  newId(): string;
  /** Uniform in [0, 1). */
  random(): number;
  /** The next number people say, e.g. `C-1042`. Unique and rising; a number may be skipped after a crash. */
  nextNumber(series: NumberSeries): Promise<string>;
  /** Lets a series go on at least at `atLeast`, at once: for records that bring their numbers with them. */
  raiseNumber(series: NumberSeries, atLeast: number): Promise<void>;
  emit<N extends EventName>(name: N, data: DomainEvents[N]): void;
  /** Leaves after the commit, in order within its lane. */
  send(outgoing: Outgoing): void;
  /** Starting a timer that already runs for the same kind and subject moves it. */
  startTimer(timer: TimerStart): void;
  stopTimer(kind: TimerKind, subjectId: string): void;
  /** Takes in something from outside, once per (channel, key): a repeat makes the commit answer `duplicate` and write nothing. */
  receive(arrival: Arrival): void;
  /** Appends to what a web chat shows; the entry's place in the log is its watermark. */
  appendToWebChat(webChatId: string, activity: Readonly<Record<string, unknown>>): void;
}

/** Runs a use case and commits it once. Rejects with the use case's own refusal, or `record.conflict` after many tries. */
export type Commit = <T>(decide: (unit: Unit) => Promise<T>, by?: CommitOptions) => Promise<T>;

export interface CommitOptions {
  readonly actor?: Actor;
  readonly traceId?: string;
  /** The inbox row or timer this commit completes: done in the same transaction, and refused if another worker took it over. */
  readonly completes?:
    | { readonly inboxSeq: number; readonly fence: string }
    | { readonly timerId: string; readonly fence: string };
}

/** Thrown out of a commit whose arrival was taken in before; carries nothing, for nothing was done. */
export class Duplicate extends Error {}

/** Thrown out of a commit whose inbox row or timer is no longer held by this worker. */
export class LostClaim extends Error {}

/** What a concept does when another one's event happens, in the same transaction. */
export type Reaction<N extends EventName> = (unit: Unit, data: DomainEvents[N]) => Promise<void>;
export type Reactions = { readonly [N in EventName]?: readonly Reaction<N>[] };
