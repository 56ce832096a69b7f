import type { Case } from '../cases/case.ts';
import type { Session, SessionEnd } from '../conversations/session.ts';
import { postCard, postText, renewCard } from '../messaging/posting.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Agent } from './agent.ts';
import { endOffersOf } from './end-offers.ts';
import {
  beginSession,
  endSession,
  freeAgent,
  liveConversation,
  moveAndSave,
  openSessions,
  settlePresence,
} from './holding.ts';
import type { QueueItem } from './queue-item.ts';
import { notesForNext, trailWords, withTrail } from './trail.ts';

export interface Assignment {
  readonly caseId: string;
  readonly agentId: string;
  readonly why: string;
  /** How the session before ended; found out from who held it when left out. */
  readonly endReason?: SessionEnd;
}

/**
 * Gives a case to an agent, whoever had it before: the one place where ownership changes, so that session, queue item,
 * offers, focus and cards never disagree. Whether the agent may have it is the caller's decision; capacity may go
 * negative. The agent's record is always saved: two assignments at one moment cannot both go through unseen.
 */
export async function assignCase(unit: Unit, input: Assignment): Promise<Case> {
  const found = await unit.cases.get(input.caseId);
  const agent = await unit.agents.get(input.agentId);
  if (agent.unitId !== found.unitId) throw new Refused('record.not_found', { kind: 'agents', id: agent.id });
  if (found.state !== 'active')
    throw new Refused('case.transition_not_allowed', {
      number: found.number,
      from: found.state,
      to: 'assigned',
    });
  const item = await unit.queueItems.find(`case:${found.id}`);
  const stage = found.stage === 'on-hold' ? 'in-progress' : found.stage;
  const assigned = unit.cases.save({ ...found, ownerId: agent.id, stage });
  await giveConversation(unit, assigned, {
    agent,
    units: item?.capacityUnits ?? 1,
    endReason: input.endReason,
  });
  await endOffersOf(unit, found.id, { how: 'taken', takenBy: agent.name });
  const line = trailWords.assigned(agent.name, input.why);
  if (item) unit.queueItems.save({ ...withTrail(item, unit.now, line), state: 'assigned' });
  await receive(unit, agent, assigned);
  if (found.ownerId && found.ownerId !== agent.id) {
    await freeAgent(unit, found.ownerId, found.id);
    const text = `${found.number} now belongs to ${agent.name}: ${input.why}.`;
    postText(unit, { personId: found.ownerId, text, caseId: found.id });
  }
  await show(unit, assigned, { agent, item, why: input.why });
  if (found.ownerId !== agent.id)
    unit.emit('case.assigned', {
      caseId: found.id,
      ownerId: agent.id,
      ownerName: agent.name,
      fromId: found.ownerId,
      why: input.why,
    });
  return assigned;
}

async function giveConversation(
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

/**
 * Whoever takes a case himself has it in focus. A case that was pushed to him comes into focus only when it is his only
 * one: an answer he is typing must never go to another customer.
 */
async function receive(unit: Unit, agent: Agent, assigned: Case): Promise<void> {
  const others = await unit.cases.count({
    ownerId: agent.id,
    state: 'active',
    none: [{ id: assigned.id }],
  });
  const comesIntoFocus = unit.actor.id === agent.id || others === 0;
  const turn = assigned.queueId ? { [assigned.queueId]: unit.now.toISOString() } : {};
  await settlePresence(unit, {
    ...agent,
    focusCaseId: comesIntoFocus ? assigned.id : agent.focusCaseId,
    lastAssignedAt: { ...agent.lastAssignedAt, ...turn },
  });
}

async function show(
  unit: Unit,
  assigned: Case,
  to: { readonly agent: Agent; readonly item: QueueItem | undefined; readonly why: string },
): Promise<void> {
  const personId = to.agent.id;
  const caseId = assigned.id;
  await renewCard(unit, 'case', caseId);
  if (!(await unit.posts.find(`${personId}:case:${caseId}`)))
    await postCard(unit, { personId, card: 'case', subjectId: caseId, caseId });
  const pushed = unit.actor.id === personId ? [] : [`${assigned.number} is yours: ${to.why}.`];
  const notes = to.item ? notesForNext(to.item) : [];
  for (const text of [...pushed, ...notes]) postText(unit, { personId, text, caseId });
}
