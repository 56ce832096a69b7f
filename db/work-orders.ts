import type { Booking, BookingTimestamp, Requirement, WorkOrder } from '../domain/work-orders/work-order.ts';
import { flag, id, instant, json, orNull, real, recordShape, text, whole, word } from './columns.ts';

/** Keeps work at customers' places. */
export const workOrders = recordShape<WorkOrder>(
  'work_orders',
  {
    number: word,
    caseId: orNull(id),
    customerId: id,
    accountId: orNull(id),
    siteId: id,
    assetId: orNull(id),
    state: word,
    priority: word,
    summary: text,
    instructions: text,
    promisedFrom: orNull(instant),
    promisedTo: orNull(instant),
    firstArrivedAt: orNull(instant),
    completedAt: orNull(instant),
    createdAt: instant,
    createdById: id,
  },
  { indexes: [['caseId'], ['customerId', 'state'], ['state', 'createdAt']], uniques: [['number']] },
);

/** Keeps what a work order needs of a resource. */
export const requirements = recordShape<Requirement>(
  'requirements',
  {
    workOrderId: id,
    state: word,
    durationMinutes: whole,
    characteristics: json,
    territoryId: orNull(id),
    lat: real,
    lon: real,
    windowFrom: instant,
    windowTo: instant,
  },
  { indexes: [['workOrderId'], ['state', 'windowFrom']] },
);

/** Keeps resources' time: who goes where and when. */
export const bookings = recordShape<Booking>(
  'bookings',
  {
    workOrderId: id,
    requirementId: id,
    resourceId: id,
    state: word,
    startAt: instant,
    endAt: instant,
    travelMinutes: real,
    travelKm: real,
    completesOrder: flag,
    travelStartedAt: orNull(instant),
    arrivedAt: orNull(instant),
    completedAt: orNull(instant),
    report: orNull(text),
    partsUsed: json,
    cancelReason: orNull(text),
  },
  { indexes: [['resourceId', 'startAt'], ['workOrderId'], ['requirementId'], ['startAt']] },
);

/** Keeps every step of a booking for ever. */
export const bookingTimestamps = recordShape<BookingTimestamp>(
  'booking_timestamps',
  { bookingId: id, state: word, at: instant, source: word, byId: id },
  { indexes: [['bookingId', 'id']] },
);
