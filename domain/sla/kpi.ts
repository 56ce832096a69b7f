import { addWork, workBetween } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import type { KpiInstance, KpiState } from './sla.ts';

/** When something happens to a KPI instance, and the hours that count from then on. */
export interface Moment {
  readonly at: Date;
  readonly calendar: Calendar | null;
}

/** What is promised: how much working time, when to warn, by which SLA and whose hours. */
export type Promised = Pick<KpiInstance, 'slaId' | 'targetMs' | 'warnMs' | 'calendarId' | 'calendarVersion'>;

const ends: readonly KpiState[] = ['succeeded', 'noncompliant', 'canceled'];

/** Noncompliant stays so for ever; a promise that was kept or fell away runs on when its case is opened again. */
const transitions: Record<KpiState, readonly KpiState[]> = {
  'in-progress': ['nearing', 'paused', ...ends],
  nearing: ['in-progress', 'paused', ...ends],
  paused: ['in-progress', 'nearing', 'succeeded', 'canceled'],
  succeeded: ['in-progress', 'nearing'],
  noncompliant: [],
  canceled: ['in-progress', 'nearing'],
};

/** Events reach a KPI instance late, twice and in any order: what its state does not allow changes nothing. */
const may = (kpi: KpiInstance, to: KpiState): boolean => transitions[kpi.state].includes(to);

/** Whether the promise can still be kept or broken. */
export const isUndecided = (kpi: KpiInstance): boolean => !ends.includes(kpi.state);

/** Starts the clock of a promise. Times are working milliseconds; `warnMs` is how much may pass before the warning. */
export function startKpi(
  promised: Promised & Pick<KpiInstance, 'id' | 'unitId' | 'caseId' | 'kind'>,
  moment: Moment,
): KpiInstance {
  const idle = {
    ...promised,
    version: 0,
    state: 'in-progress',
    leftMs: promised.targetMs,
    runningSince: null,
    startedAt: moment.at,
    warnAt: null,
    dueAt: null,
    warnedAt: null,
    breachedAt: null,
    endedAt: null,
    segments: [],
  } as const;
  return run(idle, moment);
}

/**
 * Stops the clock and keeps the working time left. At the very instant of the warning or the deadline the pause wins;
 * a deadline already past was missed, whether or not anybody had noticed.
 */
export function pauseKpi(found: KpiInstance, moment: Moment): KpiInstance {
  const kpi = lapse(found, moment.at);
  if (!may(kpi, 'paused')) return kpi;
  const isWarningPast = kpi.warnAt !== null && (kpi.warnAt < moment.at || kpi.warnedAt !== null);
  const warnAt = isWarningPast ? kpi.warnAt : null;
  return { ...stop(kpi, moment), state: 'paused', dueAt: null, warnAt };
}

/** Runs a paused clock on with the time it had left; a warning already past is not moved. */
export const resumeKpi = (kpi: KpiInstance, moment: Moment): KpiInstance =>
  kpi.state === 'paused' ? run(kpi, moment) : kpi;

/** Notes that the deadline is near. Nothing changes before the warning is due, or once the deadline itself has come. */
export function markNearing(kpi: KpiInstance, at: Date): KpiInstance {
  if (!may(kpi, 'nearing') || kpi.warnAt === null || kpi.dueAt === null) return kpi;
  if (kpi.state !== 'in-progress' || kpi.warnAt > at || kpi.dueAt <= at) return kpi;
  return { ...kpi, state: 'nearing', warnedAt: kpi.warnedAt ?? at };
}

/** The deadline has come unmet: noncompliant from the true instant of the deadline, however late this is noticed. */
export function markBreached(kpi: KpiInstance, at: Date): KpiInstance {
  if (!may(kpi, 'noncompliant') || kpi.dueAt === null || kpi.dueAt > at) return kpi;
  const workMs = Math.max(0, kpi.leftMs);
  return { ...closeSegment(kpi, kpi.dueAt, workMs), state: 'noncompliant', breachedAt: kpi.dueAt };
}

