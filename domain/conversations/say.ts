import type { Unit } from '../unit.ts';
import type { Conversation } from './conversation.ts';
import type { CustomerCard, Message, MessageFile } from './message.ts';

/** Who speaks to the customer. */
export interface Speaker {
  readonly kind: 'bot' | 'agent' | 'system';
  readonly id: string;
  readonly name: string;
}

/** The bot, as customers see it. */
export const theBot: Speaker = { kind: 'bot', id: 'bot', name: 'Fieldline' };

/**
 * Says something to the customer on the conversation's channel. Web chat is our own server, so there saying is storing:
 * the entry is part of the commit, exactly once. Elsewhere it leaves through the outbox, in order, after the commit.
 */
export function sayToCustomer(
  unit: Unit,
  conversation: Conversation,
  said: {
    readonly text: string;
    readonly by?: Speaker;
    readonly card?: CustomerCard;
    readonly files?: readonly MessageFile[];
  },
): Message {
  const by = said.by ?? theBot;
  const message = unit.messages.save({
    id: unit.newId(),
    version: 0,
    unitId: conversation.unitId,
    conversationId: conversation.id,
    caseId: conversation.caseId,
    channel: conversation.channel,
    externalId: null,
    direction: 'outbound',
    authorId: by.id,
    authorName: by.name,
    authorKind: by.kind,
    text: said.text,
    files: said.files ?? [],
    card: said.card ?? null,
    state: conversation.channel === 'web-chat' ? 'sent' : 'queued',
    language: conversation.language,
    at: unit.now,
  });
  if (conversation.channel === 'web-chat')
    unit.appendToWebChat(conversation.externalId, shownInWebChat(message));
  else unit.send({ kind: 'customer-message', conversationId: conversation.id, messageId: message.id });
  unit.emit('message.sent', {
    conversationId: conversation.id,
    caseId: conversation.caseId,
    messageId: message.id,
    customerId: conversation.customerId,
    text: said.text,
    by: by.kind,
    authorName: by.name,
  });
  return message;
}

/** A message as an entry of the web chat's log; the card stays data and is drawn when the chat is read. */
const shownInWebChat = (message: Message): Readonly<Record<string, unknown>> => ({
  type: 'message',
  id: message.id,
  timestamp: message.at.toISOString(),
  from: { id: message.authorId, name: message.authorName, role: 'bot' },
  text: message.text,
  locale: message.language,
  customerCard: message.card,
  files: message.files,
});
