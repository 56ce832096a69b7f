import type { EventName, LoggedEvent } from '../../domain/events.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { ownWork, seesOwnWorkOnly } from '../../domain/work-orders/own-work.ts';
import type { ReadTables } from '../deps.ts';
import { isCustomer } from '../odata/resource.ts';

/** Tells whether a listener may hear of an event. Asked in the order of events, for it learns from what it hears. */
export type EventSight = (event: LoggedEvent) => boolean;

/** What customers may hear of their own affairs; who was offered what, and why, stays in the house. */
const forCustomers: ReadonlySet<EventName> = new Set<EventName>([
  'conversation.opened',
  'conversation.moved',
  'message.received',
  'message.sent',
  'case.opened',
  'case.resolved',
  'case.reopened',
  'case.closed',
  'case.cancelled',
  'case.rated',
  'work-order.created',
  'work-order.moved',
  'booking.made',
  'booking.moved',
]);

/** Whether customers may hear of a kind of event at all, when it is about them. */
export const isForCustomers = (name: EventName): boolean => forCustomers.has(name);

/** How work is handed out and decided on is the desk's own business, as offers and escalations are. */
const deskOnly = /^(offer|escalation)\./;

/** Whether an event is kept from technicians, also when it is about a case of theirs. */
export const isDeskOnly = (name: EventName): boolean => deskOnly.test(name);

/** What a telemetry reader who holds no other role hears of: machines, and nothing that people say. */
const ofMachines = /^(device|alert)\./;

const seesMachinesOnly = ({ roles }: Actor): boolean =>
  roles.includes('telemetry-reader') &&
  roles.every((role) => role === 'telemetry-reader' || role === 'customer');

/** Ids that an event is about. */
type About = Readonly<
  Partial<
    Record<
      | 'personId'
      | 'customerId'
      | 'conversationId'
      | 'caseId'
      | 'workOrderId'
      | 'bookingId'
      | 'resourceId'
      | 'articleId'
      | 'assetId',
      string | null
    >
  >
>;

/** Staff hear of everything in their unit but other people's posts; technicians and customers of what is their own. */
export async function eventSight(actor: Actor, tables: ReadTables): Promise<EventSight> {
  const sees = await sightWithin(actor, tables);
  return (event) => event.unitId === actor.unitId && sees(event);
}

async function sightWithin(actor: Actor, tables: ReadTables): Promise<EventSight> {
  if (isCustomer(actor)) return customerSight(actor, tables);
  const others: EventSight = seesMachinesOnly(actor)
    ? ({ name }) => ofMachines.test(name)
    : seesOwnWorkOnly(actor)
      ? await technicianSight(actor, tables)
      : () => true;
  return (event) =>
    event.name === 'post.changed' ? (event.data as About).personId === actor.id : others(event);
}

async function customerSight(actor: Actor, tables: ReadTables): Promise<EventSight> {
  const own = await ownIds(actor, tables);
  return ({ name, data }) => {
    const { customerId, conversationId, caseId, workOrderId } = data as About;
    const ids = [conversationId, caseId, workOrderId].filter((id) => typeof id === 'string');
    const isOwn = customerId ? customerId === actor.id : ids.some((id) => own.has(id));
    if (isOwn) for (const id of ids) own.add(id);
    return isOwn && isForCustomers(name);
  };
}

/** Everything a customer has so far; what comes new is learnt from the events that tell of it. */
async function ownIds({ id: customerId }: Actor, tables: ReadTables): Promise<Set<string>> {
  const lists = await Promise.all([
    tables.conversations.where({ customerId }),
    tables.cases.where({ customerId }),
    tables.workOrders.where({ customerId }),
  ]);
  return new Set(lists.flat().map(({ id }) => id));
}

/**
 * A technician hears of the own visits, and of their orders and cases from the booking until the visit is called off; of
 * the house, what articles there are and the own presence.
 */
async function technicianSight(actor: Actor, tables: ReadTables): Promise<EventSight> {
  const { visits, resourceIds, conversationIds, assetIds } = await ownWork(tables, actor.id);
  const own = new Map(visits.map((visit) => [visit.bookingId, visit]));
  const ids = () => new Set([...own.values()].flatMap(({ workOrderId, caseId }) => [workOrderId, caseId]));
  let leadTo = ids();
  return ({ name, data }) => {
    if (isDeskOnly(name)) return false;
    const { personId, articleId, resourceId, bookingId, workOrderId, caseId, conversationId } = data as About;
    if (personId) return personId === actor.id;
    if (ofMachines.test(name))
      return assetIds.includes((data as About).assetId ?? '') || leadTo.has(caseId ?? 'no case');
    if (bookingId && workOrderId && resourceId) {
      const isOwn = resourceIds.includes(resourceId);
      const isOff = (data as { to?: string }).to === 'cancelled';
      if (isOwn && isOff) own.delete(bookingId);
      else if (isOwn) own.set(bookingId, { bookingId, workOrderId, caseId: caseId ?? null });
      if (isOwn) leadTo = ids();
      return isOwn;
    }
    const about = [workOrderId, caseId].filter((id) => typeof id === 'string');
    if (about.length > 0) return about.some((id) => leadTo.has(id));
    return conversationId ? conversationIds.includes(conversationId) : typeof articleId === 'string';
  };
}
