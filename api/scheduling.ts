import { z } from 'zod';
import { Refused } from '../domain/refusals.ts';
import type { Resource as Bookable, Territory } from '../domain/scheduling/resource.ts';
import { myDay } from '../domain/work-orders/my-day.ts';
import { assets } from './assets.ts';
import { customers, sites } from './customers.ts';
import { ok, type Route, read } from './http/route.ts';
import { fieldsOf, orNull } from './odata/field.ts';
import { resource, shapeOf } from './odata/resource.ts';
import { showOne, type Viewing } from './odata/show.ts';
import { characteristics } from './people.ts';
import { bookings, workOrders } from './work-orders.ts';

const bookable = fieldsOf<Bookable>();
const territory = fieldsOf<Territory>();

/** Anything bookable: technicians with their skills and areas. */
export const resources = resource({
  name: 'resources',
  entity: 'Resource',
  kind: 'resources',
  tag: 'Scheduling',
  says: ['resource', 'resources'],
  fields: {
    id: bookable.text('id'),
    name: bookable.text('name'),
    personId: bookable.text('personId'),
    aadObjectId: orNull(bookable.from('personId', 'people', 'aadObjectId')),
    characteristics: bookable.data('characteristics', characteristics),
    territoryIds: bookable.words('territoryIds'),
    homeLat: bookable.number('homeLat'),
    homeLon: bookable.number('homeLon'),
    calendarId: bookable.text('calendarId'),
    active: bookable.flag('active'),
  },
  expand: {
    person: { to: 'people', one: 'personId' },
    bookings: { to: 'bookings', many: 'resourceId' },
  },
});

/** The areas that technicians cover. */
export const territories = resource({
  name: 'territories',
  entity: 'Territory',
  kind: 'territories',
  tag: 'Scheduling',
  says: ['territory', 'territories'],
  fields: { id: territory.text('id'), name: territory.text('name') },
  expand: { sites: { to: 'sites', many: 'territoryId' } },
});

const stop = z.object({
  booking: shapeOf(bookings),
  workOrder: shapeOf(workOrders),
  customer: shapeOf(customers),
  site: shapeOf(sites),
  asset: shapeOf(assets).nullable(),
});

/** A technician's agenda. */
export const schedulingRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/my-day',
      operationId: 'getMyDay',
      summary: "A technician's visits of one day, in order, with all that is needed on site",
      tag: 'Scheduling',
      roles: ['technician', 'dispatcher', 'supervisor'],
      verb: 'my-day.show',
      query: z.object({
        date: z.iso.date().optional().describe('A local day; today when left out'),
        personId: z.string().max(450).optional().describe('Somebody else, for dispatchers and supervisors'),
      }),
      answer: z.object({
        date: z.iso.date(),
        zone: z.string(),
        resource: shapeOf(resources),
        value: z.array(stop),
      }),
    },
    async ({ actor, deps, query }) => {
      const personId = query.personId ?? actor.id;
      const person = await deps.tables.people.find(personId);
      if (person?.unitId !== actor.unitId)
        throw new Refused('record.not_found', { kind: 'person', id: personId });
      const asked = { personId, ...(query.date && { date: query.date }) };
      const day = await deps.commit((unit) => myDay(unit, asked), { actor });
      const viewing: Viewing = { actor, tables: deps.tables };
      const value = await Promise.all(
        day.stops.map(async (one) => ({
          booking: await showOne(bookings, one.booking, viewing),
          workOrder: await showOne(workOrders, one.order, viewing),
          customer: await showOne(customers, one.customer, viewing),
          site: await showOne(sites, one.site, viewing),
          asset: one.asset && (await showOne(assets, one.asset, viewing)),
        })),
      );
      const { date, zone } = day;
      return ok({ date, zone, resource: await showOne(resources, day.resource, viewing), value });
    },
  ),
];
