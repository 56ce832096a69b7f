import type { Asset } from '../../assets/asset.ts';
import { hasRole, requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { ownWork } from '../../work-orders/own-work.ts';
import { readCode } from './code.ts';
import type { Device, DeviceKeys } from './device.ts';
import { assetInUnit, makeDevice } from './register.ts';

/** What a technician at the machine gives: the device's printed code, and the machine where it is not plain. */
export interface Claim {
  readonly code: string;
  /** The asset of the visit under way when left out. */
  readonly assetId?: string | null | undefined;
}

/** A device that was scanned, and the machine it now belongs to. */
export interface Claimed {
  readonly device: Device;
  readonly asset: Asset;
  readonly isNew: boolean;
}

/**
 * Links the device whose code was scanned to the machine at hand, and registers it first where nobody has: the code's
 * proof is what lets a technician do so. Its key is then the one that was printed with the code.
 */
export async function claimDevice(unit: Unit, keys: DeviceKeys, claim: Claim): Promise<Claimed> {
  requireRole(unit.actor, 'technician', 'dispatcher', 'supervisor');
  const { unitId } = unit.actor;
  const id = readCode(keys, { text: claim.code, unitId });
  const asset = await assetAtHand(unit, claim.assetId ?? null);
  const found = await unit.devices.find(id);
  if (!found) {
    const primaryKey = keys.derive({ id, unitId });
    const given = { id, assetId: asset.id, primaryKey, source: 'scan' } as const;
    return { device: await makeDevice(unit, keys, given), asset, isNew: true };
  }
  if (found.unitId !== asset.unitId) throw new Refused('record.not_found', { kind: 'devices', id });
  if (found.state === 'revoked') throw new Refused('device.revoked', { id });
  const isElsewhere = found.assetId !== null && found.assetId !== asset.id;
  if (isElsewhere && !hasRole(unit.actor, 'dispatcher', 'supervisor')) {
    const other = await unit.assets.find(found.assetId ?? '');
    throw new Refused('device.elsewhere', { id, asset: other?.name ?? found.assetId });
  }
  if (found.assetId === asset.id) return { device: found, asset, isNew: false };
  const device = unit.devices.save({ ...found, assetId: asset.id });
  unit.emit('device.changed', { deviceId: id, what: 'link' });
  return { device, asset, isNew: false };
}

/** The machine named, or that of the technician's visit under way; a technician's own work is all that may be named. */
async function assetAtHand(unit: Unit, assetId: string | null): Promise<Asset> {
  const isDesk = hasRole(unit.actor, 'dispatcher', 'supervisor');
  if (assetId !== null) {
    const asset = await assetInUnit(unit, assetId);
    if (!isDesk && !(await ownWork(unit, unit.actor.id)).assetIds.includes(asset.id))
      throw new Refused('record.not_found', { kind: 'assets', id: assetId });
    return asset;
  }
  const resources = await unit.resources.where({ personId: unit.actor.id });
  const visit = await unit.bookings.first(
    {
      resourceId: { in: resources.map(({ id }) => id) },
      state: { in: ['in-progress', 'on-break', 'traveling'] },
    },
    { orderBy: [['startAt', 'desc']] },
  );
  const order = visit && (await unit.workOrders.get(visit.workOrderId));
  if (!order?.assetId)
    throw new Refused('input.invalid', {
      place: 'assetId',
      problem: 'name the asset: no visit of yours to a machine is under way',
    });
  return assetInUnit(unit, order.assetId);
}
