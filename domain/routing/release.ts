import type { Case } from '../cases/case.ts';
import type { SessionEnd } from '../conversations/session.ts';
import { postText, renewCard } from '../messaging/posting.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import { freeAgent } from './desk/free-agent.ts';
import { endSessions, liveConversation, moveAndSave } from './desk/sessions.ts';
import { endOffersOf } from './offer.ts';
import { newItem, putInLine, withTrail } from './queue-item.ts';

export interface Release {
  readonly caseId: string;
  readonly why: string;
  readonly endReason: SessionEnd;
  /** Another queue than the one it is in: a transfer, where earlier refusals no longer count. */
  readonly toQueueId?: string;
}

/**
 * Puts a case back into a queue, so that somebody else takes it: the owner is free at once and comes last when it is
 * offered again. Its place in the line is that of its first entry: the customer does not wait twice. Who may ask for
 * this is the caller's decision; the offering follows from `case.released`.
 */
export async function releaseCase(unit: Unit, input: Release): Promise<Case> {
  const found = await unit.cases.get(input.caseId);
  if (found.state !== 'active')
    throw new Refused('case.transition_not_allowed', {
      number: found.number,
      from: found.state,
      to: 'queued',
    });
  const queueId = input.toQueueId ?? found.queueId ?? (await fallbackQueueId(unit, found.unitId));
  const stage = found.stage === 'on-hold' ? 'in-progress' : found.stage;
  const released = unit.cases.save({ ...found, ownerId: null, queueId, stage });
  await endSessions(unit, found, input.endReason);
  const conversation = await liveConversation(unit, found);
  if (conversation) moveAndSave(unit, conversation, { state: 'open', agentId: null });
  await endOffersOf(unit, found.id, { how: 'withdrawn' });
  await backInLine(unit, released, { ...input, queueId, fromId: found.ownerId });
  await renewCard(unit, 'case', found.id);
  if (found.ownerId) {
    await freeAgent(unit, found.ownerId, found.id);
    const text = `${found.number} is back in the queue: ${input.why}.`;
    await postText(unit, { personId: found.ownerId, text, caseId: found.id });
    unit.emit('case.released', { caseId: found.id, fromId: found.ownerId, why: input.why });
  }
  return released;
}

async function backInLine(
  unit: Unit,
  released: Case,
  back: {
    readonly queueId: string;
    readonly fromId: string | null;
    readonly why: string;
    readonly toQueueId?: string;
  },
): Promise<void> {
  const found = await unit.queueItems.find(`case:${released.id}`);
  const item = found ?? (await newItem(unit, released, back.queueId));
  const declines = back.toQueueId ? {} : item.declines;
  const queue = await unit.queues.get(back.queueId);
  putInLine(unit, {
    ...withTrail(item, unit.now, `Back in ${queue.name}: ${back.why}.`),
    queueId: back.queueId,
    declines: back.fromId ? { ...declines, [back.fromId]: (declines[back.fromId] ?? 0) + 1 } : declines,
  });
}

async function fallbackQueueId(unit: Unit, unitId: string): Promise<string> {
  const queue = await unit.queues.first({ unitId, fallback: true }, { orderBy: [['priority', 'asc']] });
  if (!queue) throw new Refused('record.not_found', { kind: 'queues', id: 'fallback' });
  return queue.id;
}
