import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Booking, Requirement, WorkOrder } from '../work-orders/work-order.ts';
import type { SlotSearch, Taken } from './openings.ts';
import type { Resource } from './resource.ts';
import { findSlots, type Slot, type Slots } from './slots.ts';
import { embeddedTravel, type TravelModel } from './travel.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const laterDays = 7;

/** Slots for one order, with what they are for. */
export interface OrderSlots extends Slots {
  readonly order: WorkOrder;
  readonly requirement: Requirement;
  /** Where none fits: the first slot if the customer could wait up to a week longer. */
  readonly later: Slot | null;
}

/** What a work order's wanted requirement can be booked on: the question of every dispatcher. */
export async function slotsFor(
  unit: Unit,
  input: { readonly workOrderId: string; readonly top?: number },
  travel: TravelModel = embeddedTravel,
): Promise<OrderSlots> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor', 'technician');
  const order = await unit.workOrders.get(input.workOrderId);
  const { requirement, search } = await searchFor(unit, order, travel);
  const found = findSlots({ ...search, top: input.top });
  return { order, requirement, ...found, later: found.slots.length > 0 ? null : laterSlot(search) };
}

function laterSlot(search: SlotSearch): Slot | null {
  const windowTo = new Date(
    Math.max(search.requirement.windowTo.getTime(), search.now.getTime()) + laterDays * dayMs,
  );
  const { slots } = findSlots({ ...search, requirement: { ...search.requirement, windowTo }, top: 1 });
  return slots[0] ?? null;
}

/** Loads everything that decides where an order fits; refuses with the order's state when nothing of it is to be booked. */
export async function searchFor(
  unit: Unit,
  order: WorkOrder,
  travel: TravelModel,
): Promise<{ readonly requirement: Requirement; readonly search: SlotSearch }> {
  const requirement = await unit.requirements.first({ workOrderId: order.id, state: 'active' });
  if (!requirement)
    throw new Refused('work_order.transition_not_allowed', {
      number: order.number,
      from: order.state,
      to: 'scheduled',
    });
  const resources = await unit.resources.where({ unitId: order.unitId, active: true });
  const calendars = await unit.calendars.where({
    id: { in: distinct(resources.map((one) => one.calendarId)) },
  });
  const bookings = await takenTimes(unit, requirement);
  const restricted = await whoCannot(unit, order, resources);
  return {
    requirement,
    search: { requirement, resources, bookings, calendars, restricted, now: unit.now, travel },
  };
}

async function takenTimes(unit: Unit, requirement: Requirement): Promise<Taken[]> {
  const lastAt = Math.max(unit.now.getTime(), requirement.windowTo.getTime());
  const bookings = await unit.bookings.where({
    state: { not: 'cancelled' },
    endAt: { above: new Date(Math.min(unit.now.getTime(), requirement.windowFrom.getTime()) - dayMs) },
    startAt: { below: new Date(lastAt + (laterDays + 1) * dayMs) },
  });
  const ids = distinct(bookings.map(({ requirementId }) => requirementId));
  const requirements = await unit.requirements.where({ id: { in: ids } });
  const byId = new Map(requirements.map((one) => [one.id, one]));
  return bookings.flatMap((booking) => {
    const place = byId.get(booking.requirementId);
    return place ? [takenBy(booking, place, unit.now)] : [];
  });
}

/**
 * The time a booking really takes as far as anyone knows now: a technician who set off or arrived late needs the whole
 * duration from there on, one who is still at work is not free before now, and one who is done is free.
 */
export function takenBy(
  booking: Pick<
    Booking,
    'resourceId' | 'state' | 'startAt' | 'endAt' | 'travelMinutes' | 'travelStartedAt' | 'arrivedAt'
  >,
  requirement: Pick<Requirement, 'lat' | 'lon' | 'durationMinutes'>,
  now: Date,
): Taken {
  const { state, startAt, endAt, travelStartedAt, arrivedAt } = booking;
  const durationMs = requirement.durationMinutes * minuteMs;
  const begun = [
    startAt,
    travelStartedAt ?? startAt,
    arrivedAt ?? startAt,
    state === 'completed' ? endAt : startAt,
  ];
  const from = Math.min(...begun.map((at) => at.getTime()));
  let to = endAt.getTime();
  if (state === 'traveling' && travelStartedAt)
    to = Math.max(to, travelStartedAt.getTime() + booking.travelMinutes * minuteMs + durationMs);
  if (state === 'in-progress' || state === 'on-break')
    to = Math.max(to, now.getTime(), arrivedAt ? arrivedAt.getTime() + durationMs : 0);
  return { resourceId: booking.resourceId, place: { lat: requirement.lat, lon: requirement.lon }, from, to };
}

/** Technicians who gave a booking of this order back themselves are not asked a second time. */
async function whoCannot(unit: Unit, order: WorkOrder, resources: readonly Resource[]): Promise<string[]> {
  const given = await unit.bookings.where({ workOrderId: order.id, state: 'cancelled' });
  if (given.length === 0) return [];
  const ends = await unit.bookingTimestamps.where({
    bookingId: { in: given.map(({ id }) => id) },
    state: 'cancelled',
  });
  const byWhom = new Map(ends.map(({ bookingId, byId }) => [bookingId, byId]));
  return resources
    .filter(({ id, personId }) =>
      given.some((one) => one.resourceId === id && byWhom.get(one.id) === personId),
    )
    .map(({ id }) => id);
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
