import { renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import type { Unit } from '../unit.ts';
import { announce, changeBooking, settleOrder } from './settle.ts';
import { moveWorkOrder } from './status.ts';
import { tellCustomer, tellTechnician, visitOf } from './tell.ts';
import type { WorkOrder } from './work-order.ts';

/** Takes completed work over into the books: from here on nothing of it moves. */
export async function postWorkOrder(unit: Unit, input: { readonly workOrderId: string }): Promise<WorkOrder> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const found = await unit.workOrders.get(input.workOrderId);
  return closeAs(unit, found, 'posted');
}

/** Gives work up: visits still planned or under way are called off, their technicians and the customer told. */
export async function cancelWorkOrder(
  unit: Unit,
  input: { readonly workOrderId: string; readonly reason: string },
): Promise<WorkOrder> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  const cancelled = await closeAs(unit, await unit.workOrders.get(input.workOrderId), 'cancelled');
  const open = await unit.bookings.where({
    workOrderId: cancelled.id,
    none: [{ state: { in: ['completed', 'cancelled'] } }],
  });
  for (const { id } of open) {
    const visit = await visitOf(unit, id);
    await changeBooking(unit, visit.booking, {
      state: 'cancelled',
      source: 'desktop',
      cancelReason: input.reason,
    });
    await tellTechnician(unit, visit, `is cancelled: ${input.reason}`);
    await tellCustomer(unit, visit, 'cancelled');
  }
  return cancelled;
}

async function closeAs(unit: Unit, found: WorkOrder, to: 'posted' | 'cancelled'): Promise<WorkOrder> {
  const settled = await settleOrder(unit, moveWorkOrder(found, to));
  announce(unit, settled, found.state);
  await renewCard(unit, 'slots', found.id);
  return settled;
}
