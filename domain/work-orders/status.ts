import { Refused } from '../refusals.ts';
import type { Booking, BookingState, Requirement, WorkOrder, WorkOrderState } from './work-order.ts';

/** What of a booking decides about its order and its requirement. */
export type BookingSign = Pick<Booking, 'state' | 'completesOrder'>;

/**
 * A work order's state is read off its bookings, so that board, portal, messages and measures can never disagree with
 * what happened on site. The table is field-service section 1.1; a booking that is completed but does not complete the
 * order is "partially completed" there and sends the work back to the dispatcher when nothing else is planned. Our own
 * choices where that table is silent: a break counts as being in progress, and completed + scheduled + partially
 * completed is in progress. What people set (`posted`, `cancelled`) stays.
 */
export function workOrderStateOf(current: WorkOrderState, bookings: readonly BookingSign[]): WorkOrderState {
  if (current === 'posted' || current === 'cancelled') return current;
  const is = (...states: readonly BookingState[]) => bookings.some(({ state }) => states.includes(state));
  const isDone = bookings.some(({ state, completesOrder }) => state === 'completed' && completesOrder);
  if (is('traveling', 'in-progress', 'on-break')) return 'in-progress';
  if (is('scheduled')) return isDone ? 'in-progress' : 'scheduled';
  return isDone ? 'completed' : 'unscheduled';
}

/**
 * A requirement is wanted until all its bookings that were not cancelled are done; work that was only partly completed
 * leaves it wanted, so that the dispatcher can book the rest.
 */
export function requirementStateOf(
  order: WorkOrderState,
  bookings: readonly BookingSign[],
): Requirement['state'] {
  if (order === 'cancelled') return 'canceled';
  const live = bookings.filter(({ state }) => state !== 'cancelled');
  const isDone = live.every(({ state }) => state === 'completed') && live.some((one) => one.completesOrder);
  return isDone ? 'completed' : 'active';
}

const bookingMoves: Record<BookingState, readonly BookingState[]> = {
  scheduled: ['traveling', 'in-progress', 'cancelled'],
  traveling: ['in-progress', 'cancelled'],
  'in-progress': ['on-break', 'completed', 'cancelled'],
  'on-break': ['in-progress', 'completed', 'cancelled'],
  completed: [],
  cancelled: [],
};

/** Moves a booking along its transition table; anything else is refused with both states named. */
export function moveBooking(found: Booking, to: BookingState): Booking {
  if (!bookingMoves[found.state].includes(to))
    throw new Refused('booking.transition_not_allowed', { from: found.state, to });
  return { ...found, state: to };
}

/** The only states people set; all others follow from the bookings. */
const movesByHand: Record<WorkOrderState, readonly ('posted' | 'cancelled')[]> = {
  unscheduled: ['cancelled'],
  scheduled: ['cancelled'],
  'in-progress': ['cancelled'],
  completed: ['posted'],
  posted: [],
  cancelled: [],
};

/** Posts or cancels an order as a person decides: only completed work is posted, and done work is not cancelled. */
export function moveWorkOrder(found: WorkOrder, to: 'posted' | 'cancelled'): WorkOrder {
  if (!movesByHand[found.state].includes(to))
    throw new Refused('work_order.transition_not_allowed', { number: found.number, from: found.state, to });
  return { ...found, state: to };
}
