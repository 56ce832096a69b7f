import type { Filter } from '../table.ts';
import type { Unit } from '../unit.ts';
import { loadsOf } from './desk/loads.ts';
import { rankAgents } from './pick-agents.ts';
import type { QueueItem } from './queue-item.ts';

/** One line of an explanation: when it was decided (ISO), or null for what is true now. */
export interface Explained {
  readonly at: string | null;
  readonly text: string;
}

/**
 * Answers "why here, why not me" for a case: everything routing decided, then where it stands now, then how each member
 * of its queue stands to it. A case that was never routed has nothing to explain.
 */
export async function explainItem(unit: Unit, caseId: string): Promise<readonly Explained[]> {
  const item = await unit.queueItems.find(`case:${caseId}`);
  if (!item) return [];
  const queue = await unit.queues.get(item.queueId);
  const position = await queuePosition(unit, caseId);
  const place = position === null ? item.state : `${item.state}, number ${position} in ${queue.name}`;
  const now = [`Now: ${place}.`, ...(position === null ? [] : await standings(unit, item))];
  return [...item.trail, ...now.map((text) => ({ at: null, text }))];
}

async function standings(unit: Unit, item: QueueItem): Promise<string[]> {
  const queue = await unit.queues.get(item.queueId);
  if (queue.memberIds.length === 0) return [];
  const agents = await unit.agents.where({ id: { in: queue.memberIds } });
  const loads = await loadsOf(unit, queue.memberIds);
  const offers = await unit.offers.where({ queueItemId: item.id });
  const ranked = rankAgents({
    item,
    queue,
    agents,
    loads: new Map([...loads].map(([id, { held, offered }]) => [id, held + offered])),
    now: unit.now,
    saidNoAt: new Map(
      offers
        .filter(({ state }) => state === 'declined' || state === 'timed-out')
        .map(({ agentId, endedAt }) => [agentId, endedAt!]),
    ),
    offeredTo: offers.filter(({ state }) => state === 'offered').map(({ agentId }) => agentId),
  });
  return ranked.map(
    ({ agent, isEligible, why }) => `${agent.name} ${isEligible ? 'may have it: ' : ''}${why}.`,
  );
}

/** A case's place in its queue, 1 for the next, in the order of service; null when it is not in line. */
export async function queuePosition(unit: Unit, caseId: string): Promise<number | null> {
  const item = await unit.queueItems.find(`case:${caseId}`);
  if (!item || (item.state !== 'waiting' && item.state !== 'offered')) return null;
  const inLine = { queueId: item.queueId, state: { in: ['waiting', 'offered'] } } as const;
  return 1 + (await unit.queueItems.count({ ...inLine, any: aheadOf(item) }));
}

/** What is served before an item of the same queue; says in a filter what `servedFirst` says of two items. */
function aheadOf(item: QueueItem): Filter<QueueItem>[] {
  const order = ['high', 'normal', 'low'] as const;
  const higher = order.slice(0, order.indexOf(item.priority));
  const { danger, priority, enteredAt } = item;
  return [
    ...(danger ? [] : [{ danger: true }]),
    ...(higher.length > 0 ? [{ danger, priority: { in: higher } }] : []),
    { danger, priority, enteredAt: { below: enteredAt } },
    { danger, priority, enteredAt, id: { below: item.id } },
  ];
}
