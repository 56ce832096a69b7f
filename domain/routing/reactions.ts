import type { SessionEnd } from '../conversations/session.ts';
import type { DomainEvents } from '../events.ts';
import { postText } from '../messaging/posting.ts';
import type { Reactions, Unit } from '../unit.ts';
import { assignCase } from './assign.ts';
import { freeAgent } from './desk/free-agent.ts';
import { endSessions, liveConversation, moveAndSave } from './desk/sessions.ts';
import { distribute } from './distribute.ts';
import { endOffersOf } from './offer.ts';
import { pageForDanger } from './paging.ts';
import { isThere } from './presence.ts';
import { withTrail } from './queue-item.ts';
import { releaseCase } from './release.ts';

/** The case is off every desk: its item leaves the queue, offers and session end, and the room goes to what waits. */
async function leaveDesk(
  unit: Unit,
  caseId: string,
  end: { why: string; reason: SessionEnd },
): Promise<void> {
  const found = await unit.cases.get(caseId);
  const item = await unit.queueItems.find(`case:${caseId}`);
  if (item) unit.queueItems.save({ ...withTrail(item, unit.now, end.why), state: 'removed' });
  await endOffersOf(unit, caseId, { how: 'withdrawn' });
  await endSessions(unit, found, end.reason);
  if (!found.ownerId) return;
  await freeAgent(unit, found.ownerId, caseId);
  await distribute(unit, { agentId: found.ownerId });
}

const onResolved = (unit: Unit, { caseId }: DomainEvents['case.resolved']): Promise<void> =>
  leaveDesk(unit, caseId, { why: 'Resolved.', reason: 'case-resolved' });

async function onCancelled(unit: Unit, { caseId }: DomainEvents['case.cancelled']): Promise<void> {
  await leaveDesk(unit, caseId, { why: 'Cancelled.', reason: 'agent-end' });
  const conversation = await liveConversation(unit, await unit.cases.get(caseId));
  if (conversation)
    moveAndSave(unit, conversation, { state: 'closed', agentId: null, dialogue: { at: 'idle' } });
}

/** Whoever solved it knows it best; when he is not there the queue has it. */
async function onReopened(unit: Unit, { caseId, why }: DomainEvents['case.reopened']): Promise<void> {
  const found = await unit.cases.get(caseId);
  const owner = found.ownerId ? await unit.agents.find(found.ownerId) : undefined;
  const reason = `opened again, ${why}`;
  if (owner && isThere(owner))
    return void (await assignCase(unit, { caseId, agentId: owner.id, why: reason }));
  const { queueId } = await releaseCase(unit, { caseId, why: reason, endReason: 'agent-released' });
  if (queueId) await distribute(unit, { queueId });
}

async function onReleased(unit: Unit, { caseId, fromId }: DomainEvents['case.released']): Promise<void> {
  const { queueId } = await unit.cases.get(caseId);
  if (queueId) await distribute(unit, { queueId });
  await distribute(unit, { agentId: fromId });
}

async function onAssigned(unit: Unit, { fromId }: DomainEvents['case.assigned']): Promise<void> {
  if (fromId) await distribute(unit, { agentId: fromId });
}

async function onParked(unit: Unit, { ownerId }: DomainEvents['case.parked']): Promise<void> {
  await distribute(unit, { agentId: ownerId });
}

/** An offer that ended without its agent's doing leaves him room; a declined one is passed on by `declineOffer`. */
async function onOfferEnded(unit: Unit, { agentId, how }: DomainEvents['offer.ended']): Promise<void> {
  if (how === 'taken' || how === 'withdrawn') await distribute(unit, { agentId });
}

async function onPrioritised(unit: Unit, { caseId, to }: DomainEvents['case.prioritised']): Promise<void> {
  const item = await unit.queueItems.find(`case:${caseId}`);
  if (!item || item.priority === to) return;
  unit.queueItems.save({ ...withTrail(item, unit.now, `Priority is now ${to}.`), priority: to });
}

async function onDanger(unit: Unit, { caseId, words }: DomainEvents['danger.reported']): Promise<void> {
  const found = await unit.cases.get(caseId);
  await pageForDanger(unit, found, words);
  if (!found.ownerId) return;
  const text = `DANGER: the customer of ${found.number} wrote of "${words}". Act on it first.`;
  await postText(unit, { personId: found.ownerId, text, caseId });
}

/** What routing does when something happened elsewhere: nothing that waits may stay when somebody has become free. */
export const routingReactions: Reactions = {
  'case.resolved': [onResolved],
  'case.cancelled': [onCancelled],
  'case.reopened': [onReopened],
  'case.released': [onReleased],
  'case.assigned': [onAssigned],
  'case.parked': [onParked],
  'case.prioritised': [onPrioritised],
  'offer.ended': [onOfferEnded],
  'danger.reported': [onDanger],
};
