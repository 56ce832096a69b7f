import type { Stored } from '../stored.ts';
import type { Channel } from './conversation.ts';

export type MessageState =
  | 'received'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'maybe-sent';

/** A file that travels with a message; the bytes lie in DATA_DIR/attachments under `id`. */
export interface MessageFile {
  readonly attachmentId: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** A card shown to a customer, as data; each channel shows it as well as it can. */
export type CustomerCard =
  | {
      readonly card: 'article';
      readonly articleId: string;
      readonly articleVersion: string;
      readonly title: string;
      readonly passage: string;
    }
  | {
      readonly card: 'choices';
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    }
  | { readonly card: 'rating'; readonly caseId: string; readonly caseNumber: string };

/** One message of a conversation, in either direction; the order of `id` within a conversation is the order said. */
export interface Message extends Stored {
  readonly conversationId: string;
  readonly caseId: string | null;
  readonly channel: Channel;
  /** The channel's id of the message, when it has one. */
  readonly externalId: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly authorId: string;
  readonly authorName: string;
  readonly authorKind: 'customer' | 'bot' | 'agent' | 'system';
  readonly text: string;
  readonly files: readonly MessageFile[];
  readonly card: CustomerCard | null;
  readonly state: MessageState;
  readonly language: string;
  readonly at: Date;
}

/** Delivery states only move forward, however callbacks are ordered. */
const rank: Record<MessageState, number> = {
  received: 0,
  queued: 1,
  sending: 2,
  'maybe-sent': 3,
  sent: 4,
  delivered: 5,
  failed: 5,
  read: 6,
};

/** Takes a delivery report, ignoring one that says less than what is already known. */
export const advanceDelivery = (message: Message, to: MessageState): Message =>
  rank[to] > rank[message.state] ? { ...message, state: to } : message;
