import { hasRole, requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Agent, Presence } from './agent.ts';
import { loadsOf } from './desk/loads.ts';
import { distribute, noteWaiting } from './distribute.ts';
import { endOffer } from './offer.ts';
import { putInLine, withTrail } from './queue-item.ts';

const presences: readonly string[] = [
  'available',
  'busy',
  'do-not-disturb',
  'away',
  'offline',
] satisfies Presence[];

/** Whether somebody is at the desk at all, free or not. */
export const isThere = ({ presence }: Agent): boolean => presence === 'available' || presence === 'busy';

/**
 * Says whether an agent is there. Set by hand, do-not-disturb, away and offline stick until changed by hand; busy holds
 * until the agent's work changes, and available is busy at once for an agent who is full. Who becomes available gets
 * what waits at once; who goes away or offline gives back what is still on offer. Only the agent, a supervisor or an
 * admin may say so.
 */
export async function setPresence(
  unit: Unit,
  input: { readonly personId: string; readonly presence: string; readonly byHand: boolean },
): Promise<Agent> {
  const { personId } = input;
  requireRole(unit.actor, 'agent', 'supervisor');
  if (!presences.includes(input.presence)) throw new Refused('presence.unknown');
  const wanted = input.presence as Presence;
  if (personId !== unit.actor.id && !hasRole(unit.actor, 'supervisor'))
    throw new Refused('role.not_allowed', { role: 'supervisor' });
  const found = await unit.agents.find(personId);
  if (!found) throw new Refused('record.not_found', { kind: 'agent', id: personId });
  const presence = wanted === 'available' && (await isFull(unit, found)) ? 'busy' : wanted;
  const agent = unit.agents.save({
    ...found,
    presence,
    presenceByHand: input.byHand && presence === wanted,
    presenceAt: unit.now,
  });
  if (presence !== found.presence) unit.emit('presence.changed', { personId, presence });
  if (presence === 'away' || presence === 'offline') await giveBackOffers(unit, agent);
  if (presence === 'available') await distribute(unit, { agentId: personId });
  return unit.agents.get(agent.id);
}

async function isFull(unit: Unit, agent: Agent): Promise<boolean> {
  const load = (await loadsOf(unit, [agent.id])).get(agent.id);
  return (load?.held ?? 0) >= agent.capacityUnits;
}

/** Going away is no refusal: nothing is counted, the item waits again and is offered to the next. */
async function giveBackOffers(unit: Unit, agent: Agent): Promise<void> {
  for (const offer of await unit.offers.where({ agentId: agent.id, state: 'offered' })) {
    await endOffer(unit, offer, { how: 'withdrawn' });
    const item = await unit.queueItems.get(offer.queueItemId);
    const isOpen = (await unit.offers.count({ queueItemId: item.id, state: 'offered' })) > 0;
    const line = `${agent.name} is ${agent.presence}: the offer was withdrawn.`;
    const told = withTrail(item, unit.now, line);
    if (isOpen) unit.queueItems.save(told);
    else putInLine(unit, told);
    await distribute(unit, { queueId: item.queueId });
    noteWaiting(unit, await unit.queueItems.get(item.id));
  }
}