/** The promise is kept: in time up to and including the deadline, else it was broken at the deadline and ends late. */
export const succeedKpi = (found: KpiInstance, moment: Moment): KpiInstance =>
  end(found, 'succeeded', moment);

/** The promise no longer applies; one that was broken before stays broken. */
export const cancelKpi = (found: KpiInstance, moment: Moment): KpiInstance => end(found, 'canceled', moment);

/** Runs an ended promise on with the history it has, because its case was opened again. A broken one stays broken. */
export function reopenKpi(kpi: KpiInstance, moment: Moment): KpiInstance {
  if (isUndecided(kpi) || !may(kpi, 'in-progress')) return kpi;
  return run({ ...kpi, endedAt: null, warnAt: kpi.warnedAt ? kpi.warnAt : null }, moment);
}

/**
 * Changes what is promised (another priority, SLA or calendar) and keeps what has passed: work so far counts by the hours
 * that held `before`, the rest by the new ones. A target already used up is due at once, not in the past.
 */
export function retargetKpi(
  found: KpiInstance,
  promised: Promised,
  moment: Moment & { readonly before: Calendar | null },
): KpiInstance {
  const { at, calendar, before } = moment;
  const kpi = lapse(found, at);
  if (!isUndecided(kpi) || isSamePromise(kpi, promised)) return kpi;
  const stopped = stop(kpi, { at, calendar: before });
  const workedMs = kpi.targetMs - stopped.leftMs;
  const isWarned = kpi.warnedAt !== null && workedMs >= promised.warnMs;
  const changed = {
    ...stopped,
    ...onlyPromised(promised),
    leftMs: promised.targetMs - workedMs,
    warnAt: isWarned ? kpi.warnAt : null,
  };
  return kpi.state === 'paused' ? changed : run(changed, { at, calendar });
}

/** A whole KPI instance may be given as the promise; nothing but the promise is taken from it. */
const onlyPromised = ({ slaId, targetMs, warnMs, calendarId, calendarVersion }: Promised): Promised => ({
  slaId,
  targetMs,
  warnMs,
  calendarId,
  calendarVersion,
});

const isSamePromise = (kpi: KpiInstance, promised: Promised): boolean =>
  Object.entries(onlyPromised(promised)).every(([field, value]) => kpi[field as keyof Promised] === value);

function end(found: KpiInstance, to: 'succeeded' | 'canceled', moment: Moment): KpiInstance {
  const kpi = lapse(found, moment.at);
  if (kpi.state === 'noncompliant') return kpi.endedAt ? kpi : { ...kpi, endedAt: moment.at };
  return may(kpi, to) ? { ...stop(kpi, moment), state: to, endedAt: moment.at } : kpi;
}

/** A deadline that lies before an instant was missed, even if its timer has not fired yet. */
const lapse = (kpi: KpiInstance, at: Date): KpiInstance =>
  kpi.dueAt !== null && kpi.dueAt < at ? markBreached(kpi, at) : kpi;

function run(kpi: KpiInstance, { at, calendar }: Moment): KpiInstance {
  const untilWarningMs = kpi.warnMs - (kpi.targetMs - kpi.leftMs);
  return {
    ...kpi,
    state: kpi.warnedAt !== null && untilWarningMs <= 0 ? 'nearing' : 'in-progress',
    runningSince: at,
    warnAt: kpi.warnAt ?? addWork(at, untilWarningMs, calendar),
    dueAt: addWork(at, kpi.leftMs, calendar),
  };
}

function stop(kpi: KpiInstance, { at, calendar }: Moment): KpiInstance {
  return kpi.runningSince === null ? kpi : closeSegment(kpi, at, workBetween(kpi.runningSince, at, calendar));
}

function closeSegment(kpi: KpiInstance, at: Date, workMs: number): KpiInstance {
  const from = kpi.runningSince ?? at;
  const segment = { from: from.toISOString(), to: at.toISOString(), workMs };
  const segments = from < at ? [...kpi.segments, segment] : kpi.segments;
  return { ...kpi, segments, leftMs: kpi.leftMs - workMs, runningSince: null };
}
