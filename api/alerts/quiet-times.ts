import { z } from 'zod';
import { editAlertSettings } from '../../domain/iot/alerts/edit-settings.ts';
import { cutQuietTime, planQuietTime } from '../../domain/iot/alerts/quiet-times.ts';
import {
  type AlertSettings,
  type GroupingField,
  type QuietTime,
  settingsOf,
} from '../../domain/iot/alerts/settings.ts';
import { severities } from '../../domain/iot/finding.ts';
import { etagOf, requireSame } from '../http/etag.ts';
import { type Answer, type Route, read, write } from '../http/route.ts';
import { fieldsOf, orNull } from '../odata/field.ts';
import { resource, shapeOf } from '../odata/resource.ts';
import { action, showingNew } from '../odata/target.ts';
import { findingKinds } from './alerts.ts';

const purposes = ['maintenance', 'suppression'] as const satisfies readonly QuietTime['purpose'][];
const fields = [
  'device',
  'asset',
  'site',
  'account',
  'model',
  'channel',
  'kind',
] as const satisfies readonly GroupingField[];
const quiet = fieldsOf<QuietTime>();
const deciding = ['dispatcher', 'supervisor'] as const;

/** Times in which findings are counted and raise no alert: maintenance, and faults one knows of. */
export const quietTimes = resource({
  name: 'quiet-times',
  entity: 'QuietTime',
  kind: 'quietTimes',
  tag: 'Alerts',
  says: ['quiet time', 'quiet times'],
  fields: {
    id: quiet.text('id'),
    purpose: quiet.word('purpose', purposes),
    assetId: orNull(quiet.text('assetId')),
    device: orNull(quiet.text('deviceId')),
    channel: orNull(quiet.text('channel')),
    kind: orNull(quiet.word('kind', findingKinds)),
    startAt: quiet.instant('startAt'),
    endAt: quiet.instant('endAt'),
    reason: quiet.text('reason'),
    createdBy: quiet.named('createdById', 'people'),
    findings: quiet.integer('findings'),
  },
});

const severity = z.enum(severities);
const settings = z.object({
  isGrouping: z.boolean(),
  groupBy: z.array(z.enum(fields)).max(7),
  groupSeconds: z.int(),
  stormAlerts: z.int(),
  stormSeconds: z.int(),
  caseFrom: severity.nullable(),
  workOrderFrom: severity.nullable(),
  showFrom: severity,
  verifyMinutes: z.int(),
  isFollowingUp: z.boolean(),
});

const shown = (found: AlertSettings): Answer => {
  const { id: _, version: __, unitId: ___, ...body } = found;
  return { body, headers: { ETag: etagOf(found) } };
};

/** Planning quiet, and how a unit wants its alerts grouped, calmed and followed up. */
export const quietTimeRoutes: readonly Route[] = [
  write(
    {
      method: 'post',
      path: '/api/quiet-times',
      operationId: 'planQuietTime',
      summary:
        'Plans maintenance of an asset or a device: what is found meanwhile is counted and raises no alert',
      tag: quietTimes.tag,
      roles: deciding,
      status: 201,
      body: z.object({
        assetId: z.string().max(400).optional(),
        device: z.string().max(200).optional(),
        channel: z.string().max(200).optional(),
        kind: z.enum(findingKinds).optional(),
        startAt: z.coerce.date(),
        endAt: z.coerce.date(),
        reason: z.string().max(1000),
      }),
      answer: shapeOf(quietTimes),
    },
    async (unit, asked) => {
      const { assetId, device, channel, kind, ...rest } = asked.body;
      const planned = await planQuietTime(unit, {
        ...rest,
        ...(assetId !== undefined && { assetId }),
        ...(device !== undefined && { deviceId: device }),
        ...(channel !== undefined && { channel }),
        ...(kind !== undefined && { kind }),
      });
      return showingNew(quietTimes, planned.id, asked);
    },
  ),
  action(
    quietTimes,
    {
      does: 'end',
      operationId: 'endQuietTime',
      summary: 'Ends it now: what still stands raises its alerts',
      roles: deciding,
    },
    async (unit, { id }) => void (await cutQuietTime(unit, { quietTimeId: id })),
  ),
  read(
    {
      method: 'get',
      path: '/api/alert-settings',
      operationId: 'alertSettings',
      summary: 'How alerts are grouped, calmed and followed up',
      tag: quietTimes.tag,
      roles: deciding,
      answer: settings,
    },
    async ({ actor, deps }) => shown(await settingsOf(deps.tables, actor.unitId)),
  ),
  write(
    {
      method: 'patch',
      path: '/api/alert-settings',
      operationId: 'editAlertSettings',
      summary: 'Changes how alerts are grouped, calmed and followed up',
      tag: quietTimes.tag,
      roles: ['supervisor'],
      body: settings.partial(),
      answer: settings,
    },
    async (unit, { body, request, actor }) => {
      requireSame(request, await settingsOf(unit, actor.unitId), 'alert settings');
      const named = Object.entries(body).filter(([, value]) => value !== undefined);
      return shown(await editAlertSettings(unit, Object.fromEntries(named)));
    },
  ),
];
