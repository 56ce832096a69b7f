import { renewCard } from '../messaging/posting.ts';
import type { Unit } from '../unit.ts';
import { moveBooking, requirementStateOf, workOrderStateOf } from './status.ts';
import type { Booking, BookingTimestamp, WorkOrder } from './work-order.ts';

/** Who moves a booking: the technician on site (`mobile`), or somebody at the desk. */
export type Source = BookingTimestamp['source'];

/** Moves a booking, keeps the step for ever, and says so. The order follows with `settleOrder`. */
export async function changeBooking(
  unit: Unit,
  found: Booking,
  change: { readonly source: Source } & Pick<Booking, 'state'> & Partial<Booking>,
): Promise<Booking> {
  const { source, state, ...fields } = change;
  const moved = unit.bookings.save({ ...moveBooking(found, state), ...fields });
  stamp(unit, moved, source);
  const order = await unit.workOrders.get(moved.workOrderId);
  unit.emit('booking.moved', {
    bookingId: moved.id,
    workOrderId: order.id,
    caseId: order.caseId,
    resourceId: moved.resourceId,
    from: found.state,
    to: state,
  });
  await renewCard(unit, 'booking', moved.id);
  return moved;
}

/** One step of a booking, of which journals and measures are made. */
export function stamp(unit: Unit, booking: Booking, source: Source): void {
  unit.bookingTimestamps.save({
    id: unit.newId(),
    version: 0,
    unitId: booking.unitId,
    bookingId: booking.id,
    state: booking.state,
    at: unit.now,
    source,
    byId: unit.actor.id,
  });
}

/**
 * Brings an order and its requirements into line with the bookings (field-service 1.1): state, first arrival, and the
 * completion, which is the end of the last booking done. The order is saved even when nothing of it changes, so that two
 * bookings ending at the same moment cannot miss each other.
 */
export async function settleOrder(unit: Unit, order: WorkOrder): Promise<WorkOrder> {
  const bookings = await unit.bookings.where({ workOrderId: order.id });
  const state = workOrderStateOf(order.state, bookings);
  for (const requirement of await unit.requirements.where({ workOrderId: order.id })) {
    const own = bookings.filter(({ requirementId }) => requirementId === requirement.id);
    const wanted = requirementStateOf(state, own);
    if (wanted !== requirement.state) unit.requirements.save({ ...requirement, state: wanted });
  }
  const settled = unit.workOrders.save({
    ...order,
    state,
    firstArrivedAt: firstArrival(order, bookings),
    completedAt: completion({ ...order, state }, bookings),
  });
  if (state !== order.state) announce(unit, settled, order.state);
  if (order.caseId) await renewCard(unit, 'case', order.caseId);
  return settled;
}

/** Tells the other concepts that an order is in another state. */
export function announce(unit: Unit, order: WorkOrder, from: WorkOrder['state']): void {
  unit.emit('work-order.moved', { workOrderId: order.id, caseId: order.caseId, from, to: order.state });
}

function firstArrival(order: WorkOrder, bookings: readonly Booking[]): Date | null {
  const arrivals = bookings.flatMap(({ arrivedAt }) => (arrivedAt ? [arrivedAt.getTime()] : []));
  return arrivals.length > 0 ? new Date(Math.min(...arrivals)) : order.firstArrivedAt;
}

function completion(order: WorkOrder, bookings: readonly Booking[]): Date | null {
  if (order.state === 'posted') return order.completedAt;
  if (order.state !== 'completed') return null;
  const ends = bookings.filter(({ state }) => state === 'completed').map(({ endAt }) => endAt.getTime());
  return new Date(Math.max(...ends));
}
