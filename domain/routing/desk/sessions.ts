import type { Case } from '../../cases/case.ts';
import { type Conversation, moveConversation } from '../../conversations/conversation.ts';
import type { Session, SessionEnd } from '../../conversations/session.ts';
import type { Unit } from '../../unit.ts';
import type { Agent } from '../agent.ts';

/** The conversation of a case while it can still go on and is about this case: the customer may have moved on to another. */
export async function liveConversation(unit: Unit, found: Case): Promise<Conversation | undefined> {
  const conversation = found.conversationId ? await unit.conversations.find(found.conversationId) : undefined;
  const isOver = conversation?.state === 'closed';
  const isOfAnother = conversation && conversation.caseId !== null && conversation.caseId !== found.id;
  return isOver || isOfAnother ? undefined : conversation;
}

/** Saves a conversation in another state and tells what moved. From wrap-up back into line it goes through active. */
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
 * The open primary sessions that a case takes capacity with: its own, also one left in a conversation the customer has
 * meanwhile moved on from, and the bot's in its conversation. Another case's in the same conversation are not its own.
 */
export async function openSessions(unit: Unit, found: Case): Promise<Session[]> {
  const ofConversation = found.conversationId ? [{ conversationId: found.conversationId, caseId: null }] : [];
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

/**
 * Makes an agent the one who talks in a case's conversation: sessions of others end, his begins, the bot only passes
 * messages on. A case without a conversation that can go on is left as it is.
 */
export async function giveConversation(
  unit: Unit,
  assigned: Case,
  to: { readonly agent: Agent; readonly units: number; readonly endReason: SessionEnd | undefined },
): Promise<void> {
  const conversation = await liveConversation(unit, assigned);
  const isHis = (open: Session) => open.holderId === to.agent.id && open.conversationId === conversation?.id;
  const open = await openSessions(unit, assigned);
  for (const session of open.filter((one) => !isHis(one)))
    await endSession(unit, session, to.endReason ?? endOf(unit, session));
  if (!conversation) return;
  if (!open.some(isHis))
    await beginSession(unit, conversation, {
      agent: to.agent,
      caseId: assigned.id,
      capacityUnits: to.units,
    });
  moveAndSave(unit, conversation, {
    state: 'active',
    agentId: to.agent.id,
    dialogue: { at: 'with-agent' },
  });
}

function endOf(unit: Unit, session: Session): SessionEnd {
  if (session.holderId === 'bot') return 'bot-transfer-to-agent';
  return session.holderId === unit.actor.id ? 'agent-transferred' : 'supervisor-assign';
}
