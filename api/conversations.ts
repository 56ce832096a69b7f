import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { suggestReply, summariseCase } from '../domain/cases/assist.ts';
import { longestReply, replyToCustomer } from '../domain/cases/reply.ts';
import type { Attachment } from '../domain/conversations/attachment.ts';
import type { Channel, Conversation, ConversationState } from '../domain/conversations/conversation.ts';
import type { Message, MessageState } from '../domain/conversations/message.ts';
import { Refused } from '../domain/refusals.ts';
import type { ReadTables } from './deps.ts';
import { ok, type Route, staff, stream } from './http/route.ts';
import { fieldsOf, forStaff, orNull } from './odata/field.ts';
import { oneParams, type PlainFilter, resource, shapeOf, theOne } from './odata/resource.ts';
import { action, showing } from './odata/target.ts';

/** The ways by which customers get in touch. */
export const channels = [
  'web-chat',
  'teams',
  'sms',
  'whatsapp',
  'email',
  'messenger',
  'instagram',
  'x',
  'phone',
] as const satisfies readonly Channel[];
const states = [
  'open',
  'active',
  'waiting',
  'wrap-up',
  'closed',
] as const satisfies readonly ConversationState[];
const messageStates = [
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'maybe-sent',
] as const satisfies readonly MessageState[];
const authorKinds = [
  'customer',
  'bot',
  'agent',
  'system',
] as const satisfies readonly Message['authorKind'][];
const tag = 'Conversations';
const conversation = fieldsOf<Conversation>();
const message = fieldsOf<Message>();
const attachment = fieldsOf<Attachment>();
const file = z.object({
  attachmentId: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number(),
});

/** So many of one's own conversations are looked into for messages and files, the newest first. */
const mostOwn = 1_000;

async function ownConversations(customerId: string, tables: ReadTables): Promise<PlainFilter> {
  const own = await tables.conversations.where({ customerId }, { orderBy: [['id', 'desc']], limit: mostOwn });
  return { conversationId: { in: own.map(({ id }) => id) } };
}

/** Exchanges with customers, each on one channel. */
export const conversations = resource({
  name: 'conversations',
  entity: 'Conversation',
  kind: 'conversations',
  tag,
  says: ['conversation', 'conversations'],
  fields: {
    id: conversation.text('id'),
    channel: conversation.word('channel', channels),
    externalId: forStaff(conversation.text('externalId')),
    state: conversation.word('state', states),
    customerId: conversation.text('customerId'),
    customer: conversation.named('customerId', 'customers'),
    caseId: orNull(conversation.text('caseId')),
    agentId: orNull(conversation.text('agentId')),
    agent: orNull(conversation.named('agentId', 'people')),
    language: conversation.text('language'),
    createdAt: conversation.instant('createdAt'),
    lastCustomerAt: orNull(conversation.instant('lastCustomerAt')),
    lastActivityAt: conversation.instant('lastActivityAt'),
    closedAt: orNull(conversation.instant('closedAt')),
  },
  expand: {
    customer: { to: 'customers', one: 'customerId' },
    case: { to: 'cases', one: 'caseId' },
    messages: { to: 'messages', many: 'conversationId' },
  },
  own: async ({ id }) => ({ customerId: id }),
});

/** Everything said, in order. */
export const messages = resource({
  name: 'messages',
  entity: 'Message',
  kind: 'messages',
  tag,
  says: ['message', 'messages'],
  fields: {
    id: message.text('id'),
    conversationId: message.text('conversationId'),
    caseId: orNull(message.text('caseId')),
    channel: message.word('channel', channels),
    externalId: orNull(message.text('externalId')),
    direction: message.word('direction', ['inbound', 'outbound'] satisfies readonly Message['direction'][]),
    authorId: forStaff(message.text('authorId')),
    authorName: message.text('authorName'),
    authorKind: message.word('authorKind', authorKinds),
    text: message.text('text'),
    files: message.data('files', z.array(file)),
    card: orNull(message.data('card', z.record(z.string(), z.unknown()))),
    state: message.word('state', messageStates),
    language: message.text('language'),
    at: message.instant('at'),
  },
  expand: { conversation: { to: 'conversations', one: 'conversationId' } },
  own: ({ id }, tables) => ownConversations(id, tables),
});

/** Files sent with messages; their bytes are at `/api/attachments/{id}`. */
const attachments = resource({
  name: 'attachments',
  entity: 'Attachment',
  kind: 'attachments',
  tag,
  says: ['attachment', 'attachments'],
  fields: {
    id: attachment.text('id'),
    conversationId: attachment.text('conversationId'),
    name: attachment.text('name'),
    contentType: attachment.text('contentType'),
    sizeBytes: attachment.integer('sizeBytes'),
    createdAt: attachment.instant('createdAt'),
  },
  own: ({ id }, tables) => ownConversations(id, tables),
});

const desk = ['agent', 'supervisor'] as const;

/** The case a conversation is part of; before there is one, the bot speaks alone. */
function caseOf({ caseId }: Conversation): string {
  if (!caseId) throw new Refused('conversation.no_case');
  return caseId;
}

/** Shown in the browser itself; anything else is only saved, for a file may hold a page with scripts. */
const harmless = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain']);

/** What can be done to a conversation, and its files. */
export const conversationRoutes: readonly Route[] = [
  action(
    conversations,
    {
      does: 'reply',
      operationId: 'replyToConversation',
      summary: "Answers the customer, on behalf of the conversation's case",
      roles: desk,
      body: z.object({ text: z.string().max(longestReply) }),
      answer: shapeOf(messages),
    },
    async (unit, found, asked) => {
      const sent = await replyToCustomer(unit, { caseId: caseOf(found), text: asked.body.text });
      return showing(messages, sent.id, asked);
    },
  ),
  action(
    conversations,
    {
      does: 'draft',
      operationId: 'draftReply',
      summary: 'Proposes an answer made of articles; null when no article supports one',
      roles: desk,
      answer: z.object({ draft: z.string().nullable() }),
    },
    async (unit, found, { deps }) =>
      ok(await suggestReply(unit, { caseId: caseOf(found), copilot: deps.know })),
  ),
  action(
    conversations,
    {
      does: 'summary',
      operationId: 'summariseConversation',
      summary: "Sums the talk up in the talk's own sentences",
      roles: desk,
      answer: z.object({ summary: z.string() }),
    },
    async (unit, found, { deps }) =>
      ok(await summariseCase(unit, { caseId: caseOf(found), copilot: deps.know })),
  ),
  stream(
    {
      method: 'get',
      path: '/api/attachments/:id',
      operationId: 'readAttachment',
      summary: "A file's bytes, for staff and for the customer of its conversation",
      tag,
      roles: [...staff, 'customer'],
      params: oneParams,
      query: z.object({ access_token: z.string().optional() }),
      mediaType: 'application/octet-stream',
      answer: z.string(),
      tokenInQuery: true,
    },
    async ({ actor, deps, params }, response) => {
      const found = await theOne(attachments, { id: params.id, actor, tables: deps.tables });
      const bytes = await deps.attachments.read(found.id);
      if (!bytes) throw new Refused('record.not_found', { kind: 'attachment', id: params.id });
      const isShown = harmless.has(found.contentType);
      response.writeHead(200, {
        'Content-Type': isShown ? found.contentType : 'application/octet-stream',
        'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${fileName(found.name)}`,
      });
      if (bytes instanceof Readable) await pipeline(bytes, response).catch(() => response.destroy());
      else response.end(bytes);
    },
  ),
];

const fileName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
