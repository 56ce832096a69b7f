import { z } from 'zod';
import { acknowledgeAlert, clearAlert, snoozeAlert, suppressAlert } from '../../domain/iot/alerts/attend.ts';
import { dispatchAlert, openAlertCase } from '../../domain/iot/alerts/flow.ts';
import { claimDevice } from '../../domain/iot/devices/claim.ts';
import type { DeviceKeys } from '../../domain/iot/devices/device.ts';
import { requireRole } from '../../domain/people/actor.ts';
import { on, type VerbHandler } from '../verb.ts';

const alertId = z.string().min(1);
const reason = z.string().trim().min(1).max(1000);
const shown = (subjectId: string) => ({ card: 'alert', subjectId }) as const;

/** What the buttons of an alert do; the role comes from who presses, checked by the use case. */
export const alertVerbs: readonly VerbHandler[] = [
  on('alert.show', z.object({ alertId }), async (unit, input) => {
    requireRole(
      unit.actor,
      'agent',
      'technician',
      'dispatcher',
      'supervisor',
      'knowledge-author',
      'telemetry-reader',
    );
    const { id, parentId } = await unit.alerts.get(input.alertId);
    return shown(parentId ?? id); // a group has one card
  }),
  on('alert.acknowledge', z.object({ alertId }), async (unit, input) => {
    await acknowledgeAlert(unit, input);
    return shown(input.alertId);
  }),
  on('alert.open-case', z.object({ alertId }), async (unit, input) => {
    await openAlertCase(unit, input);
    return shown(input.alertId);
  }),
  on('alert.dispatch', z.object({ alertId }), async (unit, input) => {
    await dispatchAlert(unit, input);
    return shown(input.alertId);
  }),
  on(
    'alert.snooze',
    z.object({ alertId, minutes: z.coerce.number().int().min(5).max(10_080).default(60) }),
    async (unit, input) => {
      await snoozeAlert(unit, input);
      return shown(input.alertId);
    },
  ),
  on(
    'alert.suppress',
    z.object({ alertId, hours: z.coerce.number().int().min(1).max(744), reason }),
    async (unit, input) => {
      await suppressAlert(unit, input);
      return shown(input.alertId);
    },
  ),
  on('alert.clear', z.object({ alertId, reason }), async (unit, input) => {
    await clearAlert(unit, input);
    return shown(input.alertId);
  }),
];

/** What the buttons of a device do. */
export const deviceVerbs = (keys: DeviceKeys): readonly VerbHandler[] => [
  on('device.show', z.object({ deviceId: z.string().min(1) }), async (unit, { deviceId }) => {
    requireRole(
      unit.actor,
      'agent',
      'technician',
      'dispatcher',
      'supervisor',
      'knowledge-author',
      'telemetry-reader',
    );
    return { card: 'device', subjectId: (await unit.devices.get(deviceId)).id };
  }),
  on(
    'device.claim',
    z.object({ code: z.string().trim().min(1).max(300), assetId: z.string().min(1).optional() }),
    async (unit, input) => {
      const { device } = await claimDevice(unit, keys, input);
      return { card: 'device', subjectId: device.id };
    },
  ),
];
