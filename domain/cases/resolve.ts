import { type Conversation, moveConversation } from '../conversations/conversation.ts';
import { phrase } from '../conversations/phrases.ts';
import { sayToCustomer } from '../conversations/say.ts';
import { renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import { cancelWorkOrder } from '../work-orders/close.ts';
import { openStates } from '../work-orders/create.ts';
import { type Case, moveCase, type ResolutionType } from './case.ts';
import { requireCharge } from './charge.ts';

/** How long a resolved case can be opened again by its customer, in hours; then it is closed for good. */
export const reopenHours = 72;
/** How long the talk stays open for the rating after the case is resolved, in minutes. */
export const wrapUpMinutes = 15;

/** Ends a case with its resolution; the customer is told and asked for one tap of rating. */
export async function resolveCase(
  unit: Unit,
  input: { readonly caseId: string; readonly type: ResolutionType; readonly text: string },
): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(input.caseId);
  await requireCharge(unit, found);
  const text = input.text.trim();
  if (!text) throw new Refused('input.invalid', { place: 'text', problem: 'say how the case was resolved' });
  await endVisits(unit, found);
  const resolved = unit.cases.save({
    ...moveCase(found, 'resolved'),
    resolvedAt: unit.now,
    resolutionType: input.type,
    resolution: text,
  });
  unit.emit('case.resolved', {
    caseId: found.id,
    number: found.number,
    type: input.type,
    text,
    byId: unit.actor.id,
  });
  unit.startTimer({ kind: 'case.close', subjectId: found.id, dueAt: later(unit.now, reopenHours * 60) });
  if (found.conversationId)
    await askRating(unit, await unit.conversations.get(found.conversationId), resolved);
  await renewCard(unit, 'case', found.id);
  return resolved;
}

/** Nobody drives to what is solved: work still to be planned or begun is called off. A visit under way is waited for. */
async function endVisits(unit: Unit, found: Case): Promise<void> {
  const open = await unit.workOrders.where({ caseId: found.id, state: { in: openStates } });
  const underway = open.find(({ state }) => state === 'in-progress');
  if (underway) throw new Refused('case.visit_underway', { number: found.number, order: underway.number });
  for (const { id } of open)
    await cancelWorkOrder(unit, { workOrderId: id, reason: `${found.number} is resolved` });
}

async function askRating(unit: Unit, conversation: Conversation, resolved: Case): Promise<void> {
  if (conversation.state === 'closed') return;
  const { number } = resolved;
  sayToCustomer(unit, conversation, {
    text: phrase('rate', conversation.language, { number, text: resolved.resolution ?? '' }),
    card: { card: 'rating', caseId: resolved.id, caseNumber: number },
  });
  // A talk that has gone on to another case is that case's now, and does not end with this one.
  if (conversation.caseId !== resolved.id) return;
  const active =
    conversation.state === 'active' ? conversation : moveConversation(conversation, 'active', unit.now);
  const ended = moveConversation(active, 'wrap-up', unit.now);
  unit.conversations.save({ ...ended, agentId: null, dialogue: { at: 'asked-rating', caseId: resolved.id } });
  unit.emit('conversation.moved', {
    conversationId: conversation.id,
    caseId: resolved.id,
    from: conversation.state,
    to: 'wrap-up',
  });
  unit.startTimer({
    kind: 'conversation.auto-close',
    subjectId: conversation.id,
    dueAt: later(unit.now, wrapUpMinutes),
  });
}

/** Opens a resolved case again; routing gives it back to its owner or its queue. */
export async function reopenCase(
  unit: Unit,
  input: { readonly caseId: string; readonly why: string },
): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor', 'customer');
  const found = await unit.cases.get(input.caseId);
  const reopened = unit.cases.save({
    ...moveCase(found, 'active'),
    resolvedAt: null,
    resolutionType: null,
    resolution: null,
    stage: 'in-progress',
  });
  unit.stopTimer('case.close', found.id);
  unit.emit('case.reopened', { caseId: found.id, why: input.why });
  await renewCard(unit, 'case', found.id);
  return reopened;
}

/** Takes a case back that should not have been: nobody is asked for a rating. */
export async function cancelCase(
  unit: Unit,
  input: { readonly caseId: string; readonly why: string },
): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(input.caseId);
  await requireCharge(unit, found);
  await endVisits(unit, found);
  const cancelled = unit.cases.save({ ...moveCase(found, 'cancelled'), resolution: input.why });
  unit.emit('case.cancelled', { caseId: found.id, byId: unit.actor.id });
  await renewCard(unit, 'case', found.id);
  return cancelled;
}

/** The reopen window has passed: the case becomes read-only. Timer `case.close`. */
export async function closeCase(unit: Unit, caseId: string): Promise<void> {
  const found = await unit.cases.find(caseId);
  if (found?.state !== 'resolved') return;
  unit.cases.save({ ...moveCase(found, 'closed'), closedAt: unit.now });
  unit.emit('case.closed', { caseId });
  await renewCard(unit, 'case', caseId);
}

/** Nobody says anything any more: the conversation ends, and the next message begins a new one. Timer `conversation.auto-close`. */
export async function closeConversation(unit: Unit, conversationId: string): Promise<void> {
  const found = await unit.conversations.find(conversationId);
  if (found?.state !== 'wrap-up') return;
  unit.conversations.save(moveConversation(found, 'closed', unit.now));
  unit.emit('conversation.moved', { conversationId, caseId: found.caseId, from: found.state, to: 'closed' });
}

const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);
