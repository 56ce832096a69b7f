import type { Calendar } from '../domain/sla/calendar.ts';
import type { Escalation, KpiInstance, Sla } from '../domain/sla/sla.ts';
import { id, instant, json, orNull, recordShape, text, whole, word } from './columns.ts';

/** Keeps what is promised to whom. */
export const slas = recordShape<Sla>('slas', {
  name: text,
  order: whole,
  levels: json,
  calendarId: id,
  targets: json,
});

/** Keeps each promise about each case, as a clock in business time. */
export const kpiInstances = recordShape<KpiInstance>(
  'kpi_instances',
  {
    caseId: id,
    slaId: id,
    kind: word,
    state: word,
    calendarId: id,
    calendarVersion: whole,
    targetMs: whole,
    warnMs: whole,
    leftMs: whole,
    runningSince: orNull(instant),
    startedAt: instant,
    warnAt: orNull(instant),
    dueAt: orNull(instant),
    warnedAt: orNull(instant),
    breachedAt: orNull(instant),
    endedAt: orNull(instant),
    segments: json,
  },
  { indexes: [['caseId'], ['state', 'dueAt']] },
);

/** Keeps broken promises until a supervisor has decided. */
export const escalations = recordShape<Escalation>(
  'escalations',
  {
    caseId: id,
    caseNumber: word,
    kpiId: id,
    kind: word,
    state: word,
    breachedAt: instant,
    supervisorId: id,
    decidedById: orNull(id),
    decidedAt: orNull(instant),
    reason: orNull(text),
    snoozedUntil: orNull(instant),
    assignedToId: orNull(id),
  },
  { indexes: [['caseId'], ['supervisorId', 'state']] },
);

/** Keeps working hours. */
export const calendars = recordShape<Calendar>('calendars', {
  name: text,
  zone: text,
  week: json,
  exceptions: json,
});
