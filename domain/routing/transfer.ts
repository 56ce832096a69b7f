import type { Case } from '../cases/case.ts';
import { requireCharge } from '../cases/charge.ts';
import { postText } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import { isOpen } from '../sla/business-time.ts';
import type { Unit } from '../unit.ts';
import { assignCase } from './assign.ts';
import { distribute, noteWaiting } from './distribute.ts';
import { isThere } from './presence.ts';
import type { Queue } from './queue.ts';
import { trailWords, withTrail } from './queue-item.ts';
import { releaseCase } from './release.ts';

export interface Transfer {
  readonly caseId: string;
  readonly toAgentId?: string;
  readonly toQueueId?: string;
  /** Goes along to whoever takes the case. */
  readonly note?: string;
}

/**
 * Hands a case to a colleague or to another queue; the sender is free at once. Skills are not checked: the sender knows
 * why. Nobody is handed anything while not there, and nothing goes into a queue where nobody will look (2.17).
 */
export async function transferCase(unit: Unit, input: Transfer): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(input.caseId);
  await requireCharge(unit, found);
  const { toAgentId, toQueueId } = input;
  if (toAgentId && !toQueueId) return toAgent(unit, found, { agentId: toAgentId, note: input.note?.trim() });
  if (toQueueId && !toAgentId) return toQueue(unit, found, { queueId: toQueueId, note: input.note?.trim() });
  throw new Refused('input.invalid', { place: 'target', problem: 'name one agent or one queue' });
}

async function toAgent(
  unit: Unit,
  found: Case,
  to: { readonly agentId: string; readonly note: string | undefined },
): Promise<Case> {
  const agent = await unit.agents.get(to.agentId);
  if (!isThere(agent))
    throw new Refused('transfer.no_target', { target: `${agent.name} is ${agent.presence}` });
  const why = `handed over by ${unit.actor.name}`;
  const assigned = await assignCase(unit, { caseId: found.id, agentId: agent.id, why });
  if (to.note)
    await postText(unit, {
      personId: agent.id,
      text: trailWords.note(unit.actor.name, to.note),
      caseId: found.id,
    });
  return assigned;
}

async function toQueue(
  unit: Unit,
  found: Case,
  to: { readonly queueId: string; readonly note: string | undefined },
): Promise<Case> {
  const queue = await unit.queues.get(to.queueId);
  if (queue.unitId !== found.unitId) throw new Refused('record.not_found', { kind: 'queues', id: queue.id });
  if (!(await isStaffed(unit, queue))) throw new Refused('transfer.no_target', { target: queue.name });
  const released = await releaseCase(unit, {
    caseId: found.id,
    why: `handed over by ${unit.actor.name}`,
    endReason: found.ownerId ? 'transfer-to-queue' : 'supervisor-assign',
    toQueueId: queue.id,
  });
  const item = await unit.queueItems.get(`case:${found.id}`);
  if (to.note) unit.queueItems.save(withTrail(item, unit.now, trailWords.note(unit.actor.name, to.note)));
  await distribute(unit, { queueId: queue.id });
  noteWaiting(unit, await unit.queueItems.get(item.id));
  return released;
}

/** Somebody of the queue is there, or its hours say that somebody should be. */
async function isStaffed(unit: Unit, queue: Queue): Promise<boolean> {
  if (queue.memberIds.length === 0) return false;
  const members = await unit.agents.where({ id: { in: queue.memberIds } });
  if (members.some(isThere)) return true;
  if (!queue.calendarId) return false;
  return isOpen(unit.now, await unit.calendars.get(queue.calendarId));
}
