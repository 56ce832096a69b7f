import { postCard, renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { sayWhen } from '../people/say-time.ts';
import { Refused } from '../refusals.ts';
import { searchFor } from '../scheduling/offer-slots.ts';
import type { SlotSearch } from '../scheduling/openings.ts';
import { type Slot, slotAt, whyNotAt } from '../scheduling/slots.ts';
import { embeddedTravel, type TravelModel } from '../scheduling/travel.ts';
import type { Unit } from '../unit.ts';
import { promiseFor } from './arrival-window.ts';
import { settleOrder, stamp } from './settle.ts';
import { tellCustomer, type Visit, zoneOf } from './tell.ts';
import type { Booking, BookingState, Requirement, WorkOrder } from './work-order.ts';

/** Which slot is wanted. */
export interface SlotChoice {
  readonly resourceId: string;
  readonly startAt: Date;
}

const openBookings: readonly BookingState[] = ['scheduled', 'traveling', 'in-progress', 'on-break'];

/**
 * Books a slot: the fit is checked again here and now, the technician gets the visit's card, the customer hears who comes,
 * when, and what to prepare. Pressing the same button twice answers the booking made. Refuses with `booking.slot_taken`
 * when somebody was quicker, `slot.none` when the technician cannot do it at all, `work_order.booked` when the order has
 * another visit planned.
 */
export async function bookSlot(
  unit: Unit,
  input: SlotChoice & { readonly workOrderId: string },
  travel: TravelModel = embeddedTravel,
): Promise<Booking> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  const order = await unit.workOrders.get(input.workOrderId);
  const planned = await unit.bookings.first({ workOrderId: order.id, state: { in: openBookings } });
  if (planned?.resourceId === input.resourceId && planned.startAt.getTime() === input.startAt.getTime())
    return planned;
  if (planned) throw await alreadyBooked(unit, order, planned);
  const visit = await place(unit, { order, choice: input, travel });
  await tellCustomer(unit, visit, 'booked');
  return visit.booking;
}

/** Makes the booking when the slot is still to be had, and tells the technician; the caller tells the customer. */
export async function place(
  unit: Unit,
  wanted: { readonly order: WorkOrder; readonly choice: SlotChoice; readonly travel: TravelModel },
): Promise<Visit> {
  const { requirement, search } = await searchFor(unit, wanted.order, wanted.travel);
  const slot = slotAt(search, wanted.choice);
  if (!slot) throw noSlot(search, wanted.choice);
  const resource = await unit.resources.get(slot.resourceId);
  unit.resources.save(resource); // two dispatchers who book the same technician meet here, and the second looks again
  const booking = unit.bookings.save(bookingOf(unit, requirement, slot));
  stamp(unit, booking, 'desktop');
  const promise = promiseFor(slot.startAt, requirement, unit.now);
  const order = await settleOrder(unit, {
    ...wanted.order,
    promisedFrom: promise.from,
    promisedTo: promise.to,
  });
  unit.emit('booking.made', {
    bookingId: booking.id,
    workOrderId: order.id,
    caseId: order.caseId,
    resourceId: resource.id,
    startAt: booking.startAt.toISOString(),
  });
  await postCard(unit, {
    personId: resource.personId,
    card: 'booking',
    subjectId: booking.id,
    caseId: order.caseId,
  });
  await renewCard(unit, 'slots', order.id);
  return { booking, order, resource };
}

const bookingOf = (unit: Unit, requirement: Requirement, slot: Slot): Booking => ({
  id: unit.newId(),
  version: 0,
  unitId: requirement.unitId,
  workOrderId: requirement.workOrderId,
  requirementId: requirement.id,
  resourceId: slot.resourceId,
  state: 'scheduled',
  startAt: slot.startAt,
  endAt: slot.endAt,
  travelMinutes: slot.travelFromMinutes,
  travelKm: slot.travelKm,
  completesOrder: true,
  travelStartedAt: null,
  arrivedAt: null,
  completedAt: null,
  report: null,
  partsUsed: [],
  cancelReason: null,
});

function noSlot(search: SlotSearch, choice: SlotChoice): Refused {
  const lasting = whyNotAt(search, choice);
  return lasting ? new Refused('slot.none', { reason: lasting }) : new Refused('booking.slot_taken');
}

async function alreadyBooked(unit: Unit, order: WorkOrder, planned: Booking): Promise<Refused> {
  const resource = await unit.resources.get(planned.resourceId);
  const when = sayWhen(planned.startAt, await zoneOf(unit, resource), unit.now);
  return new Refused('work_order.booked', { number: order.number, resource: resource.name, when });
}
