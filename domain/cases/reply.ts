import { moveConversation } from '../conversations/conversation.ts';
import type { Message, MessageFile } from '../conversations/message.ts';
import { sayToCustomer } from '../conversations/say.ts';
import { postText, renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Case } from './case.ts';
import { requireCharge } from './charge.ts';

/** Longest answer taken in one message, in characters: within every channel's own limit after its splitting. */
export const longestReply = 8000;

/**
 * Sends the agent's answer to the customer on the conversation's channel, and echoes it to the agent with number and
 * name, so that an answer that went to the wrong case is seen at once.
 */
export async function replyToCustomer(
  unit: Unit,
  input: { readonly caseId: string; readonly text: string; readonly files?: readonly MessageFile[] },
): Promise<Message> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(input.caseId);
  await requireCharge(unit, found);
  const text = input.text.trim();
  const files = input.files ?? [];
  if (!text && files.length === 0) throw new Refused('message.empty');
  if (text.length > longestReply)
    throw new Refused('input.invalid', { place: 'text', problem: `at most ${longestReply} characters` });
  const message = await speak(unit, found, text, files);
  const customer = await unit.customers.get(found.customerId);
  const said = [text, ...files.map(({ name }) => `[${name}]`)].filter(Boolean).join(' ');
  await postText(unit, {
    personId: unit.actor.id,
    text: `Sent to ${customer.name} · ${found.number}: ${said}`,
    caseId: found.id,
  });
  await clearDraft(unit, found.id);
  await renewCard(unit, 'case', found.id);
  return message;
}

/** A proposed reply has done its duty once something was sent. */
async function clearDraft(unit: Unit, caseId: string): Promise<void> {
  const post = await unit.posts.find(`${unit.actor.id}:case:${caseId}`);
  if (post?.draft) unit.posts.save({ ...post, draft: null });
}

async function speak(unit: Unit, found: Case, text: string, files: readonly MessageFile[]): Promise<Message> {
  const conversation = found.conversationId ? await unit.conversations.find(found.conversationId) : undefined;
  if (!conversation || conversation.state === 'closed')
    throw new Refused('case.no_conversation', { number: found.number });
  // A word after the case was resolved begins no new session: the talk goes on winding up.
  const active = found.state === 'active' ? moveConversation(conversation, 'active', unit.now) : conversation;
  if (active !== conversation) {
    unit.emit('conversation.moved', {
      conversationId: conversation.id,
      caseId: found.id,
      from: conversation.state,
      to: 'active',
    });
  }
  const by = { kind: 'agent', id: unit.actor.id, name: unit.actor.name } as const;
  const dialogue = found.state === 'active' ? ({ at: 'with-agent' } as const) : conversation.dialogue;
  unit.conversations.save({ ...active, dialogue, lastActivityAt: unit.now });
  for (const { attachmentId } of files) {
    const stored = await unit.attachments.get(attachmentId);
    if (stored.conversationId !== conversation.id)
      unit.attachments.save({ ...stored, conversationId: conversation.id });
  }
  return sayToCustomer(unit, active, { text, files, by });
}
