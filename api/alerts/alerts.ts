import { z } from 'zod';
import type { Alert, AlertState, ClearReason } from '../../domain/iot/alerts/alert.ts';
import { acknowledgeAlert, clearAlert, snoozeAlert, suppressAlert } from '../../domain/iot/alerts/attend.ts';
import { dispatchAlert, openAlertCase } from '../../domain/iot/alerts/flow.ts';
import { type FindingKind, severities } from '../../domain/iot/finding.ts';
import type { Route } from '../http/route.ts';
import { fieldsOf, orNull } from '../odata/field.ts';
import { resource } from '../odata/resource.ts';
import { action } from '../odata/target.ts';

/** What can be wrong with a channel, as alerts name it. */
export const findingKinds = [
  'threshold',
  'point',
  'shift',
  'drift',
  'variance',
  'stuck',
  'gap',
  'season',
  'novelty',
  'joint',
  'peers',
] as const satisfies readonly FindingKind[];
const states = ['open', 'acknowledged', 'cleared'] as const satisfies readonly AlertState[];
const clearReasons = [
  'in-band',
  'by-hand',
  'suppressed',
  'device-gone',
] as const satisfies readonly ClearReason[];
const alert = fieldsOf<Alert>();

/** What telemetry says is wrong: one for each device, kind and channel while it stands. */
export const alerts = resource({
  name: 'alerts',
  entity: 'Alert',
  kind: 'alerts',
  tag: 'Alerts',
  says: ['alert', 'alerts'],
  verb: 'alert.show',
  alsoReadBy: ['telemetry-reader'],
  fields: {
    id: alert.text('id'),
    number: alert.text('number'),
    device: alert.text('deviceId'),
    assetId: orNull(alert.text('assetId')),
    asset: orNull(alert.named('assetId', 'assets')),
    channel: alert.text('channel'),
    kind: alert.word('kind', findingKinds),
    state: alert.word('state', states),
    severity: alert.word('severity', severities),
    score: alert.number('score'),
    detail: alert.text('detail'),
    count: alert.integer('count'),
    firstAt: alert.instant('firstAt'),
    lastAt: alert.instant('lastAt'),
    inBandAt: orNull(alert.instant('inBandAt')),
    raisedAt: alert.instant('raisedAt'),
    parentId: orNull(alert.text('parentId')),
    grouped: alert.integer('grouped'),
    caseId: orNull(alert.text('caseId')),
    workOrderId: orNull(alert.text('workOrderId')),
    snoozedUntil: orNull(alert.instant('snoozedUntil')),
    verifyUntil: orNull(alert.instant('verifyUntil')),
    note: orNull(alert.text('note')),
    acknowledgedAt: orNull(alert.instant('acknowledgedAt')),
    acknowledgedBy: orNull(alert.named('acknowledgedById', 'people')),
    clearedAt: orNull(alert.instant('clearedAt')),
    clearedBy: orNull(alert.named('clearedById', 'people')),
    clearReason: orNull(alert.word('clearReason', clearReasons)),
    clearText: orNull(alert.text('clearText')),
  },
  expand: {
    asset: { to: 'assets', one: 'assetId' },
    case: { to: 'cases', one: 'caseId' },
    workOrder: { to: 'work-orders', one: 'workOrderId' },
    children: { to: 'alerts', many: 'parentId' },
  },
});

const deciding = ['dispatcher', 'supervisor'] as const;
const desk = ['agent', ...deciding] as const;
const reason = z.string().trim().min(1).max(1000);

/** What people do about an alert; each is the twin of a button on its card. */
export const alertRoutes: readonly Route[] = [
  action(
    alerts,
    {
      does: 'acknowledge',
      operationId: 'acknowledgeAlert',
      summary: 'Says that somebody has seen it; it goes on standing',
      roles: ['technician', ...deciding],
      verb: 'alert.acknowledge',
    },
    async (unit, { id }) => void (await acknowledgeAlert(unit, { alertId: id })),
  ),
  action(
    alerts,
    {
      does: 'open-case',
      operationId: 'openAlertCase',
      summary: "Opens the case of the alert's group, or answers with the one there is",
      roles: desk,
      verb: 'alert.open-case',
    },
    async (unit, { id }) => void (await openAlertCase(unit, { alertId: id })),
  ),
  action(
    alerts,
    {
      does: 'dispatch',
      operationId: 'dispatchAlert',
      summary: "Makes the work order of the alert's group, with its case, or answers with those there are",
      roles: desk,
      verb: 'alert.dispatch',
    },
    async (unit, { id }) => void (await dispatchAlert(unit, { alertId: id })),
  ),
  action(
    alerts,
    {
      does: 'snooze',
      operationId: 'snoozeAlert',
      summary: 'Puts it aside, for an hour when nothing is said; it comes back sooner when it gets worse',
      roles: deciding,
      verb: 'alert.snooze',
      body: z.object({ minutes: z.int().optional() }),
    },
    async (unit, { id }, { body: { minutes } }) =>
      void (await snoozeAlert(unit, { alertId: id, ...(minutes !== undefined && { minutes }) })),
  ),
  action(
    alerts,
    {
      does: 'suppress',
      operationId: 'suppressAlert',
      summary: 'Wants to hear nothing of this fault for some hours; it comes anew if it still stands then',
      roles: deciding,
      verb: 'alert.suppress',
      body: z.object({ hours: z.int(), reason }),
    },
    async (unit, { id }, { body }) => void (await suppressAlert(unit, { alertId: id, ...body })),
  ),
  action(
    alerts,
    {
      does: 'clear',
      operationId: 'clearAlert',
      summary: 'Ends it, and its group, by a word of reason',
      roles: deciding,
      verb: 'alert.clear',
      body: z.object({ reason }),
    },
    async (unit, { id }, { body }) => void (await clearAlert(unit, { alertId: id, ...body })),
  ),
];
