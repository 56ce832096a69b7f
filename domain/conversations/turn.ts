import type { Customer } from '../customers/customer.ts';
import type { Suggestion } from '../knowledge/article.ts';
import type { Classification } from '../routing/classification.ts';
import type { Unit } from '../unit.ts';
import type { Conversation, Dialogue } from './conversation.ts';
import type { CustomerCard, Message } from './message.ts';
import { sayToCustomer } from './say.ts';

/** What knowledge/ knows about a text: computed in memory, without waiting for anybody. */
export interface Know {
  suggest(text: string, language: string): readonly Suggestion[];
  classify(text: string): Classification;
}

/** A customer's turn in progress: the conversation as it stands, and what was just said. */
export interface Turn {
  readonly unit: Unit;
  readonly conversation: Conversation;
  readonly customer: Customer;
  readonly message: Message;
  readonly know: Know;
}

/** Answers the customer and leaves the dialogue where the next message belongs. */
export async function answer(turn: Turn, text: string, dialogue: Dialogue = { at: 'idle' }): Promise<void> {
  sayToCustomer(turn.unit, await turn.unit.conversations.get(turn.conversation.id), { text });
  await setDialogue(turn, dialogue);
}

/** Leaves the dialogue where the next message belongs, without saying anything. */
export async function setDialogue({ unit, conversation }: Turn, dialogue: Dialogue): Promise<void> {
  const present = await unit.conversations.get(conversation.id);
  unit.conversations.save({ ...present, dialogue });
}

/** Buttons under a question: a tap says their words. */
export const choices = (...titles: readonly string[]): CustomerCard => ({
  card: 'choices',
  choices: titles.map((title) => ({ title, value: title })),
});

/** The cases that are this customer's own: an anonymous visitor owns no more than this conversation brought. */
export const ownCases = (customer: Customer, conversation: Conversation) =>
  customer.anonymous ? { conversationId: conversation.id } : { customerId: customer.id };
