import type { Attachment } from '../domain/conversations/attachment.ts';
import type { Conversation } from '../domain/conversations/conversation.ts';
import type { Message } from '../domain/conversations/message.ts';
import type { Participant, Session } from '../domain/conversations/session.ts';
import { id, instant, json, name, orNull, recordShape, text, whole, word } from './columns.ts';

/** Keeps conversations: one for each thread of a channel. */
export const conversations = recordShape<Conversation>(
  'conversations',
  {
    channel: word,
    externalId: name(700),
    state: word,
    customerId: id,
    caseId: orNull(id),
    agentId: orNull(id),
    language: word,
    dialogue: json,
    createdAt: instant,
    lastCustomerAt: orNull(instant),
    lastActivityAt: instant,
    closedAt: orNull(instant),
  },
  // Not unique: a thread whose conversation is closed goes on in a new one.
  { indexes: [['channel', 'externalId'], ['customerId'], ['caseId'], ['state', 'lastActivityAt']] },
);

/** Keeps who held a conversation and from when to when. */
export const sessions = recordShape<Session>(
  'sessions',
  {
    conversationId: id,
    caseId: orNull(id),
    holderId: id,
    mode: word,
    capacityUnits: whole,
    startedAt: instant,
    endedAt: orNull(instant),
    endReason: orNull(word),
  },
  { indexes: [['holderId', 'endedAt'], ['conversationId'], ['caseId']] },
);

/** Keeps who takes part in a conversation. */
export const participants = recordShape<Participant>(
  'participants',
  { conversationId: id, kind: word, memberId: id, name: text, joinedAt: instant, leftAt: orNull(instant) },
  { indexes: [['conversationId'], ['memberId']] },
);

/** Keeps what was said, in both directions, in the order said. */
export const messages = recordShape<Message>(
  'messages',
  {
    conversationId: id,
    caseId: orNull(id),
    channel: word,
    externalId: orNull(name(700)),
    direction: word,
    authorId: id,
    authorName: text,
    authorKind: word,
    text,
    files: json,
    card: orNull(json),
    state: word,
    language: word,
    at: instant,
  },
  { indexes: [['conversationId', 'id'], ['caseId', 'id'], ['externalId']] },
);

/** Keeps the names and fingerprints of stored files; the bytes lie in the data folder. */
export const attachments = recordShape<Attachment>(
  'attachments',
  {
    conversationId: id,
    name: text,
    contentType: text,
    sizeBytes: whole,
    sha256: name(64),
    createdAt: instant,
  },
  { indexes: [['conversationId']] },
);
