import { postCard } from '../messaging/posting.ts';
import type { Unit } from '../unit.ts';
import type { Agent } from './agent.ts';
import { loadsOf } from './desk/loads.ts';
import { type Candidate, rankAgents } from './pick-agents.ts';
import type { Queue } from './queue.ts';
import { type QueueItem, saidThisWait, trailWords, withTrail } from './queue-item.ts';

/** Items looked at in one go for each priority: a longer line is served as agents come free. */
const block = 200;

/** The agents of some queues as they stand while offers are being made: each offer takes room at once. */
interface Desk {
  readonly agents: Map<string, Agent>;
  readonly loads: Map<string, number>;
}

/**
 * Offers what waits to whoever is free: danger first, then by priority, then by the queue's priority, then by the time
 * of entry. Call it whenever something changed that may let an item move: a new item, an agent who became available or
 * free, an offer that ended. With nobody free it reads no item. Answers how many offers it made.
 */
export async function distribute(
  unit: Unit,
  only: { readonly queueId?: string; readonly agentId?: string },
): Promise<number> {
  const all = only.queueId ? [await unit.queues.get(only.queueId)] : await unit.queues.where({});
  const queues = all.filter(({ memberIds }) => !only.agentId || memberIds.includes(only.agentId));
  const desk = await deskOf(unit, queues);
  let made = 0;
  for (const priority of ['high', 'normal', 'low'] as const) {
    if (!hasRoom(desk)) break;
    for (const { item, queue } of await inLine(unit, queues, priority)) {
      if (!hasRoom(desk)) break;
      made += await offerItem(unit, item, { queue, desk });
    }
  }
  return made;
}

async function deskOf(unit: Unit, queues: readonly Queue[]): Promise<Desk> {
  const memberIds = [...new Set(queues.flatMap((queue) => queue.memberIds))];
  const found =
    memberIds.length > 0 ? await unit.agents.where({ id: { in: memberIds }, presence: 'available' }) : [];
  const ids = found.map(({ id }) => id);
  const loads = await loadsOf(unit, ids);
  return {
    agents: new Map(found.map((agent) => [agent.id, agent])),
    loads: new Map([...loads].map(([id, { held, offered }]) => [id, held + offered])),
  };
}

const hasRoom = ({ agents, loads }: Desk): boolean =>
  [...agents.values()].some(({ id, capacityUnits }) => capacityUnits > (loads.get(id) ?? 0));

/** What of one priority may still be offered, in the order it is served. */
async function inLine(
  unit: Unit,
  queues: readonly Queue[],
  priority: QueueItem['priority'],
): Promise<{ item: QueueItem; queue: Queue }[]> {
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  const toSeveral = queues.filter(({ offersAtOnce }) => offersAtOnce > 1).map(({ id }) => id);
  const items = await unit.queueItems.where(
    {
      queueId: { in: [...byId.keys()] },
      priority,
      any: [
        { state: 'waiting' },
        { state: 'offered', danger: true },
        ...(toSeveral.length > 0 ? [{ state: 'offered', queueId: { in: toSeveral } } as const] : []),
      ],
    },
    {
      orderBy: [
        ['danger', 'desc'],
        ['enteredAt', 'asc'],
      ],
      limit: block,
    },
  );
  return items.map((item) => ({ item, queue: byId.get(item.queueId)! })).sort(servedFirst);
}

/** The order of service: danger, priority, queue priority, time of entry; ids break ties. */
export function servedFirst(
  a: { readonly item: QueueItem; readonly queue: Queue },
  b: { readonly item: QueueItem; readonly queue: Queue },
): number {
  const rank = { high: 0, normal: 1, low: 2 } as const;
  return (
    Number(b.item.danger) - Number(a.item.danger) ||
    rank[a.item.priority] - rank[b.item.priority] ||
    a.queue.priority - b.queue.priority ||
    a.item.enteredAt.getTime() - b.item.enteredAt.getTime() ||
    (a.item.id < b.item.id ? -1 : 1)
  );
}

async function offerItem(
  unit: Unit,
  item: QueueItem,
  at: { readonly queue: Queue; readonly desk: Desk },
): Promise<number> {
  const { queue, desk } = at;
  const offers = await unit.offers.where({
    queueItemId: item.id,
    state: { in: ['offered', 'declined', 'timed-out'] },
  });
  const open = offers.filter(({ state }) => state === 'offered');
  const ranked = rankAgents({
    item,
    queue,
    agents: [...desk.agents.values()],
    loads: desk.loads,
    now: unit.now,
    saidNoAt: new Map(offers.flatMap(({ agentId, endedAt }) => (endedAt ? [[agentId, endedAt]] : []))),
    offeredTo: open.map(({ agentId }) => agentId),
  });
  const wanted = item.danger ? ranked.length : queue.offersAtOnce - open.length;
  const chosen = ranked.filter(({ isEligible }) => isEligible).slice(0, Math.max(0, wanted));
  if (chosen.length === 0) {
    if (open.length === 0) noteWaiting(unit, item);
    return 0;
  }
  const lines = chosen.map(({ agent, why }) => `Offered to ${agent.name} (${why}).`);
  unit.queueItems.save({ ...withTrail(item, unit.now, ...lines), state: 'offered' });
  unit.stopTimer('offer.expire', item.id);
  for (const candidate of chosen) await makeOffer(unit, item, { ...at, candidate });
  return chosen.length;
}

/** Says in the trail that nobody could take it, once for each wait. */
export function noteWaiting(unit: Unit, item: QueueItem): void {
  if (item.state === 'waiting' && !saidThisWait(item, trailWords.waiting))
    unit.queueItems.save(withTrail(item, unit.now, trailWords.waiting));
}

/** The agent is saved with his turn: two offers made at the same moment cannot both count on the same room. */
async function makeOffer(
  unit: Unit,
  item: QueueItem,
  { queue, desk, candidate }: { readonly queue: Queue; readonly desk: Desk; readonly candidate: Candidate },
): Promise<void> {
  const { agent } = candidate;
  const { caseId } = item;
  const expiresAt = new Date(unit.now.getTime() + queue.offerSeconds * 1000);
  const offer = unit.offers.save({
    id: unit.newId(),
    version: 0,
    unitId: item.unitId,
    queueItemId: item.id,
    caseId,
    caseNumber: (await unit.cases.get(caseId)).number,
    agentId: agent.id,
    state: 'offered',
    offeredAt: unit.now,
    expiresAt,
    endedAt: null,
    takenBy: null,
  });
  unit.startTimer({ kind: 'offer.expire', subjectId: offer.id, dueAt: expiresAt });
  await postCard(unit, { personId: agent.id, card: 'offer', subjectId: offer.id, caseId });
  unit.emit('offer.made', {
    caseId,
    offerId: offer.id,
    agentId: agent.id,
    expiresAt: expiresAt.toISOString(),
  });
  const lastAssignedAt = { ...agent.lastAssignedAt, [queue.id]: unit.now.toISOString() };
  desk.agents.set(agent.id, unit.agents.save({ ...agent, lastAssignedAt }));
  desk.loads.set(agent.id, (desk.loads.get(agent.id) ?? 0) + item.capacityUnits);
}
