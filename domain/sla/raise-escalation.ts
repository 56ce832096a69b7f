import type { Case } from '../cases/case.ts';
import { postCard } from '../messaging/posting.ts';
import type { Person } from '../people/person.ts';
import type { Presence } from '../routing/agent.ts';
import type { Unit } from '../unit.ts';
import type { KpiInstance } from './sla.ts';

/** Asks a supervisor to decide about a promise that was broken while its case is still open; once per promise. */
export async function raiseEscalation(unit: Unit, kpi: KpiInstance, breachedAt: Date): Promise<void> {
  const id = `escalation:${kpi.id}`;
  const found = await unit.cases.get(kpi.caseId);
  if (found.state !== 'active' || (await unit.escalations.find(id))) return;
  unit.cases.save({ ...found, escalatedAt: found.escalatedAt ?? breachedAt });
  const [supervisor] = await supervisorsFor(unit, found);
  if (!supervisor) return;
  unit.escalations.save({
    id,
    version: 0,
    unitId: kpi.unitId,
    caseId: found.id,
    caseNumber: found.number,
    kpiId: kpi.id,
    kind: kpi.kind,
    state: 'pending',
    breachedAt,
    supervisorId: supervisor.id,
    decidedById: null,
    decidedAt: null,
    reason: null,
    snoozedUntil: null,
    assignedToId: null,
  });
  unit.emit('escalation.asked', { caseId: found.id, escalationId: id, supervisorId: supervisor.id });
  await postCard(unit, { personId: supervisor.id, card: 'escalation', subjectId: id, caseId: found.id });
}

const order: Record<Presence | 'unknown', number> = {
  available: 0,
  busy: 1,
  unknown: 2,
  'do-not-disturb': 3,
  away: 4,
  offline: 5,
};

/**
 * The supervisors of a case's business unit, whom to ask first at the front: by presence, then those of the case's queue,
 * then by id so that the same question always goes to the same person. Who blocked the bot comes last; where there is no
 * supervisor at all an admin stands in.
 */
export async function supervisorsFor(unit: Unit, found: Case): Promise<Person[]> {
  const staff = await unit.people.where({ active: true, unitId: found.unitId });
  const supervisors = staff.filter(({ roles }) => roles.includes('supervisor'));
  const people = supervisors.length > 0 ? supervisors : staff.filter(({ roles }) => roles.includes('admin'));
  const queue = found.queueId ? await unit.queues.find(found.queueId) : undefined;
  const ranked: { readonly person: Person; readonly rank: number }[] = [];
  for (const person of people) {
    const agent = await unit.agents.find(person.id);
    const reference = await unit.teamsReferences.find(person.id);
    const isBlocked = (reference?.blockedAt ?? null) !== null;
    const isOfQueue = queue?.memberIds.includes(person.id) ?? false;
    ranked.push({
      person,
      rank: (isBlocked ? 100 : 0) + order[agent?.presence ?? 'unknown'] * 2 + (isOfQueue ? 0 : 1),
    });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || (a.person.id < b.person.id ? -1 : 1))
    .map(({ person }) => person);
}
