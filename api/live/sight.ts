import type { EventName, LoggedEvent } from '../../domain/events.ts';
import type { Actor } from '../../domain/people/actor.ts';
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

/** Ids that an event is about. */
type About = Readonly<
  Partial<Record<'personId' | 'customerId' | 'conversationId' | 'caseId' | 'workOrderId', string | null>>
>;

/** Staff hear of everything in their unit but other people's posts; customers of what is their own. */
export async function eventSight(actor: Actor, tables: ReadTables): Promise<EventSight> {
  if (!isCustomer(actor))
    return ({ unitId, name, data }) =>
      unitId === actor.unitId && (name !== 'post.changed' || (data as About).personId === actor.id);
  const own = await ownIds(actor, tables);
  return ({ unitId, name, data }) => {
    if (unitId !== actor.unitId) return false;
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
