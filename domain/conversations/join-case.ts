import type { Case } from '../cases/case.ts';
import { adoptConversation, openCase } from '../cases/open.ts';
import { reopenCase } from '../cases/resolve.ts';
import { reviveParked } from '../routing/park.ts';
import { rateShownArticle } from './offer-article.ts';
import { phrase } from './phrases.ts';
import { sayToCustomer } from './say.ts';
import { answer, choices, ownCases, setDialogue, type Turn } from './turn.ts';

/** Opens a case for what the customer asked; what to expect is said once it is routed (see confirm.ts). */
export async function openFromChat(turn: Turn, question: string, unanswered: boolean): Promise<Case> {
  const { unit, conversation, customer, know } = turn;
  await rateShownArticle(turn, false);
  if (unanswered) sayToCustomer(unit, conversation, { text: phrase('notFound', conversation.language) });
  await setDialogue(turn, { at: 'with-agent' });
  return openCase(unit, {
    customer,
    conversation,
    origin: conversation.channel,
    description: question,
    classification: know.classify(question),
  });
}

/** Before a second case exists, asks whether it is about the one that is open, or was just resolved in this talk. */
export async function askWhichCase(turn: Turn, question: string): Promise<void> {
  const { unit, conversation, customer } = turn;
  await rateShownArticle(turn, false);
  const mine = { ...ownCases(customer, conversation), state: 'active' } as const;
  const own = conversation.caseId ? await unit.cases.find(conversation.caseId) : undefined;
  const latest =
    own?.state === 'resolved' ? own : await unit.cases.first(mine, { orderBy: [['openedAt', 'desc']] });
  if (!latest) return void (await openFromChat(turn, question, false));
  const { id: caseId, number, title } = latest;
  sayToCustomer(unit, conversation, {
    text: phrase('whichCase', conversation.language, { number, title }),
    card: choices(
      phrase('yesCase', conversation.language, { number }),
      phrase('newCase', conversation.language),
    ),
  });
  await setDialogue(turn, { at: 'which-case', question, caseId, caseNumber: number });
}

/**
 * The message belongs to a case there is: the conversation becomes part of it, whoever owns it is told, and a resolved
 * one is opened again.
 */
export async function addToCase(turn: Turn, found: Case): Promise<void> {
  const { unit, conversation } = turn;
  const { language } = conversation;
  await adoptConversation(unit, conversation, found.id);
  await setDialogue(turn, { at: 'with-agent' });
  unit.cases.save({ ...(await unit.cases.get(found.id)), conversationId: conversation.id });
  if (found.state === 'resolved') {
    await reopenCase(unit, { caseId: found.id, why: 'the customer wrote again' });
    return answer(turn, phrase('reopened', language, { number: found.number }), { at: 'with-agent' });
  }
  if (conversation.caseId !== found.id) tellOfMessage(turn, found.id);
  await reviveParked(unit, { conversationId: conversation.id });
  return answer(turn, phrase('added', language, { number: found.number }), { at: 'with-agent' });
}

/** The message was told before anybody knew which case it is about; now that case hears of it too. */
const tellOfMessage = ({ unit, conversation, customer, message }: Turn, caseId: string): void =>
  unit.emit('message.received', {
    conversationId: conversation.id,
    caseId,
    messageId: message.id,
    customerId: customer.id,
    text: message.text,
  });
