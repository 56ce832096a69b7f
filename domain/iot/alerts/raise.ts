import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import { type Alert, aboutAlert, type Condition, moveAlert, newlyOpen, standing } from './alert.ts';
import { carryOn } from './flow.ts';
import { groupKeyOf, parentFor } from './grouping.ts';
import { settingsOf } from './settings.ts';
import { isAtLeast, worse } from './severity.ts';
import { renewAlert, showAlert } from './show.ts';

/** A fault that stands, and the device it is of. */
export interface Standing {
  readonly device: Device;
  readonly condition: Condition;
}

/**
 * Makes the alert of a fault that stands and has none: alone, or counted under the alert of its group, whose card is then
 * the only one. What its severity asks for (a card, a case, a work order) follows at once.
 */
export async function raiseAlert(unit: Unit, { device, condition }: Standing): Promise<Alert> {
  const { channel, kind, severity, firstAt, lastAt, count } = condition;
  const settings = await settingsOf(unit, device.unitId);
  const asset = (device.assetId && (await unit.assets.find(device.assetId))) || null;
  const groupKey = groupKeyOf(settings.groupBy, { device, asset, channel, kind });
  const parent = await parentFor(unit, { unitId: device.unitId, groupKey, at: firstAt, settings });
  const alert = unit.alerts.save({
    ...newlyOpen,
    id: unit.newId(),
    unitId: device.unitId,
    number: await unit.nextNumber('L'),
    deviceId: device.id,
    assetId: asset?.id ?? null,
    channel,
    kind,
    severity,
    score: condition.score,
    detail: condition.detail,
    count,
    firstAt,
    lastAt,
    raisedAt: unit.now,
    groupKey,
    parentId: parent?.id ?? null,
  });
  unit.conditions.save({ ...condition, alertId: alert.id });
  sayRaised(unit, alert);
  if (!parent) {
    await showAlert(unit, alert);
    await carryOn(unit, alert, severity);
  } else await joinGroup(unit, parent, alert);
  return unit.alerts.get(alert.id);
}

/** Takes what telemetry adds to an alert that stands: in place, and told of only when it is news. */
export async function updateAlert(
  unit: Unit,
  found: Alert,
  { condition, added }: { readonly condition: Condition; readonly added: number },
): Promise<Alert> {
  const severity = worse(found.severity, condition.severity);
  const isWorse = severity !== found.severity;
  const updated = unit.alerts.save({
    ...found,
    severity,
    score: Math.max(found.score, condition.score),
    detail: condition.detail,
    count: found.count + added,
    lastAt: condition.lastAt > found.lastAt ? condition.lastAt : found.lastAt,
    inBandAt: null,
    ...(isWorse && { snoozedUntil: null }),
  });
  if (isWorse) unit.stopTimer('alert.wake', found.id);
  if (!isWorse && found.inBandAt === null && !isNews(found.count, updated.count)) return updated;
  unit.emit('alert.changed', { ...aboutAlert(updated), severity, count: updated.count });
  const stands = updated.parentId ? await unit.alerts.get(updated.parentId) : updated;
  if (isWorse) {
    await showAlert(unit, stands, { anew: stands === updated });
    await carryOn(unit, stands, severity);
  }
  await renewAlert(unit, updated);
  return unit.alerts.get(updated.id);
}

/** A fault that telemetry had said was over is back within the group's time: the same alert again, not another one. */
export async function reopenAlert(unit: Unit, found: Alert, { condition }: Standing): Promise<Alert> {
  const parent = found.parentId ? await unit.alerts.find(found.parentId) : undefined;
  const open = unit.alerts.save({
    ...moveAlert(found, 'open'),
    ...{ clearedById: null, clearedAt: null, clearReason: null, clearText: null },
    ...{ acknowledgedById: null, acknowledgedAt: null, note: null },
    parentId: parent && standing.includes(parent.state) ? parent.id : null,
  });
  unit.conditions.save({ ...condition, alertId: open.id });
  sayRaised(unit, open);
  const updated = await updateAlert(unit, open, { condition, added: condition.count });
  if (!updated.parentId) await showAlert(unit, updated);
  return unit.alerts.get(updated.id);
}

// The group's own alert is saved too: one that ends at this moment cannot miss who joined.
async function joinGroup(unit: Unit, parent: Alert, alert: Alert): Promise<void> {
  const touched = unit.alerts.save({ ...parent, grouped: parent.grouped + 1 });
  const wakes = !isAtLeast(parent.severity, alert.severity);
  if (wakes) await showAlert(unit, touched);
  await carryOn(unit, touched, alert.severity);
  if (touched.grouped === 1 || isNews(parent.grouped, touched.grouped)) await renewAlert(unit, alert);
}

/** In a storm a card is not redrawn for each finding: at 1, 2, 4, 8, ... and the newest is drawn whenever it is looked at. */
const isNews = (before: number, after: number): boolean =>
  Math.floor(Math.log2(Math.max(1, after))) > Math.floor(Math.log2(Math.max(1, before)));

function sayRaised(unit: Unit, alert: Alert): void {
  const { kind, severity, parentId } = alert;
  unit.emit('alert.raised', { ...aboutAlert(alert), kind, severity, parentId });
}
