import type { Asset } from '../assets/asset.ts';
import type { Customer, Site } from '../customers/customer.ts';
import type { Product } from '../inventory/product.ts';
import { hasRole, requireRole } from '../people/actor.ts';
import { dayBounds, localDay } from '../people/say-time.ts';
import { Refused } from '../refusals.ts';
import type { Resource } from '../scheduling/resource.ts';
import type { Unit } from '../unit.ts';
import { zoneOf } from './tell.ts';
import type { Booking, WorkOrder } from './work-order.ts';

/** One stop of a technician's day, with all that is needed on site. */
export interface DayStop {
  readonly booking: Booking;
  readonly order: WorkOrder;
  readonly customer: Customer;
  readonly site: Site;
  readonly asset: Asset | null;
}

/** A technician's agenda of one local day, in order of time. */
export interface Day {
  /** `YYYY-MM-DD` in `zone`. */
  readonly date: string;
  readonly zone: string;
  readonly resource: Resource;
  readonly stops: readonly DayStop[];
}

/**
 * What a technician does on a day, today when none is named: a technician sees his own, dispatchers and supervisors
 * anyone's. A visit that is under way is part of today even when it was planned for another day.
 */
export async function myDay(
  unit: Unit,
  input: { readonly personId: string; readonly date?: string },
): Promise<Day> {
  requireRole(unit.actor, 'technician', 'dispatcher', 'supervisor');
  const resource = await unit.resources.first({ personId: input.personId });
  if (!resource) throw new Refused('record.not_found', { kind: 'resources', id: input.personId });
  if (input.personId !== unit.actor.id && !hasRole(unit.actor, 'dispatcher', 'supervisor'))
    throw new Refused('booking.not_yours', { owner: resource.name });
  const zone = await zoneOf(unit, resource);
  const today = localDay(unit.now, zone);
  const date = input.date ?? today;
  const { from, to } = dayBounds(date, zone);
  const planned = { startAt: { below: to }, endAt: { above: from } };
  const underWay = { state: { in: ['traveling', 'in-progress', 'on-break'] as const } };
  const bookings = await unit.bookings.where(
    {
      resourceId: resource.id,
      state: { not: 'cancelled' },
      any: date === today ? [planned, underWay] : [planned],
    },
    { orderBy: [['startAt', 'asc']] },
  );
  const stops: DayStop[] = [];
  for (const booking of bookings) stops.push(await stopOf(unit, booking));
  return { date, zone, resource, stops };
}

async function stopOf(unit: Unit, booking: Booking): Promise<DayStop> {
  const order = await unit.workOrders.get(booking.workOrderId);
  const customer = await unit.customers.get(order.customerId);
  const site = await unit.sites.get(order.siteId);
  const asset = order.assetId ? ((await unit.assets.find(order.assetId)) ?? null) : null;
  return { booking, order, customer, site, asset };
}

/** The parts a technician may have used on work of a category: its own first, then what fits everywhere. */
export async function partsFor(unit: Unit, category: string): Promise<Product[]> {
  const parts = await unit.products.where(
    { kind: 'inventory', category: { in: [category, 'general'] } },
    { orderBy: [['name', 'asc']] },
  );
  return [
    ...parts.filter((one) => one.category === category),
    ...parts.filter((one) => one.category !== category),
  ];
}
