import type { Unit } from '../../unit.ts';
import type { Agent } from '../agent.ts';
import { loadsOf } from './loads.ts';

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
