import type { Case } from '../cases/case.ts';
import { requireCharge } from '../cases/charge.ts';
import { renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import { assignCase } from './assign.ts';
import { freeAgent } from './desk/free-agent.ts';
import { endSessions, liveConversation, moveAndSave } from './desk/sessions.ts';
import { isThere } from './presence.ts';
import { releaseCase } from './release.ts';

/**
 * Sets a case aside until the customer writes again: it stays with its owner but takes none of his capacity, so that
 * the next one can come. Parking a parked case changes nothing.
 */
export async function parkCase(unit: Unit, { caseId }: { readonly caseId: string }): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(caseId);
  await requireCharge(unit, found);
  const { number, ownerId, state } = found;
  if (state !== 'active')
    throw new Refused('case.transition_not_allowed', { number, from: state, to: 'on-hold' });
  if (!ownerId) throw new Refused('case.not_yours', { number, owner: 'nobody yet' });
  const conversation = await liveConversation(unit, found);
  if (found.stage === 'on-hold' && conversation?.state !== 'active') return found;
  const parked = unit.cases.save({ ...found, stage: 'on-hold' });
  await endSessions(unit, found, 'agent-parked');
  if (conversation?.state === 'active') moveAndSave(unit, conversation, { state: 'waiting' });
  await freeAgent(unit, ownerId, caseId);
  await renewCard(unit, 'case', caseId);
  unit.emit('case.parked', { caseId, ownerId });
  return parked;
}

/**
 * The customer of an owned case writes where no agent is listening: the owner gets the talk back if he is there,
 * whatever he has to do besides (affinity, 2.9); else the case goes back to its queue. Anything else is left alone.
 */
export async function reviveParked(
  unit: Unit,
  { conversationId }: { readonly conversationId: string },
): Promise<Case | undefined> {
  const conversation = await unit.conversations.get(conversationId);
  const found = conversation.caseId ? await unit.cases.find(conversation.caseId) : undefined;
  const isListening = conversation.state !== 'waiting' && conversation.state !== 'open';
  if (isListening || !found?.ownerId || found.state !== 'active') return found;
  const owner = await unit.agents.find(found.ownerId);
  const why = 'the customer wrote again';
  if (owner && isThere(owner)) return assignCase(unit, { caseId: found.id, agentId: owner.id, why });
  return releaseCase(unit, { caseId: found.id, why, endReason: 'agent-released' });
}
