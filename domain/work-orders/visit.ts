import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import { reopenedWindow } from './arrival-window.ts';
import { changeBooking, settleOrder } from './settle.ts';
import { askDispatchers, sayVisit, tellCustomer, tellOwner, type Visit } from './tell.ts';
import { type VisitInput, visitInHand } from './visit-in-hand.ts';
import { reported, sayReport, type VisitReport } from './visit-report.ts';
import type { Booking } from './work-order.ts';

/** The technician sets off: the start becomes now (from the phone only), and the customer hears how long it will take. */
export async function startTravel(unit: Unit, input: VisitInput): Promise<Booking> {
  const { source, ...visit } = await visitInHand(unit, input);
  const booking = await changeBooking(unit, visit.booking, {
    state: 'traveling',
    source,
    travelStartedAt: unit.now,
    startAt: source === 'mobile' ? unit.now : visit.booking.startAt,
  });
  await settleOrder(unit, visit.order);
  await tellCustomer(unit, { ...visit, booking }, 'onTheWay');
  return booking;
}

/** The technician is there: from the phone it is the actual arrival, and the order's first one. */
export async function arrive(unit: Unit, input: VisitInput): Promise<Booking> {
  const { source, ...visit } = await visitInHand(unit, input);
  if (visit.booking.state === 'on-break')
    throw new Refused('booking.transition_not_allowed', { from: 'on-break', to: 'in-progress' });
  const arrivedAt = source === 'mobile' ? unit.now : null;
  const booking = await changeBooking(unit, visit.booking, { state: 'in-progress', source, arrivedAt });
  await settleOrder(unit, visit.order);
  return booking;
}

/** The technician pauses; the order stays in progress. */
export async function takeBreak(unit: Unit, input: VisitInput): Promise<Booking> {
  const { source, ...visit } = await visitInHand(unit, input);
  const booking = await changeBooking(unit, visit.booking, { state: 'on-break', source });
  await settleOrder(unit, visit.order);
  return booking;
}

/** The technician goes on after a break; it is not a second arrival. */
export async function endBreak(unit: Unit, input: VisitInput): Promise<Booking> {
  const { source, ...visit } = await visitInHand(unit, input);
  if (visit.booking.state !== 'on-break')
    throw new Refused('booking.transition_not_allowed', { from: visit.booking.state, to: 'in-progress' });
  const booking = await changeBooking(unit, visit.booking, { state: 'in-progress', source });
  await settleOrder(unit, visit.order);
  return booking;
}

/**
 * Ends a visit. The end becomes now when the technician says so, and stays as planned when somebody else does; the order
 * follows. The customer hears that it is done, the case's owner what was done; a follow-up asks the dispatchers for the
 * second visit.
 */
export async function completeVisit(unit: Unit, input: VisitReport): Promise<Booking> {
  const { source, isOwn, ...visit } = await visitInHand(unit, input);
  const booking = await changeBooking(unit, visit.booking, {
    ...(await reported(unit, input)),
    state: 'completed',
    source,
    endAt: isOwn ? unit.now : visit.booking.endAt,
    completedAt: unit.now,
  });
  const order = await settleOrder(unit, visit.order);
  const done = { ...visit, booking, order };
  await tellCustomer(unit, done, input.outcome === 'fixed' ? 'done' : 'followUp');
  await tellOwner(unit, order, await sayReport(unit, done));
  if (order.state === 'unscheduled') {
    await wantAgain(unit, done);
    await askDispatchers(unit, order, `${order.number} needs a second visit: ${booking.report}`);
  }
  return booking;
}

/** The technician cannot do it: the work is wanted again, dispatchers see the best other slots, the customer hears. */
export async function cannotMakeIt(
  unit: Unit,
  input: VisitInput & { readonly reason: string },
): Promise<Booking> {
  const { source, isOwn: _, ...visit } = await visitInHand(unit, input);
  const reason = input.reason.trim();
  if (!reason) throw new Refused('input.invalid', { place: 'reason', problem: 'say why' });
  const said = await sayVisit(unit, visit);
  const booking = await changeBooking(unit, visit.booking, {
    state: 'cancelled',
    source,
    cancelReason: reason,
  });
  const order = await settleOrder(unit, visit.order);
  await tellCustomer(unit, visit, 'rearranging');
  await wantAgain(unit, { ...visit, booking });
  await askDispatchers(unit, order, `${visit.resource.name} cannot make ${said}: ${reason}`);
  return booking;
}

/** Work that goes back to the dispatchers needs an arrival window that is open; a second visit gets a fresh one. */
async function wantAgain(unit: Unit, { booking, order }: Visit): Promise<void> {
  const requirement = await unit.requirements.get(booking.requirementId);
  if (booking.state === 'completed' || requirement.windowTo <= unit.now)
    unit.requirements.save(await reopenedWindow(unit, requirement, order.priority));
}
