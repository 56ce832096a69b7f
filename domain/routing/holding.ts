import type { Case } from '../cases/case.ts';
import { type Conversation, moveConversation } from '../conversations/conversation.ts';
import type { Session, SessionEnd } from '../conversations/session.ts';
import type { Unit } from '../unit.ts';
import type { Agent } from './agent.ts';
import { loadsOf } from './loads.ts';

/** The conversation of a case while it can still go on; a closed one stays as it is. */
export async function liveConversation(unit: Unit, found: Case): Promise<Conversation | undefined> {
  const conversation = found.conversationId ? await unit.conversations.find(found.conversationId) : undefined;
  return conversation?.state === 'closed' ? undefined : conversation;
}

/** Saves a conversation in another state and tells what moved. Out of wrap-up the way back to the line leads over active. */
export function moveAndSave(
  unit: Unit,
  found: Conversation,
  to: { readonly state: Conversation['state']; readonly agentId?: string | null } & Partial<Conversation>,
): Conversation {
  const { state, ...changes } = to;
  const isReopened = found.state === 'wrap-up' && state === 'open';
  const from = isReopened ? moveConversation(found, 'active', unit.now) : found;
  const moved = unit.conversations.save({ ...moveConversation(from, state, unit.now), ...changes });
  if (found.state !== state)
    unit.emit('conversation.moved', {
      conversationId: found.id,
      caseId: found.caseId,
      from: found.state,
      to: state,
    });
  return moved;
}

/** Opens the agent's own session in a conversation and lets the customer's side see who joined. */
export async function beginSession(
  unit: Unit,
  conversation: Conversation,
  by: { readonly agent: Agent; readonly caseId: string; readonly capacityUnits: number },
): Promise<Session> {
  const member = { conversationId: conversation.id, memberId: by.agent.id, leftAt: null };
  const made = { id: unit.newId(), version: 0, unitId: conversation.unitId };
  if (!(await unit.participants.first(member)))
    unit.participants.save({ ...made, ...member, kind: 'agent', name: by.agent.name, joinedAt: unit.now });
  return unit.sessions.save({
    ...made,
    id: unit.newId(),
    conversationId: conversation.id,
    caseId: by.caseId,
    holderId: by.agent.id,
    mode: 'primary',
    capacityUnits: by.capacityUnits,
    startedAt: unit.now,
    endedAt: null,
    endReason: null,
  });
}

/** Ends a session; an agent who held it leaves the conversation with it. */
export async function endSession(unit: Unit, open: Session, reason: SessionEnd): Promise<Session> {
  const { conversationId, holderId: memberId } = open;
  const member = await unit.participants.first({ conversationId, memberId, leftAt: null });
  if (member?.kind === 'agent') unit.participants.save({ ...member, leftAt: unit.now });
  return unit.sessions.save({ ...open, endedAt: unit.now, endReason: reason });
}

/**
 * The open primary sessions that a case takes capacity with: that of its conversation, and any left in a conversation
 * the customer has meanwhile moved on from.
 */
export async function openSessions(unit: Unit, found: Case): Promise<Session[]> {
  const ofConversation = found.conversationId ? [{ conversationId: found.conversationId }] : [];
  return unit.sessions.where({
    mode: 'primary',
    endedAt: null,
    any: [{ caseId: found.id }, ...ofConversation],
  });
}

/** Ends every open primary session of a case. */
export async function endSessions(unit: Unit, found: Case, reason: SessionEnd): Promise<void> {
  for (const open of await openSessions(unit, found)) await endSession(unit, open, reason);
}

/** Takes a case off an agent's desk: focus and capacity are free at once. */
export async function freeAgent(unit: Unit, agentId: string, caseId: string): Promise<Agent | undefined> {
  const agent = await unit.agents.find(agentId);
  if (!agent) return undefined;
  const focusCaseId = agent.focusCaseId === caseId ? null : agent.focusCaseId;
  return settlePresence(unit, { ...agent, focusCaseId, lastReleasedAt: unit.now });
}

/**
 * Saves an agent with the presence that fits the work held: full is busy, room is available. What was set by hand to
 * do-not-disturb, away or offline sticks.
 */
export async function settlePresence(unit: Unit, agent: Agent): Promise<Agent> {
  if (agent.presence !== 'available' && agent.presence !== 'busy') return unit.agents.save(agent);
  const load = (await loadsOf(unit, [agent.id])).get(agent.id)!;
  const presence = load.held >= agent.capacityUnits ? 'busy' : 'available';
  if (presence === agent.presence) return unit.agents.save(agent);
  unit.emit('presence.changed', { personId: agent.id, presence });
  return unit.agents.save({ ...agent, presence, presenceByHand: false, presenceAt: unit.now });
}
