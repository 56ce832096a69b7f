import type { DomainEvents } from '../../events.ts';
import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { type Alert, standing } from '../alerts/alert.ts';
import { endUnlessGrouped } from '../alerts/clear.ts';
import { tellWhatStands } from '../alerts/quiet-times.ts';
import type { Device, DeviceKeys, DeviceState } from './device.ts';
import { requireThumbprints } from './proof-of-identity.ts';
import { assetInUnit } from './register.ts';

/** Changes what a device is called, what it is, which machine it measures, and which certificates sign it in. */
export async function editDevice(
  unit: Unit,
  input: { readonly deviceId: string } & Partial<Pick<Device, 'name' | 'model' | 'assetId' | 'thumbprints'>>,
): Promise<Device> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const found = await living(unit, input.deviceId);
  const { name, model, assetId, thumbprints } = input;
  if (name !== undefined && !name.trim())
    throw new Refused('input.invalid', { place: 'name', problem: 'it must not be empty' });
  if (assetId) await assetInUnit(unit, assetId);
  const edited = unit.devices.save({
    ...found,
    ...(name !== undefined && { name: name.trim() }),
    ...(model !== undefined && { model: model.trim() }),
    ...(assetId !== undefined && { assetId }),
    ...(thumbprints && { thumbprints: requireThumbprints(thumbprints, 'thumbprints') }),
  });
  for (const what of changesBetween(found, edited))
    unit.emit('device.changed', { deviceId: edited.id, what });
  return edited;
}

/** What of a device is another than before, in the words of its event; its state has a use case of its own. */
export function changesBetween(
  before: Device,
  after: Device,
): readonly DomainEvents['device.changed']['what'][] {
  const isOther = (...fields: readonly (keyof Device)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return [
    ...(isOther('sealedPrimaryKey', 'sealedSecondaryKey') ? (['keys'] as const) : []),
    ...(isOther('thumbprints') ? (['certificates'] as const) : []),
    ...(isOther('assetId') ? (['link'] as const) : []),
    ...(isOther('name', 'model') ? (['name'] as const) : []),
  ];
}

/**
 * Lets a device sign in, or not. While it is disabled its alerts are over, and what still stands when it is enabled again
 * is told of anew. Revoking is for ever: the keys are destroyed.
 */
export async function setDeviceState(
  unit: Unit,
  { deviceId, state }: { readonly deviceId: string; readonly state: DeviceState },
): Promise<Device> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const found = await living(unit, deviceId);
  if (found.state === state) return found;
  const isGone = state === 'revoked';
  const changed = unit.devices.save({
    ...found,
    state,
    ...(isGone && { sealedPrimaryKey: null, sealedSecondaryKey: null, thumbprints: [] }),
  });
  unit.emit('device.changed', { deviceId, what: 'state' });
  if (state === 'enabled') await tellWhatStands(unit, changed, () => true);
  else await silence(unit, changed);
  return changed;
}

/** Which of a device's two keys. */
export type WhichKey = 'primary' | 'secondary';

/**
 * Makes one of a device's keys anew; the other goes on signing in, so that the device can be given the new one first.
 * The key itself is told once, with the answer.
 */
export async function rotateKey(
  unit: Unit,
  keys: DeviceKeys,
  { deviceId, which }: { readonly deviceId: string; readonly which: WhichKey },
): Promise<Device> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const found = await living(unit, deviceId);
  const sealed = keys.seal(deviceId, keys.make());
  const changed = unit.devices.save({
    ...found,
    ...(which === 'primary' ? { sealedPrimaryKey: sealed } : { sealedSecondaryKey: sealed }),
  });
  unit.emit('device.changed', { deviceId, what: 'keys' });
  return changed;
}

async function living(unit: Unit, deviceId: string): Promise<Device> {
  const found = await unit.devices.get(deviceId);
  if (found.state === 'revoked') throw new Refused('device.revoked', { id: deviceId });
  return found;
}

async function silence(unit: Unit, { id: deviceId, state }: Device): Promise<void> {
  const gone = { reason: 'device-gone', text: `The device was ${state}.`, at: unit.now } as const;
  const alerts = await unit.alerts.where({ deviceId, state: { in: standing } });
  const isChild = ({ parentId }: Alert) => parentId !== null;
  for (const { id } of [...alerts.filter(isChild), ...alerts.filter((one) => !isChild(one))]) {
    const alert = await unit.alerts.get(id); // the last of a group may have ended it
    if (standing.includes(alert.state)) await endUnlessGrouped(unit, alert, gone);
  }
  for (const condition of await unit.conditions.where({ deviceId, isStanding: true }))
    unit.conditions.save({ ...condition, alertId: null });
}
