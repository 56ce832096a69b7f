import { describeWork } from '../sla/business-time.ts';
import type { Agent } from './agent.ts';
import type { Queue } from './queue.ts';
import type { QueueItem } from './queue-item.ts';

/** Offers that one agent may let go by before the item is never offered to him again (picking it stays possible). */
export const mostDeclines = 3;
/** Agents who said no before an item leaves automatic assignment. */
export const mostDecliners = 100;

/** One agent's place in the choice for an item, with the reason: the answer to "why not me?". */
export interface Candidate {
  readonly agent: Agent;
  readonly isEligible: boolean;
  readonly why: string;
}

export interface Choice {
  readonly item: QueueItem;
  readonly queue: Queue;
  readonly agents: readonly Agent[];
  /** Units taken of each agent's capacity, offers included. */
  readonly loads: ReadonlyMap<string, number>;
  readonly now: Date;
  /** When each agent last let an offer of this item go by. */
  readonly saidNoAt?: ReadonlyMap<string, Date>;
  /** Who has an open offer of this item. */
  readonly offeredTo?: readonly string[];
}

/**
 * Orders agents for an item: first those who may have it, best first, then those who may not. It may go to a member of
 * the queue who is available, has room, has every characteristic at the rating needed and has not just said no. Among
 * these come first those who said no least often, then speakers of the customer's language, then the queue's method
 * decides; round robin and at last the order of joining break ties, so the order is total and does not depend on the
 * order given (customer-service 3.9-3.11, 3.13 exact match, 2.12).
 */
export function rankAgents(choice: Choice): Candidate[] {
  const place = (agent: Agent) => choice.queue.memberIds.indexOf(agent.id);
  const judged = choice.agents.map((agent) => ({ agent, obstacle: obstacleFor(agent, choice) }));
  const eligible = judged.filter(({ obstacle }) => obstacle === null).map(({ agent }) => agent);
  const excluded = judged.filter(({ obstacle }) => obstacle !== null);
  return [
    ...inOrder(eligible, (agent) => [...rank(agent, choice), place(agent)]).map((agent) => ({
      agent,
      isEligible: true,
      why: merit(agent, choice),
    })),
    ...inOrder(excluded, ({ agent }) => [place(agent)]).map(({ agent, obstacle }) => ({
      agent,
      isEligible: false,
      why: obstacle ?? '',
    })),
  ];
}

function obstacleFor(agent: Agent, choice: Choice): string | null {
  const { item, queue, loads } = choice;
  const declines = item.declines[agent.id] ?? 0;
  if (!queue.memberIds.includes(agent.id)) return `is not a member of ${queue.name}`;
  if (agent.presence !== 'available') return `is ${agent.presence}`;
  if (choice.offeredTo?.includes(agent.id)) return 'has the offer already';
  const taken = loads.get(agent.id) ?? 0;
  if (agent.capacityUnits - taken < item.capacityUnits)
    return `has no room: ${taken} of ${agent.capacityUnits} taken, ${item.capacityUnits} needed`;
  const lacking = item.characteristics.find(({ id, rating }) => ratingOf(agent, id) < rating);
  if (lacking) return `lacks ${lacking.id} ${lacking.rating} (has ${ratingOf(agent, lacking.id)})`;
  if (declines >= mostDeclines) return `said no ${declines} times`;
  if (Object.keys(item.declines).length >= mostDecliners) return 'too many said no: it has to be picked';
  return isResting(agent, choice) ? 'said no a moment ago' : null;
}

/** After a no an agent is left alone with the item for as long as an offer lasts, unless something changed for him. */
function isResting(agent: Agent, { queue, now, saidNoAt }: Choice): boolean {
  const said = saidNoAt?.get(agent.id);
  if (!said) return false;
  const changedAt = Math.max(agent.presenceAt.getTime(), agent.lastReleasedAt?.getTime() ?? 0);
  return changedAt <= said.getTime() && now.getTime() < said.getTime() + queue.offerSeconds * 1000;
}

const ratingOf = (agent: Agent, characteristicId: string): number =>
  agent.characteristics.find(({ id }) => id === characteristicId)?.rating ?? 0;

/** Smaller goes first, field by field. */
function rank(agent: Agent, { item, queue, loads }: Choice): number[] {
  const lastAssigned = Date.parse(agent.lastAssignedAt[queue.id] ?? '');
  const turn = Number.isNaN(lastAssigned) ? Number.NEGATIVE_INFINITY : lastAssigned;
  const free = agent.capacityUnits - (loads.get(agent.id) ?? 0);
  const idleSince = agent.lastReleasedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const byMethod = {
    'highest-capacity': [-free, turn],
    'round-robin': [turn],
    'least-active': [idleSince, turn],
  };
  const speaks = agent.languages.includes(item.language) ? 0 : 1;
  return [item.declines[agent.id] ?? 0, speaks, ...byMethod[queue.method]];
}

function inOrder<T>(list: readonly T[], keysOf: (one: T) => readonly number[]): T[] {
  const keyed = list.map((one) => ({ one, keys: keysOf(one) }));
  keyed.sort((a, b) => {
    const at = a.keys.findIndex((key, index) => key !== b.keys[index]);
    if (at < 0) return 0;
    return a.keys[at]! < b.keys[at]! ? -1 : 1;
  });
  return keyed.map(({ one }) => one);
}

function merit(agent: Agent, { item, queue, loads, now }: Choice): string {
  const last = agent.lastAssignedAt[queue.id];
  const since = (at: Date) => describeWork(Math.max(0, now.getTime() - at.getTime()));
  const byMethod = {
    'highest-capacity': `${agent.capacityUnits - (loads.get(agent.id) ?? 0)} of ${agent.capacityUnits} units free`,
    'round-robin': last ? `last turn ${since(new Date(last))} ago` : 'no turn here yet',
    'least-active': agent.lastReleasedAt ? `idle for ${since(agent.lastReleasedAt)}` : 'not busy yet',
  };
  const declines = item.declines[agent.id] ?? 0;
  const speaks = agent.languages.includes(item.language) ? [`speaks ${item.language}`] : [];
  const again = declines > 0 ? [`said no ${declines === 1 ? 'once' : `${declines} times`}`] : [];
  return [byMethod[queue.method], ...speaks, ...again].join(', ');
}
