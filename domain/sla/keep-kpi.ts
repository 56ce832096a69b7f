import { renewCard } from '../messaging/posting.ts';
import type { Unit } from '../unit.ts';
import type { Calendar } from './calendar.ts';
import type { Moment } from './kpi.ts';
import { raiseEscalation } from './raise-escalation.ts';
import type { KpiInstance, KpiKind } from './sla.ts';

/** One KPI instance per case and kind, so that two ways in can never start the same clock twice. */
export const kpiIdOf = (caseId: string, kind: KpiKind): string => `${caseId}:${kind}`;

/** The clock of one promise about a case, if one was made. */
export const kpiOf = (unit: Unit, caseId: string, kind: KpiKind): Promise<KpiInstance | undefined> =>
  unit.kpiInstances.find(kpiIdOf(caseId, kind));

/** The hours an id stands for; a promise without a calendar, or whose calendar is gone, runs around the clock. */
export const hoursOf = async (unit: Unit, calendarId: string): Promise<Calendar | null> =>
  (await unit.calendars.find(calendarId)) ?? null;

/**
 * Lets something happen to a KPI instance and keeps everything that follows from it in step: its two timers, the deadline
 * shown on the case, and the events. A breach that comes to light on the way is told like one its timer found.
 */
export async function changeKpi(
  unit: Unit,
  found: KpiInstance | undefined,
  change: (kpi: KpiInstance, moment: Moment) => KpiInstance,
): Promise<void> {
  if (!found) return;
  const calendar = await hoursOf(unit, found.calendarId);
  const changed = change(found, { at: unit.now, calendar });
  if (changed !== found) await keepKpi(unit, found, changed);
}

/** Saves a KPI instance as it is now, given as it was before (nothing when it has just been started). */
export async function keepKpi(unit: Unit, before: KpiInstance | null, after: KpiInstance): Promise<void> {
  unit.kpiInstances.save(after);
  keepTimers(unit, before, after);
  await showDeadline(unit, after);
  const { caseId, id: kpiId, kind } = after;
  if (after.breachedAt && !before?.breachedAt) await announceBreach(unit, after, after.breachedAt);
  if (after.state === 'succeeded') unit.emit('case.sla_met', { caseId, kpiId, kind });
}

function keepTimers(unit: Unit, before: KpiInstance | null, after: KpiInstance): void {
  const timers = { 'sla.warn': warningAt, 'sla.breach': deadlineAt } as const;
  for (const kind of ['sla.warn', 'sla.breach'] as const) {
    const had = before && timers[kind](before);
    const wanted = timers[kind](after);
    if (had?.getTime() === wanted?.getTime()) continue;
    if (wanted) unit.startTimer({ kind, subjectId: after.id, dueAt: wanted });
    else if (had && had > unit.now) unit.stopTimer(kind, after.id); // a due one may be firing now, and finds nothing to do
  }
}

const warningAt = (kpi: KpiInstance): Date | null => (kpi.state === 'in-progress' ? kpi.warnAt : null);

const deadlineAt = (kpi: KpiInstance): Date | null => (kpi.runningSince === null ? null : kpi.dueAt);

/** A paused promise has no deadline, so the case shows none. */
async function showDeadline(unit: Unit, kpi: KpiInstance): Promise<void> {
  const found = await unit.cases.get(kpi.caseId);
  const field = kpi.kind === 'first-response' ? 'respondBy' : 'resolveBy';
  if (found[field]?.getTime() === kpi.dueAt?.getTime()) return;
  unit.cases.save({ ...found, [field]: kpi.dueAt });
}

/** A promise broken and ended in one go (the answer came late) leaves a supervisor nothing to decide. */
async function announceBreach(unit: Unit, kpi: KpiInstance, breachedAt: Date): Promise<void> {
  const { caseId, id: kpiId, kind } = kpi;
  unit.emit('case.sla_breached', { caseId, kpiId, kind, breachedAt: breachedAt.toISOString() });
  if (kpi.endedAt === null) await raiseEscalation(unit, kpi, breachedAt);
  await renewCard(unit, 'case', caseId);
}
