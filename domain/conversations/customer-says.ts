import { rateCase } from '../cases/rate.ts';
import type { Customer } from '../customers/customer.ts';
import { reviveParked } from '../routing/park.ts';
import type { Unit } from '../unit.ts';
import type { Conversation } from './conversation.ts';
import { reportDanger } from './danger.ts';
import { nextStep, type Step } from './dialogue.ts';
import { type Intent, readIntent } from './intent.ts';
import { addToCase, askWhichCase, openFromChat } from './join-case.ts';
import type { Message, MessageFile } from './message.ts';
import { articleHelped, offerArticle } from './offer-article.ts';
import { phrase } from './phrases.ts';
import { type Caller, conversationOf } from './start.ts';
import { answer, type Know, ownCases, type Turn } from './turn.ts';

export interface CustomerMessage {
  readonly caller: Caller;
  readonly externalId: string | null;
  readonly text: string;
  readonly files: readonly MessageFile[];
  readonly know: Know;
}

/** Takes in a customer's message: keeps it, decides the next step of the dialogue and carries it out. */
export async function customerSays(
  unit: Unit,
  said: CustomerMessage,
): Promise<{ step: Step['do']; conversationId: string }> {
  const { conversation: found, customer } = await conversationOf(unit, said.caller);
  const conversation = unit.conversations.save({
    ...found,
    lastCustomerAt: unit.now,
    lastActivityAt: unit.now,
  });
  const message = keep(unit, conversation, customer, said);
  const turn: Turn = { unit, conversation, customer, message, know: said.know };
  const step = await decide(turn);
  await carryOut(turn, step);
  return { step: step.do, conversationId: conversation.id };
}

function keep(unit: Unit, conversation: Conversation, customer: Customer, said: CustomerMessage): Message {
  const message = unit.messages.save({
    id: unit.newId(),
    version: 0,
    unitId: conversation.unitId,
    conversationId: conversation.id,
    caseId: conversation.caseId,
    channel: conversation.channel,
    externalId: said.externalId,
    direction: 'inbound',
    authorId: customer.id,
    authorName: customer.name,
    authorKind: 'customer',
    text: said.text,
    files: said.files,
    card: null,
    state: 'received',
    language: conversation.language,
    at: unit.now,
  });
  unit.emit('message.received', {
    conversationId: conversation.id,
    caseId: conversation.caseId,
    messageId: message.id,
    customerId: customer.id,
    text: said.text,
  });
  return message;
}

/** Loads what the next step depends on; with an agent in charge only danger is looked for. */
async function decide(turn: Turn): Promise<Step> {
  const { unit, conversation, customer, message, know } = turn;
  const intent: Intent = readIntent(message.text);
  const { dialogue } = conversation;
  if (dialogue.at === 'with-agent' && !intent.danger) return { do: 'pass-on' };
  const mayLookUp = dialogue.at !== 'asked-details' && dialogue.at !== 'which-case';
  const mine = await unit.cases.where({
    ...ownCases(customer, conversation),
    state: { in: ['active', 'resolved'] },
  });
  return nextStep({
    text: message.text.trim() || message.files.map(({ name }) => name).join(', '),
    dialogue,
    intent,
    suggestions: mayLookUp && intent.words > 0 ? know.suggest(message.text, conversation.language) : [],
    hasOpenCase: mine.some(({ id, state }) => state === 'active' || id === conversation.caseId),
    namedCaseId: mine.find(({ number }) => number === intent.caseNumber)?.id ?? null,
  });
}

async function carryOut(turn: Turn, step: Step): Promise<unknown> {
  const { unit, conversation, customer } = turn;
  const { language } = conversation;
  switch (step.do) {
    case 'danger':
      return reportDanger(turn);
    case 'pass-on':
      return conversation.state === 'waiting' && reviveParked(unit, { conversationId: conversation.id });
    case 'greet':
      return answer(
        turn,
        phrase('welcome', language, { name: customer.anonymous ? '' : ` ${customer.name}` }),
      );
    case 'thank':
      return answer(turn, phrase('welcomeBack', language), conversation.dialogue);
    case 'offer-article':
      return offerArticle(turn, step.question, step.suggestion);
    case 'rate-article':
      return articleHelped(turn);
    case 'ask-details':
      return answer(turn, phrase('askDetails', language), { at: 'asked-details', question: step.question });
    case 'ask-which-case':
      return askWhichCase(turn, step.question);
    case 'add-to-case':
      return addToCase(turn, await unit.cases.get(step.caseId));
    case 'open-case':
      return openFromChat(turn, step.question, step.unanswered);
    case 'rate-case':
      return rateCase(unit, { caseId: step.caseId, rating: step.rating, raterId: customer.id });
  }
}
