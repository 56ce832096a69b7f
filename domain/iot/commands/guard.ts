import { hasRole, requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import type { BookingState, WorkOrder } from '../../work-orders/work-order.ts';
import type { Device } from '../devices/device.ts';

const underWay: readonly BookingState[] = ['scheduled', 'traveling', 'in-progress', 'on-break'];

/** Refuses whoever tells no device anything, before anything is looked up. */
export const requireCommanding = ({ actor }: Unit): void =>
  requireRole(actor, 'technician', 'dispatcher', 'supervisor');

/**
 * Lets a dispatcher or a supervisor tell a device something, and a technician as long as a visit to the device's asset is
 * theirs to make. Answers the technician's order; null for the others.
 */
export async function requireCommander(unit: Unit, device: Device): Promise<WorkOrder | null> {
  requireCommanding(unit);
  if (hasRole(unit.actor, 'dispatcher', 'supervisor')) return null;
  const order = await ownOrder(unit, device);
  if (!order) throw new Refused('command.not_yours', { device: device.name || device.id });
  return order;
}

async function ownOrder(unit: Unit, { assetId }: Device): Promise<WorkOrder | undefined> {
  if (assetId === null) return undefined;
  const resources = await unit.resources.where({ personId: unit.actor.id });
  const visits = await unit.bookings.where({
    resourceId: { in: resources.map(({ id }) => id) },
    state: { in: underWay },
  });
  return unit.workOrders.first({ id: { in: visits.map(({ workOrderId }) => workOrderId) }, assetId });
}
