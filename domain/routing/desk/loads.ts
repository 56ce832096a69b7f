import type { Unit } from '../../unit.ts';

/** How much of an agent's capacity is taken, in units. */
export interface Load {
  /** By what the agent works on. */
  readonly held: number;
  /** By offers still open. */
  readonly offered: number;
}

/**
 * Counts what agents hold, freshly from the records, so that capacity can never get stuck: open primary sessions, cases
 * without a conversation that are not on hold, and open offers.
 */
export async function loadsOf(unit: Unit, agentIds: readonly string[]): Promise<Map<string, Load>> {
  const loads = new Map<string, Load>(agentIds.map((id) => [id, { held: 0, offered: 0 }]));
  if (agentIds.length === 0) return loads;
  const those = { in: agentIds };
  const sessions = await unit.sessions.where({ holderId: those, mode: 'primary', endedAt: null });
  const owned = await unit.cases.where({ ownerId: those, state: 'active', conversationId: null });
  const records = owned.filter(({ stage }) => stage !== 'on-hold');
  const offers = await unit.offers.where({ agentId: those, state: 'offered' });
  const units = await unitsOf(unit, [...records.map(({ id }) => id), ...offers.map(({ caseId }) => caseId)]);
  const add = (agentId: string, kind: keyof Load, more: number) => {
    const load = loads.get(agentId)!;
    loads.set(agentId, { ...load, [kind]: load[kind] + more });
  };
  for (const { holderId, capacityUnits } of sessions) add(holderId, 'held', capacityUnits);
  for (const { ownerId, id } of records) add(ownerId!, 'held', units.get(id) ?? 1);
  for (const { agentId, caseId } of offers) add(agentId, 'offered', units.get(caseId) ?? 1);
  return loads;
}

async function unitsOf(unit: Unit, caseIds: readonly string[]): Promise<Map<string, number>> {
  const items = caseIds.length > 0 ? await unit.queueItems.where({ caseId: { in: caseIds } }) : [];
  return new Map(items.map(({ caseId, capacityUnits }) => [caseId, capacityUnits]));
}
