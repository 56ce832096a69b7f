import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import type { Device, DeviceKeys, DeviceSource, DeviceState } from './device.ts';
import { requireDeviceId } from './device-id.ts';
import { requireKey, requireThumbprints } from './proof-of-identity.ts';

/** What may be said of a new device; everything but the id may be left out. */
export interface NewDevice {
  readonly id: string;
  readonly name?: string | undefined;
  readonly model?: string | undefined;
  readonly assetId?: string | null | undefined;
  /** Base64 keys it has already, from another hub; new ones are made when left out. */
  readonly primaryKey?: string | undefined;
  readonly secondaryKey?: string | undefined;
  /** It signs in by certificate alone and gets no keys. */
  readonly isKeyless?: boolean | undefined;
  readonly thumbprints?: readonly string[] | undefined;
  readonly state?: Exclude<DeviceState, 'revoked'> | undefined;
}

/** Makes a device known under an id that no other ever had. Refuses with `device.exists` or `device.revoked`. */
export async function registerDevice(unit: Unit, keys: DeviceKeys, input: NewDevice): Promise<Device> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  return makeDevice(unit, keys, { ...input, source: 'api' });
}

/** Makes the record of a device; for those who have checked who asks. */
export async function makeDevice(
  unit: Unit,
  keys: DeviceKeys,
  input: NewDevice & { readonly source: DeviceSource },
  place = '',
): Promise<Device> {
  const { id, assetId = null, source, isKeyless = false } = input;
  requireDeviceId(id, `${place}id`);
  const before = await unit.devices.find(id);
  if (before) throw new Refused(before.state === 'revoked' ? 'device.revoked' : 'device.exists', { id });
  const asset = assetId === null ? null : await assetInUnit(unit, assetId);
  const key = (given: string | undefined, field: string) =>
    keys.seal(id, given === undefined ? keys.make() : requireKey(given, `${place}${field}`));
  const device = unit.devices.save({
    id,
    version: 0,
    unitId: asset?.unitId ?? unit.actor.unitId,
    name: input.name?.trim() || id,
    model: input.model?.trim() ?? '',
    assetId,
    state: input.state ?? 'enabled',
    sealedPrimaryKey: isKeyless ? null : key(input.primaryKey, 'primaryKey'),
    sealedSecondaryKey: isKeyless ? null : key(input.secondaryKey, 'secondaryKey'),
    thumbprints: requireThumbprints(input.thumbprints ?? [], `${place}thumbprints`),
    rules: [],
    source,
    registeredAt: unit.now,
    registeredById: unit.actor.id,
    lastSeenAt: null,
  });
  unit.emit('device.registered', { deviceId: id, assetId });
  return device;
}

/** The asset a device is to be linked to; one of another unit is not there. */
export async function assetInUnit(unit: Unit, assetId: string) {
  const asset = await unit.assets.get(assetId);
  if (asset.unitId !== unit.actor.unitId)
    throw new Refused('record.not_found', { kind: 'assets', id: assetId });
  return asset;
}
