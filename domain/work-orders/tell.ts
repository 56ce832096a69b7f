import { sayToCustomer } from '../conversations/say.ts';
import { postCard, postText } from '../messaging/posting.ts';
import { sayWhen, timesIn } from '../people/say-time.ts';
import type { Resource } from '../scheduling/resource.ts';
import type { Unit } from '../unit.ts';
import { preparation, type VisitPhrase, visitPhrase } from './visit-phrases.ts';
import type { Booking, WorkOrder } from './work-order.ts';

/** A visit as everyone speaks of it. */
export interface Visit {
  readonly booking: Booking;
  readonly order: WorkOrder;
  readonly resource: Resource;
}

/** A booking with its order and technician. */
export async function visitOf(unit: Unit, bookingId: string): Promise<Visit> {
  const booking = await unit.bookings.get(bookingId);
  const order = await unit.workOrders.get(booking.workOrderId);
  const resource = await unit.resources.get(booking.resourceId);
  return { booking, order, resource };
}

/** The zone in which times of a visit are told: that of the technician's calendar, who works where the site is. */
export async function zoneOf(unit: Unit, resource: Resource): Promise<string> {
  return (await unit.calendars.find(resource.calendarId))?.zone ?? 'UTC';
}

/**
 * Says a phrase about a visit to the customer, in the conversation of the order's case; an order without one stays
 * silent. Times are those of the promised arrival window, the only ones a customer ever hears; a visit that is planned
 * comes with what to prepare.
 */
export async function tellCustomer(unit: Unit, visit: Visit, name: VisitPhrase): Promise<void> {
  const { booking, order, resource } = visit;
  const about = order.caseId ? await unit.cases.find(order.caseId) : undefined;
  if (!about?.conversationId) return;
  const conversation = await unit.conversations.get(about.conversationId);
  const { language } = conversation;
  const times = timesIn({ language, zone: await zoneOf(unit, resource), now: unit.now });
  const said = visitPhrase(name, language, {
    technician: resource.name,
    number: order.number,
    minutes: String(booking.travelMinutes),
    when: times.between({
      from: order.promisedFrom ?? booking.startAt,
      to: order.promisedTo ?? booking.startAt,
    }),
  });
  const isPlan = name === 'booked' || name === 'moved';
  sayToCustomer(unit, conversation, {
    text: isPlan ? `${said} ${preparation(about.category, language)}` : said,
  });
}

/** Tells the technician what became of a visit; the visit's card shows it too. */
export async function tellTechnician(unit: Unit, visit: Visit, what: string): Promise<void> {
  const text = `${await sayVisit(unit, visit)} ${what}`;
  await postText(unit, { personId: visit.resource.personId, text, caseId: visit.order.caseId });
}

/** Tells the owner of the order's case, who answers to the customer for it. */
export async function tellOwner(unit: Unit, order: WorkOrder, text: string): Promise<void> {
  const about = order.caseId ? await unit.cases.find(order.caseId) : undefined;
  if (about?.ownerId) await postText(unit, { personId: about.ownerId, text, caseId: about.id });
}

/** Hands an order back to the dispatchers, with the reason and the card of its best slots; to supervisors where there are none. */
export async function askDispatchers(unit: Unit, order: WorkOrder, why: string): Promise<void> {
  const people = await unit.people.where({ unitId: order.unitId, active: true });
  const dispatchers = people.filter(({ roles }) => roles.includes('dispatcher'));
  const asked =
    dispatchers.length > 0 ? dispatchers : people.filter(({ roles }) => roles.includes('supervisor'));
  for (const { id } of asked) {
    await postText(unit, { personId: id, text: why, caseId: order.caseId });
    await postCard(unit, { personId: id, card: 'slots', subjectId: order.id, caseId: order.caseId });
  }
}

/** A visit in one line for staff: `W-2077 at Harbour House, today 14:30`. */
export async function sayVisit(unit: Unit, { booking, order, resource }: Visit): Promise<string> {
  const site = await unit.sites.find(order.siteId);
  const when = sayWhen(booking.startAt, await zoneOf(unit, resource), unit.now);
  return `${order.number} at ${site?.name ?? 'an unknown site'}, ${when}`;
}
