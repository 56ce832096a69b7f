import { z } from 'zod';
import type { Calendar } from '../domain/sla/calendar.ts';
import { approveEscalation, declineEscalation, snoozeEscalation } from '../domain/sla/escalations.ts';
import type { Escalation, EscalationState, KpiInstance, KpiKind, KpiState, Sla } from '../domain/sla/sla.ts';
import type { Route } from './http/route.ts';
import { fieldsOf, orNull } from './odata/field.ts';
import { resource } from './odata/resource.ts';
import { action } from './odata/target.ts';

const kpiKinds = ['first-response', 'resolve'] as const satisfies readonly KpiKind[];
const kpiStates = [
  'in-progress',
  'nearing',
  'paused',
  'succeeded',
  'noncompliant',
  'canceled',
] as const satisfies readonly KpiState[];
const escalationStates = [
  'pending',
  'approved',
  'declined',
  'snoozed',
  'withdrawn',
] as const satisfies readonly EscalationState[];
const sla = fieldsOf<Sla>();
const calendar = fieldsOf<Calendar>();
const kpi = fieldsOf<KpiInstance>();
const escalation = fieldsOf<Escalation>();
const windows = z.array(z.tuple([z.int(), z.int()]));
const minutes = z.object({ high: z.number(), normal: z.number(), low: z.number() });
const targets = z.array(z.object({ kind: z.enum(kpiKinds), minutes, warnAt: z.number() }));

/** What is promised to whom. */
export const slas = resource({
  name: 'slas',
  entity: 'Sla',
  kind: 'slas',
  tag: 'SLA',
  says: ['SLA', 'SLAs'],
  fields: {
    id: sla.text('id'),
    name: sla.text('name'),
    order: sla.integer('order'),
    levels: sla.words('levels'),
    calendarId: sla.text('calendarId'),
    calendar: sla.named('calendarId', 'calendars'),
    targets: sla.data('targets', targets),
  },
});

/** Working hours and holidays. */
export const calendars = resource({
  name: 'calendars',
  entity: 'Calendar',
  kind: 'calendars',
  tag: 'SLA',
  says: ['calendar', 'calendars'],
  fields: {
    id: calendar.text('id'),
    name: calendar.text('name'),
    zone: calendar.text('zone'),
    week: calendar.data('week', z.array(windows)),
    exceptions: calendar.data('exceptions', z.record(z.string(), windows)),
  },
});

/** Promises about single cases, as clocks in business time. */
export const kpiInstances = resource({
  name: 'kpi-instances',
  entity: 'KpiInstance',
  kind: 'kpiInstances',
  tag: 'SLA',
  says: ['KPI instance', 'KPI instances'],
  fields: {
    id: kpi.text('id'),
    caseId: kpi.text('caseId'),
    slaId: kpi.text('slaId'),
    sla: kpi.named('slaId', 'slas'),
    kind: kpi.word('kind', kpiKinds),
    state: kpi.word('state', kpiStates),
    startedAt: kpi.instant('startedAt'),
    warnAt: orNull(kpi.instant('warnAt')),
    dueAt: orNull(kpi.instant('dueAt')),
    warnedAt: orNull(kpi.instant('warnedAt')),
    breachedAt: orNull(kpi.instant('breachedAt')),
    endedAt: orNull(kpi.instant('endedAt')),
    targetMs: kpi.integer('targetMs'),
    leftMs: kpi.integer('leftMs'),
    segments: kpi.data(
      'segments',
      z.array(z.object({ from: z.string(), to: z.string(), workMs: z.number() })),
    ),
  },
});

/** Broken promises that a supervisor decides about. */
export const escalations = resource({
  name: 'escalations',
  entity: 'Escalation',
  kind: 'escalations',
  tag: 'SLA',
  says: ['escalation', 'escalations'],
  fields: {
    id: escalation.text('id'),
    caseId: escalation.text('caseId'),
    caseNumber: escalation.text('caseNumber'),
    kpiId: escalation.text('kpiId'),
    kind: escalation.word('kind', kpiKinds),
    state: escalation.word('state', escalationStates),
    breachedAt: escalation.instant('breachedAt'),
    supervisorId: escalation.text('supervisorId'),
    supervisor: escalation.named('supervisorId', 'people'),
    decidedById: orNull(escalation.text('decidedById')),
    decidedBy: orNull(escalation.named('decidedById', 'people')),
    decidedAt: orNull(escalation.instant('decidedAt')),
    reason: orNull(escalation.text('reason')),
    snoozedUntil: orNull(escalation.instant('snoozedUntil')),
    assignedToId: orNull(escalation.text('assignedToId')),
    assignedTo: orNull(escalation.named('assignedToId', 'people')),
  },
});

/** What a supervisor decides. */
export const slaRoutes: readonly Route[] = [
  action(
    escalations,
    {
      does: 'approve',
      operationId: 'approveEscalation',
      summary: 'Hands the late case to the best senior agent, one priority higher',
      roles: ['supervisor'],
      verb: 'escalation.approve',
      body: z.object({ reason: z.string().max(1000).nullish() }),
    },
    async (unit, { id }, { body }) => {
      await approveEscalation(unit, { escalationId: id, reason: body.reason ?? null });
    },
  ),
  action(
    escalations,
    {
      does: 'decline',
      operationId: 'declineEscalation',
      summary: 'Leaves the late case where it is, with the reason why',
      roles: ['supervisor'],
      verb: 'escalation.decline',
      body: z.object({ reason: z.string().max(1000) }),
    },
    async (unit, { id }, { body }) => {
      await declineEscalation(unit, { escalationId: id, reason: body.reason });
    },
  ),
  action(
    escalations,
    {
      does: 'snooze',
      operationId: 'snoozeEscalation',
      summary: 'Asks to be asked again later, in half an hour when nothing is said',
      roles: ['supervisor'],
      verb: 'escalation.snooze',
      body: z.object({ minutes: z.int().optional() }),
    },
    async (unit, { id }, { body: { minutes: later } }) => {
      await snoozeEscalation(unit, { escalationId: id, ...(later !== undefined && { minutes: later }) });
    },
  ),
];
