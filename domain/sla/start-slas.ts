import type { Case } from '../cases/case.ts';
import type { ServiceLevel } from '../customers/customer.ts';
import type { Unit } from '../unit.ts';
import { hoursOf, keepKpi, kpiIdOf, kpiOf } from './keep-kpi.ts';
import { type Promised, retargetKpi, startKpi } from './kpi.ts';
import type { Sla } from './sla.ts';

const minuteMs = 60_000;

/** The SLA that applies to a customer of a service level: the first by order whose levels name it. */
export const chooseSla = (slas: readonly Sla[], level: ServiceLevel): Sla | undefined =>
  [...slas].sort((a, b) => a.order - b.order).find(({ levels }) => levels.includes(level));

/**
 * Makes the promises that a case's SLA holds for its priority, from the instant the case was opened; where clocks run
 * already they get the new targets and keep their history. Asked again, it changes nothing. Danger means high priority.
 */
export async function startSlas(unit: Unit, { caseId }: { readonly caseId: string }): Promise<void> {
  const found = raiseForDanger(unit, await unit.cases.get(caseId));
  if (found.state !== 'active') return;
  const customer = await unit.customers.get(found.customerId);
  const slas = await unit.slas.where({ unitId: found.unitId }, { orderBy: [['order', 'asc']] });
  const sla = chooseSla(slas, customer.level);
  if (!sla) return;
  if (found.slaId !== sla.id) unit.cases.save({ ...found, slaId: sla.id });
  for (const target of sla.targets) await promise(unit, found, { sla, target });
}

async function promise(
  unit: Unit,
  found: Case,
  { sla, target }: { readonly sla: Sla; readonly target: Sla['targets'][number] },
): Promise<void> {
  const calendar = await hoursOf(unit, sla.calendarId);
  const targetMs = target.minutes[found.priority] * minuteMs;
  const promised: Promised = {
    slaId: sla.id,
    targetMs,
    warnMs: Math.round(targetMs * target.warnAt),
    calendarId: sla.calendarId,
    calendarVersion: calendar?.version ?? 0,
  };
  const running = await kpiOf(unit, found.id, target.kind);
  if (running) {
    const before = await hoursOf(unit, running.calendarId);
    const changed = retargetKpi(running, promised, { at: unit.now, calendar, before });
    if (changed !== running) await keepKpi(unit, running, changed);
    return;
  }
  const of = {
    id: kpiIdOf(found.id, target.kind),
    unitId: found.unitId,
    caseId: found.id,
    kind: target.kind,
  };
  await keepKpi(unit, null, startKpi({ ...promised, ...of }, { at: found.openedAt, calendar }));
}

function raiseForDanger(unit: Unit, found: Case): Case {
  if (!found.danger || found.priority === 'high') return found;
  unit.emit('case.prioritised', { caseId: found.id, from: found.priority, to: 'high' });
  return unit.cases.save({ ...found, priority: 'high' });
}
