import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import type { Device, DeviceKeys } from './device.ts';
import { changesBetween, setDeviceState } from './keep.ts';
import { requireKey, requireThumbprints } from './proof-of-identity.ts';
import { assetInUnit, makeDevice, type NewDevice } from './register.ts';

/** A device brought in by a file: new, or changed where the file says otherwise. */
export interface BroughtDevice {
  readonly device: Device;
  readonly isNew: boolean;
}

/**
 * Brings in devices from a list, such as the export of another hub, in one piece: all of them or none. One that is there
 * keeps what the list does not name. The refusal names the row.
 */
export async function importDevices(
  unit: Unit,
  keys: DeviceKeys,
  rows: readonly NewDevice[],
): Promise<BroughtDevice[]> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const brought: BroughtDevice[] = [];
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const place = `devices[${at}]`;
    if (seen.has(row.id))
      throw new Refused('input.invalid', { place: `${place}.id`, problem: `${row.id} stands here twice` });
    seen.add(row.id);
    const found = await unit.devices.find(row.id);
    const device = found
      ? await changeByFile(unit, keys, { found, row, place })
      : await makeDevice(unit, keys, { ...row, source: 'file' }, `${place}.`);
    brought.push({ device, isNew: !found });
  }
  return brought;
}

async function changeByFile(
  unit: Unit,
  keys: DeviceKeys,
  { found, row, place }: { readonly found: Device; readonly row: NewDevice; readonly place: string },
): Promise<Device> {
  const { id } = found;
  if (found.unitId !== unit.actor.unitId) throw new Refused('device.exists', { id });
  if (found.state === 'revoked') throw new Refused('device.revoked', { id });
  if (row.assetId) await assetInUnit(unit, row.assetId);
  const seal = (key: string, field: string) => keys.seal(id, requireKey(key, `${place}.${field}`));
  const changed = unit.devices.save({
    ...found,
    ...(row.name?.trim() && { name: row.name.trim() }),
    ...(row.model !== undefined && { model: row.model.trim() }),
    ...(row.assetId !== undefined && { assetId: row.assetId }),
    ...(row.primaryKey && { sealedPrimaryKey: seal(row.primaryKey, 'primaryKey') }),
    ...(row.secondaryKey && { sealedSecondaryKey: seal(row.secondaryKey, 'secondaryKey') }),
    ...(row.thumbprints && { thumbprints: requireThumbprints(row.thumbprints, `${place}.thumbprints`) }),
  });
  for (const what of changesBetween(found, changed)) unit.emit('device.changed', { deviceId: id, what });
  if (row.state === undefined || row.state === changed.state) return changed;
  return setDeviceState(unit, { deviceId: id, state: row.state });
}
