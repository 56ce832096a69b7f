import { Refused } from '../refusals.ts';
import type { Stored } from '../stored.ts';

export type Channel =
  | 'web-chat'
  | 'teams'
  | 'sms'
  | 'whatsapp'
  | 'email'
  | 'messenger'
  | 'instagram'
  | 'x'
  | 'phone';

export type ConversationState = 'open' | 'active' | 'waiting' | 'wrap-up' | 'closed';

/**
 * Where the bot's dialogue with the customer stands. Plain data, saved with the conversation, so that a restart
 * or another replica goes on with the very next sentence.
 */
export type Dialogue =
  | { readonly at: 'idle' }
  /** An article was shown and the customer was asked whether it solved the problem. */
  | {
      readonly at: 'offered-article';
      readonly question: string;
      readonly articleId: string;
      readonly others: readonly string[];
    }
  /** An open case exists: is it about that one? */
  | {
      readonly at: 'which-case';
      readonly question: string;
      readonly caseId: string;
      readonly caseNumber: string;
    }
  /** The one question the bot asks when the text alone says too little. */
  | { readonly at: 'asked-details'; readonly question: string }
  /** A human has the conversation; the bot only passes messages on. */
  | { readonly at: 'with-agent' }
  /** The case is resolved; a number from 1 to 5 is the rating. */
  | { readonly at: 'asked-rating'; readonly caseId: string };

/** One exchange with a customer on one channel, over as many sessions and agents as it takes. */
export interface Conversation extends Stored {
  readonly channel: Channel;
  /** The channel's own id of the thread (Direct Line conversation id, phone number, mail thread). */
  readonly externalId: string;
  readonly state: ConversationState;
  readonly customerId: string;
  readonly caseId: string | null;
  readonly agentId: string | null;
  readonly language: string;
  readonly dialogue: Dialogue;
  readonly createdAt: Date;
  readonly lastCustomerAt: Date | null;
  readonly lastActivityAt: Date;
  readonly closedAt: Date | null;
}

/** Allowed moves, from customer-service section 9: active begins at assignment, a closed conversation stays closed. */
const transitions: Record<ConversationState, readonly ConversationState[]> = {
  open: ['active', 'closed'],
  active: ['wrap-up', 'open', 'waiting', 'closed'],
  waiting: ['open', 'active', 'closed'],
  'wrap-up': ['closed', 'active'],
  closed: [],
};

/** Moves a conversation along its transition table; anything else is refused. Moving to the present state changes nothing. */
export function moveConversation(found: Conversation, to: ConversationState, at: Date): Conversation {
  if (found.state === to) return found;
  if (!transitions[found.state].includes(to))
    throw new Refused('conversation.transition_not_allowed', { from: found.state, to });
  return { ...found, state: to, closedAt: to === 'closed' ? at : null, lastActivityAt: at };
}
