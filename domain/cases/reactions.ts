import { phrase } from '../conversations/phrases.ts';
import { sayToCustomer } from '../conversations/say.ts';
import type { DomainEvents } from '../events.ts';
import { postText, renewCard } from '../messaging/posting.ts';
import { sayWhen } from '../people/say-time.ts';
import type { Reactions, Unit } from '../unit.ts';

/** Tells the customer the number and when to expect an answer; comes after the SLA has set its clock. */
async function confirmOpening(unit: Unit, { caseId }: DomainEvents['case.opened']): Promise<void> {
  const opened = await unit.cases.get(caseId);
  if (!opened.conversationId || opened.danger) return;
  const conversation = await unit.conversations.get(opened.conversationId);
  const { language } = conversation;
  const sla = opened.slaId ? await unit.slas.find(opened.slaId) : undefined;
  const calendar = sla ? await unit.calendars.find(sla.calendarId) : undefined;
  const when = opened.respondBy
    ? phrase('by', language, {
        when: byWhen(sayWhen(opened.respondBy, calendar?.zone ?? 'UTC', unit.now, language)),
      })
    : phrase('soon', language);
  sayToCustomer(unit, conversation, { text: phrase('opened', language, { number: opened.number, when }) });
}

/** "by 09:32 today" is how English says it; the other languages have the day first. */
const byWhen = (when: string): string => when.replace(/^today (\S+)$/, '$1 today');

/** A line to the owner for the notification, and the one card renewed in place. */
async function tellOwner(unit: Unit, data: DomainEvents['message.received']): Promise<void> {
  if (!data.caseId) return;
  const found = await unit.cases.get(data.caseId);
  await renewCard(unit, 'case', found.id);
  if (!found.ownerId) return;
  const message = await unit.messages.get(data.messageId);
  const files = message.files.map(({ name }) => `[${name}]`).join(' ');
  const text = `${found.number} · ${message.authorName}: ${[data.text, files].filter(Boolean).join(' ')}`;
  await postText(unit, { personId: found.ownerId, text, caseId: found.id });
}

/** The customer learns who helps, by name. */
async function introduceAgent(
  unit: Unit,
  { caseId, ownerName }: DomainEvents['case.assigned'],
): Promise<void> {
  const found = await unit.cases.get(caseId);
  if (!found.conversationId) return;
  const conversation = await unit.conversations.get(found.conversationId);
  if (conversation.state === 'closed') return;
  const text = phrase('joined', conversation.language, { agent: ownerName, number: found.number });
  sayToCustomer(unit, conversation, { text });
}

/** What cases and their customers' talks do when something happened elsewhere. Registered after those of the SLA. */
export const caseReactions: Reactions = {
  'case.opened': [confirmOpening],
  'message.received': [tellOwner],
  'case.assigned': [introduceAgent],
};
