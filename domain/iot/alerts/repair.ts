import type { DomainEvents } from '../../events.ts';
import { system } from '../../people/actor.ts';
import type { Reactions, Unit } from '../../unit.ts';
import type { WorkOrder } from '../../work-orders/work-order.ts';
import { type Alert, aboutAlert, standing } from './alert.ts';
import { dispatchAlert } from './flow.ts';
import { settingsOf } from './settings.ts';
import { renewAlert, showAlert } from './show.ts';

/**
 * The work is done. What was learned of the machine is learned anew, and the alerts that led there are given time to come
 * back in band: only telemetry says that a repair has helped.
 */
async function verifyRepair(unit: Unit, moved: DomainEvents['work-order.moved']): Promise<void> {
  if (moved.to !== 'completed') return;
  const order = await unit.workOrders.get(moved.workOrderId);
  const alerts = await unit.alerts.where({ workOrderId: order.id });
  for (const deviceId of await repairedDevices(unit, order, alerts))
    unit.emit('device.serviced', { deviceId, workOrderId: order.id });
  for (const alert of alerts) if (standing.includes(alert.state)) await giveTime(unit, alert, order);
}

async function giveTime(unit: Unit, alert: Alert, order: WorkOrder): Promise<void> {
  const { verifyMinutes } = await settingsOf(unit, alert.unitId);
  const verifyUntil = new Date(unit.now.getTime() + verifyMinutes * 60_000);
  const note = `${order.number} is done; telemetry has ${verifyMinutes} min to come back in band.`;
  unit.startTimer({ kind: 'alert.verify', subjectId: alert.id, dueAt: verifyUntil });
  await renewAlert(unit, unit.alerts.save({ ...alert, verifyUntil, note }));
}

/** The devices of the alerts and of their groups, and all that sit on the machine itself. */
async function repairedDevices(
  unit: Unit,
  { assetId }: WorkOrder,
  alerts: readonly Alert[],
): Promise<ReadonlySet<string>> {
  const grouped = await unit.alerts.where({ parentId: { in: alerts.map(({ id }) => id) } });
  const onAsset = assetId ? await unit.devices.where({ assetId, state: 'enabled' }) : [];
  return new Set([
    ...[...alerts, ...grouped].map(({ deviceId }) => deviceId),
    ...onAsset.map(({ id }) => id),
  ]);
}

/**
 * The time a repair had to show is over and the alert still stands: it says so, whoever sends technicians is shown it
 * again, and where the unit wants that a further work order is made. Timer `alert.verify`.
 */
export async function judgeRepair(unit: Unit, alertId: string): Promise<void> {
  const found = await unit.alerts.find(alertId);
  if (!found?.verifyUntil || found.verifyUntil > unit.now || !standing.includes(found.state)) return;
  const { isFollowingUp, verifyMinutes } = await settingsOf(unit, found.unitId);
  const order = found.workOrderId ? await unit.workOrders.find(found.workOrderId) : undefined;
  const note = `Still out of band ${verifyMinutes} min after ${order?.number ?? 'the repair'} was done.`;
  const late = unit.alerts.save({ ...found, verifyUntil: null, snoozedUntil: null, note });
  if (order) unit.emit('alert.still_out', { ...aboutAlert(late), workOrderId: order.id });
  if (isFollowingUp && order && unit.actor.id === system.id) {
    const { order: further } = await dispatchAlert(unit, { alertId });
    const linked = await unit.alerts.get(alertId);
    unit.alerts.save({ ...linked, note: `${note} ${further.number} follows it up.` });
  }
  await renewAlert(unit, await unit.alerts.get(alertId));
  await showAlert(unit, await unit.alerts.get(alertId), { anew: true });
}

/** What alerts do when something happened elsewhere. */
export const alertReactions: Reactions = { 'work-order.moved': [verifyRepair] };
