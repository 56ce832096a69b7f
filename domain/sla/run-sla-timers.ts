import type { Case } from '../cases/case.ts';
import { postText, renewCard } from '../messaging/posting.ts';
import { supervisorsToAsk } from '../routing/paging.ts';
import type { Unit } from '../unit.ts';
import { explainKpi } from './explain.ts';
import { changeKpi, hoursOf } from './keep-kpi.ts';
import { markBreached, markNearing } from './kpi.ts';
import type { KpiInstance } from './sla.ts';

/** A deadline is near: whoever can still meet it is told, once. Timer `sla.warn`. */
export async function warnKpi(unit: Unit, kpiId: string): Promise<void> {
  const found = await unit.kpiInstances.find(kpiId);
  await changeKpi(unit, found, (kpi, { at }) => markNearing(kpi, at));
  const warned = await unit.kpiInstances.find(kpiId);
  if (!warned?.dueAt || !warned.warnedAt || found?.warnedAt) return;
  const { caseId, kind, dueAt } = warned;
  unit.emit('case.sla_warned', { caseId, kpiId, kind, dueAt: dueAt.toISOString() });
  await tellWhoCanHelp(unit, await unit.cases.get(caseId), warned);
  await renewCard(unit, 'case', caseId);
}

/** A deadline has passed unmet: noted at its true instant, and a supervisor is asked what to do. Timer `sla.breach`. */
export async function breachKpi(unit: Unit, kpiId: string): Promise<void> {
  await changeKpi(unit, await unit.kpiInstances.find(kpiId), (kpi, { at }) => markBreached(kpi, at));
}

/** The owner; for a case nobody has taken, the supervisors who serve its queue, else the first to ask. */
async function tellWhoCanHelp(unit: Unit, found: Case, kpi: KpiInstance): Promise<void> {
  const { text } = explainKpi(kpi, await hoursOf(unit, kpi.calendarId), unit.now);
  const told = `${found.number} "${found.title}": ${text}.`;
  if (found.ownerId) {
    await postText(unit, { personId: found.ownerId, text: told, caseId: found.id });
    return;
  }
  const queue = found.queueId ? await unit.queues.find(found.queueId) : undefined;
  const supervisors = await supervisorsToAsk(unit, found.unitId);
  const ofQueue = supervisors.filter(({ id }) => queue?.memberIds.includes(id));
  for (const { id } of ofQueue.length > 0 ? ofQueue : supervisors.slice(0, 1))
    await postText(unit, { personId: id, text: `${told} Nobody has taken it yet.`, caseId: found.id });
}
