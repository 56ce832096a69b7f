import type { BookingView } from '../../cards/bookings.ts';
import type { MyDayView } from '../../cards/my-day.ts';
import type { SlotsView } from '../../cards/slots.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Slots } from '../../domain/scheduling/slots.ts';
import type { Day } from '../../domain/work-orders/my-day.ts';
import type { WorkOrder } from '../../domain/work-orders/work-order.ts';
import { type DeviceViewing, visitAlerts } from './alert-views.ts';
import { byId, maybe, type ReadTables, staffTimes, type Viewing } from './viewing.ts';

/** What the field asks of the planning use cases, which read within a unit of work. */
export interface FieldViewing extends DeviceViewing {
  readonly slots: (workOrderId: string) => Promise<Slots>;
  readonly day: (personId: string) => Promise<Day>;
}

/** Loads what a technician sees of a visit. */
export async function bookingView(viewing: Viewing, bookingId: string): Promise<BookingView> {
  const { tables } = viewing;
  const booking = await tables.bookings.get(bookingId);
  const order = await tables.workOrders.get(booking.workOrderId);
  const customer = await tables.customers.get(order.customerId);
  const site = await tables.sites.get(order.siteId);
  const asset = await maybe(tables, 'assets', order.assetId);
  const found = await maybe(tables, 'cases', order.caseId);
  const { state, report, cancelReason, completesOrder, travelMinutes, partsUsed } = booking;
  return {
    bookingId,
    state,
    number: order.number,
    customer: customer.name,
    phone: customer.phone,
    danger: found?.danger ?? false,
    site: { name: site.name, address: site.address, access: site.accessNotes, lat: site.lat, lon: site.lon },
    when: staffTimes(viewing).span(booking.startAt, booking.endAt),
    travelMinutes,
    summary: order.summary,
    instructions: order.instructions,
    asset: asset ? { id: asset.id, name: `${asset.name} ${asset.model}`, place: asset.place } : null,
    alerts: await visitAlerts(viewing, order),
    history: await earlierVisits(viewing, order),
    products: await partsThatFit(tables, asset?.category ?? found?.category ?? ''),
    report,
    isFixed: completesOrder,
    partsUsed: partsUsed.map(({ name, quantity }) => `${quantity} × ${name}`),
    cancelReason,
  };
}

/** The last visits to the same machine, or to the same place where no machine is named. */
async function earlierVisits(viewing: Viewing, order: WorkOrder): Promise<string[]> {
  const { tables } = viewing;
  const same = order.assetId ? { assetId: order.assetId } : { siteId: order.siteId };
  const orders = await tables.workOrders.where(
    { ...same, none: [{ id: order.id }] },
    { orderBy: [['createdAt', 'desc']], limit: 20 },
  );
  if (orders.length === 0) return [];
  const visits = await tables.bookings.where(
    { workOrderId: { in: orders.map(({ id }) => id) }, state: 'completed' },
    { orderBy: [['endAt', 'desc']], limit: 3 },
  );
  const who = await byId(
    tables,
    'resources',
    visits.map(({ resourceId }) => resourceId),
  );
  return visits.map(({ completedAt, endAt, report, resourceId }) => {
    const by = who.get(resourceId)?.name;
    return `${staffTimes(viewing).when(completedAt ?? endAt)}${by ? `, ${by}` : ''}: ${report ?? 'no report'}`;
  });
}

/** Parts of the category first, then those that fit everywhere. */
async function partsThatFit(tables: ReadTables, category: string): Promise<BookingView['products']> {
  const parts = await tables.products.where(
    { kind: 'inventory', category: { in: [category, 'general'] } },
    { orderBy: [['name', 'asc']] },
  );
  const isOwn = (one: { readonly category: string }) => one.category === category;
  return [...parts.filter(isOwn), ...parts.filter((one) => !isOwn(one))]
    .slice(0, 6)
    .map(({ id, name }) => ({ id, name }));
}

/** Loads the best times for a work order, or what stands in the way of them. */
export async function slotsView(viewing: FieldViewing, workOrderId: string): Promise<SlotsView> {
  const { tables, slots } = viewing;
  const times = staffTimes(viewing);
  const order = await tables.workOrders.get(workOrderId);
  const site = await tables.sites.get(order.siteId);
  const visit = await tables.bookings.first(
    { workOrderId, state: { in: ['scheduled', 'traveling', 'in-progress', 'on-break'] } },
    { orderBy: [['startAt', 'asc']] },
  );
  const technician = await maybe(tables, 'resources', visit?.resourceId);
  const found = visit ? { slots: [], reasonNone: null } : await slots(workOrderId).catch(saidNo);
  return {
    workOrderId,
    number: order.number,
    summary: order.summary,
    site: `${site.name}, ${site.address}`,
    booked: visit ? `${technician?.name ?? 'a technician'}, ${times.span(visit.startAt, visit.endAt)}` : null,
    slots: found.slots.map((slot) => ({
      resourceId: slot.resourceId,
      technician: slot.resourceName,
      startAt: slot.startAt.toISOString(),
      when: times.span(slot.startAt, slot.endAt),
      travelMinutes: slot.travelFromMinutes,
      reasons: slot.reasons,
    })),
    why: found.reasonNone,
    help: [
      'a wider arrival window',
      'a shorter visit, or one in two parts',
      'fewer or lower skills, where the work allows it',
      'asking the dispatcher to move a visit that can wait',
    ],
  };
}

function saidNo(refusal: unknown): Slots {
  if (refusal instanceof Refused) return { slots: [], reasonNone: refusal.message };
  throw refusal;
}

/** Loads a technician's agenda of today. */
export async function myDayView(viewing: FieldViewing, personId: string): Promise<MyDayView> {
  const { stops } = await viewing.day(personId);
  const times = staffTimes(viewing);
  return {
    day: times.date(times.present),
    visits: stops.map(({ booking, order, site }) => ({
      bookingId: booking.id,
      state: booking.state,
      when: times.clockSpan(booking.startAt, booking.endAt),
      number: order.number,
      summary: order.summary,
      where: `${site.name}, ${site.address}`,
      travelMinutes: booking.travelMinutes,
    })),
  };
}
