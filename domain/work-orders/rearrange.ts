import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import { embeddedTravel, type TravelModel } from '../scheduling/travel.ts';
import type { Unit } from '../unit.ts';
import { place, type SlotChoice } from './book.ts';
import { changeBooking, settleOrder } from './settle.ts';
import { askDispatchers, sayVisit, tellCustomer, tellTechnician, visitOf } from './tell.ts';
import type { Booking } from './work-order.ts';

/** A customer is told of a new time only when it differs by more than this (field-service 7.3). */
const worthTellingMs = 10 * 60_000;

/** Moves a planned visit to another slot in one step; the customer hears of it when somebody else comes or the time is clearly another. */
export async function rebook(
  unit: Unit,
  input: SlotChoice & { readonly bookingId: string },
  travel: TravelModel = embeddedTravel,
): Promise<Booking> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  const before = await visitOf(unit, input.bookingId);
  if (before.booking.state !== 'scheduled' && before.booking.state !== 'traveling')
    throw new Refused('booking.transition_not_allowed', { from: before.booking.state, to: 'scheduled' });
  await changeBooking(unit, before.booking, {
    state: 'cancelled',
    source: 'desktop',
    cancelReason: 'rebooked',
  });
  const visit = await place(unit, { order: before.order, choice: input, travel });
  const movedMs = Math.abs(visit.booking.startAt.getTime() - before.booking.startAt.getTime());
  const isOther = visit.resource.id !== before.resource.id;
  if (isOther) await tellTechnician(unit, before, 'has gone to somebody else');
  if (isOther || movedMs > worthTellingMs) await tellCustomer(unit, visit, 'moved');
  return visit.booking;
}

/** Calls a visit off; the order goes back to the dispatchers with its best slots. */
export async function cancelBooking(
  unit: Unit,
  input: { readonly bookingId: string; readonly reason: string },
): Promise<Booking> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  const visit = await visitOf(unit, input.bookingId);
  const said = await sayVisit(unit, visit);
  const booking = await changeBooking(unit, visit.booking, {
    state: 'cancelled',
    source: 'desktop',
    cancelReason: input.reason,
  });
  await settleOrder(unit, visit.order);
  await tellTechnician(unit, visit, `is cancelled: ${input.reason}`);
  await tellCustomer(unit, visit, 'cancelled');
  await askDispatchers(unit, visit.order, `${said} is cancelled: ${input.reason}`);
  return booking;
}
