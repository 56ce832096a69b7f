import { postCard, postCardAnew } from '../messaging/posting.ts';
import type { Person } from '../people/person.ts';
import { supervisorsToAsk } from '../routing/paging.ts';
import type { Unit } from '../unit.ts';
import type { Escalation, KpiInstance } from './sla.ts';

/** A promise that breaks within this time of the last page is told on the same card; later it is a page of its own. */
const sameMomentMs = 15 * 60_000;

/**
 * Asks a supervisor to decide about a promise that was broken while its case is still open; once per promise. While the
 * question about another promise of the case is open, its card names both.
 */
export async function raiseEscalation(unit: Unit, kpi: KpiInstance, breachedAt: Date): Promise<void> {
  const id = `escalation:${kpi.id}`;
  const found = await unit.cases.get(kpi.caseId);
  if (found.state !== 'active' || (await unit.escalations.find(id))) return;
  unit.cases.save({ ...found, escalatedAt: found.escalatedAt ?? breachedAt });
  const open = await unit.escalations.first({ caseId: found.id, state: { in: ['pending', 'snoozed'] } });
  if (open) return askOnTheSameCard(unit, open);
  const supervisor = await chooseSupervisor(unit, found.unitId);
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

async function askOnTheSameCard(unit: Unit, { id, caseId, supervisorId, state }: Escalation): Promise<void> {
  const to = { personId: supervisorId, card: 'escalation', subjectId: id, caseId } as const;
  const shown = await unit.posts.find(`${supervisorId}:escalation:${id}`);
  const isSameMoment = shown && unit.now.getTime() - shown.at.getTime() < sameMomentMs;
  if (isSameMoment || state === 'snoozed') return void (await postCard(unit, to));
  unit.emit('escalation.asked', { caseId, escalationId: id, supervisorId });
  await postCardAnew(unit, to);
}

/** Who is there comes first, whoever blocked the bot in Teams last; the same question always goes to the same person. */
async function chooseSupervisor(unit: Unit, unitId: string): Promise<Person | undefined> {
  const supervisors = await supervisorsToAsk(unit, unitId);
  const ids = supervisors.map(({ id }) => id);
  const blocked = await unit.teamsReferences.where({ id: { in: ids }, blockedAt: { not: null } });
  return supervisors.find(({ id }) => !blocked.some((one) => one.id === id)) ?? supervisors[0];
}
