import { z } from 'zod';
import type {
  Booking,
  BookingState,
  Requirement,
  WorkOrder,
  WorkOrderState,
} from '../domain/work-orders/work-order.ts';
import { priorities } from './cases.ts';
import { fieldsOf, forStaff, orNull } from './odata/field.ts';
import { resource } from './odata/resource.ts';
import { characteristics } from './people.ts';

const orderStates = [
  'unscheduled',
  'scheduled',
  'in-progress',
  'completed',
  'posted',
  'cancelled',
] as const satisfies readonly WorkOrderState[];
const bookingStates = [
  'scheduled',
  'traveling',
  'in-progress',
  'on-break',
  'completed',
  'cancelled',
] as const satisfies readonly BookingState[];
const requirementStates = [
  'active',
  'completed',
  'canceled',
] as const satisfies readonly Requirement['state'][];
const tag = 'Field service';
const order = fieldsOf<WorkOrder>();
const need = fieldsOf<Requirement>();
const visit = fieldsOf<Booking>();

/** Work at customers' places. */
export const workOrders = resource({
  name: 'work-orders',
  entity: 'WorkOrder',
  kind: 'workOrders',
  tag,
  says: ['work order', 'work orders'],
  fields: {
    id: order.text('id'),
    number: order.text('number'),
    caseId: orNull(order.text('caseId')),
    customerId: order.text('customerId'),
    customer: order.named('customerId', 'customers'),
    accountId: orNull(order.text('accountId')),
    siteId: order.text('siteId'),
    site: order.named('siteId', 'sites'),
    assetId: orNull(order.text('assetId')),
    state: order.word('state', orderStates),
    priority: order.word('priority', priorities),
    summary: order.text('summary'),
    instructions: forStaff(order.text('instructions')),
    promisedFrom: orNull(order.instant('promisedFrom')),
    promisedTo: orNull(order.instant('promisedTo')),
    firstArrivedAt: orNull(order.instant('firstArrivedAt')),
    completedAt: orNull(order.instant('completedAt')),
    createdAt: order.instant('createdAt'),
    createdById: forStaff(order.text('createdById')),
  },
  expand: {
    case: { to: 'cases', one: 'caseId' },
    customer: { to: 'customers', one: 'customerId' },
    site: { to: 'sites', one: 'siteId' },
    asset: { to: 'assets', one: 'assetId' },
    requirements: { to: 'requirements', many: 'workOrderId' },
    bookings: { to: 'bookings', many: 'workOrderId' },
    alerts: { to: 'alerts', many: 'workOrderId' },
  },
  own: async ({ id }) => ({ customerId: id }),
});

/** What work needs of a resource: skill, time, place. */
export const requirements = resource({
  name: 'requirements',
  entity: 'Requirement',
  kind: 'requirements',
  tag,
  says: ['requirement', 'requirements'],
  fields: {
    id: need.text('id'),
    workOrderId: need.text('workOrderId'),
    state: need.word('state', requirementStates),
    durationMinutes: need.integer('durationMinutes'),
    characteristics: need.data('characteristics', characteristics),
    territoryId: orNull(need.text('territoryId')),
    territory: orNull(need.named('territoryId', 'territories')),
    lat: need.number('lat'),
    lon: need.number('lon'),
    windowFrom: need.instant('windowFrom'),
    windowTo: need.instant('windowTo'),
  },
  expand: { workOrder: { to: 'work-orders', one: 'workOrderId' } },
});

const part = z.object({ productId: z.string(), name: z.string(), quantity: z.number() });

/** Technicians' time for work: visits. */
export const bookings = resource({
  name: 'bookings',
  entity: 'Booking',
  kind: 'bookings',
  tag,
  says: ['booking', 'bookings'],
  fields: {
    id: visit.text('id'),
    workOrderId: visit.text('workOrderId'),
    requirementId: forStaff(visit.text('requirementId')),
    resourceId: visit.text('resourceId'),
    resource: visit.named('resourceId', 'resources'),
    state: visit.word('state', bookingStates),
    startAt: visit.instant('startAt'),
    endAt: visit.instant('endAt'),
    travelMinutes: visit.integer('travelMinutes'),
    travelKm: forStaff(visit.number('travelKm')),
    completesOrder: visit.flag('completesOrder'),
    travelStartedAt: orNull(visit.instant('travelStartedAt')),
    arrivedAt: orNull(visit.instant('arrivedAt')),
    completedAt: orNull(visit.instant('completedAt')),
    report: orNull(visit.text('report')),
    partsUsed: visit.data('partsUsed', z.array(part)),
    cancelReason: forStaff(orNull(visit.text('cancelReason'))),
  },
  expand: {
    workOrder: { to: 'work-orders', one: 'workOrderId' },
    requirement: { to: 'requirements', one: 'requirementId' },
  },
  own: async ({ id }, tables) => {
    const own = await tables.workOrders.where(
      { customerId: id },
      { orderBy: [['id', 'desc']], limit: 1_000 },
    );
    return { workOrderId: { in: own.map((one) => one.id) } };
  },
});
