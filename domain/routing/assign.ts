import type { Case } from '../cases/case.ts';
import type { SessionEnd } from '../conversations/session.ts';
import { postCard, postText, renewCard } from '../messaging/posting.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Agent } from './agent.ts';
import { freeAgent, settlePresence } from './desk/free-agent.ts';
import { giveConversation } from './desk/sessions.ts';
import { endOffersOf } from './offer.ts';
import { notesForNext, type QueueItem, trailWords, withTrail } from './queue-item.ts';

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
  const units = item?.capacityUnits ?? 1;
  await giveConversation(unit, assigned, { agent, units, endReason: input.endReason });
  await endOffersOf(unit, found.id, { how: 'taken', takenBy: agent.name });
  const line = trailWords.assigned(agent.name, input.why);
  if (item) unit.queueItems.save({ ...withTrail(item, unit.now, line), state: 'assigned' });
  await receive(unit, agent, assigned);
  const fromId = found.ownerId;
  const isNew = fromId !== agent.id;
  if (fromId && isNew)
    await takeFrom(unit, fromId, { found, text: `now belongs to ${agent.name}: ${input.why}.` });
  await show(unit, assigned, { agent, item, said: `${isNew ? 'is yours' : 'goes on'}: ${input.why}` });
  const { id: ownerId, name: ownerName } = agent;
  if (isNew) unit.emit('case.assigned', { caseId: found.id, ownerId, ownerName, fromId, why: input.why });
  return assigned;
}

/** The owner until now is free at once, and told. */
async function takeFrom(
  unit: Unit,
  personId: string,
  what: { readonly found: Case; readonly text: string },
): Promise<void> {
  const { id: caseId, number } = what.found;
  await freeAgent(unit, personId, caseId);
  await postText(unit, { personId, text: `${number} ${what.text}`, caseId });
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
  const left = agent.focusCaseId;
  if (comesIntoFocus && left && left !== assigned.id) await renewCard(unit, 'case', left);
}

async function show(
  unit: Unit,
  assigned: Case,
  to: { readonly agent: Agent; readonly item: QueueItem | undefined; readonly said: string },
): Promise<void> {
  const personId = to.agent.id;
  const caseId = assigned.id;
  await renewCard(unit, 'case', caseId);
  if (!(await unit.posts.find(`${personId}:case:${caseId}`)))
    await postCard(unit, { personId, card: 'case', subjectId: caseId, caseId });
  const pushed = unit.actor.id === personId ? [] : [`${assigned.number} ${to.said}.`];
  const notes = to.item ? notesForNext(to.item) : [];
  for (const text of [...pushed, ...notes]) await postText(unit, { personId, text, caseId });
}
