import { z } from 'zod';
import type { Verb } from '../../cards/verbs.ts';
import type { Unit } from '../../domain/unit.ts';
import { bookSlot } from '../../domain/work-orders/book.ts';
import { cancelBooking, rebook } from '../../domain/work-orders/rearrange.ts';
import {
  arrive,
  cannotMakeIt,
  completeVisit,
  endBreak,
  startTravel,
  takeBreak,
} from '../../domain/work-orders/visit.ts';
import { type Route, write } from '../http/route.ts';
import { shapeOf, theOne } from '../odata/resource.ts';
import { action, showing, showingNew } from '../odata/target.ts';
import { resources } from '../scheduling.ts';
import { bookings, workOrders } from '../work-orders.ts';

const planners = ['agent', 'dispatcher', 'supervisor'] as const;
const onSite = ['technician', 'dispatcher', 'supervisor'] as const;
const chosen = { resourceId: z.string().max(450), startAt: z.coerce.date() };
const reason = z.object({ reason: z.string().trim().min(1, 'say why').max(1000) });

/** A step of a visit that needs no more than to be said. */
const step = (
  said: {
    readonly does: string;
    readonly operationId: string;
    readonly summary: string;
    readonly verb: Verb;
  },
  run: (unit: Unit, input: { readonly bookingId: string }) => Promise<unknown>,
): Route =>
  action(bookings, { ...said, roles: onSite }, async (unit, { id }) => {
    await run(unit, { bookingId: id });
  });

const planning: readonly Route[] = [
  write(
    {
      method: 'post',
      path: '/api/bookings',
      operationId: 'makeBooking',
      summary: 'Books a slot for a work order; technician and customer are told',
      tag: bookings.tag,
      roles: planners,
      verb: 'booking.make',
      status: 201,
      body: z.object({ workOrderId: z.string().max(450), ...chosen }),
      answer: shapeOf(bookings),
    },
    async (unit, asked) => {
      const { workOrderId, resourceId, startAt } = asked.body;
      const seen = { actor: asked.actor, tables: unit };
      const order = await theOne(workOrders, { ...seen, id: workOrderId });
      const resource = await theOne(resources, { ...seen, id: resourceId });
      const booked = await bookSlot(unit, { workOrderId: order.id, resourceId: resource.id, startAt });
      return showingNew(bookings, booked.id, asked);
    },
  ),
  action(
    bookings,
    {
      does: 'rebook',
      operationId: 'rebookVisit',
      summary: 'Moves a visit to another slot in one step; answers the new booking',
      roles: planners,
      body: z.object(chosen),
    },
    async (unit, { id }, asked) => {
      const { resourceId, startAt } = asked.body;
      const resource = await theOne(resources, { id: resourceId, actor: asked.actor, tables: unit });
      const { id: newId } = await rebook(unit, { bookingId: id, resourceId: resource.id, startAt });
      return showing(bookings, newId, asked);
    },
  ),
  action(
    bookings,
    {
      does: 'cancel',
      operationId: 'cancelBooking',
      summary: 'Calls a visit off; the work goes back to the dispatchers',
      roles: planners,
      body: reason,
    },
    async (unit, { id }, { body }) => {
      await cancelBooking(unit, { bookingId: id, reason: body.reason });
    },
  ),
];

const visiting: readonly Route[] = [
  step(
    {
      does: 'travel',
      operationId: 'startTravel',
      summary: 'The technician sets off; the customer hears how long it takes',
      verb: 'booking.travel',
    },
    startTravel,
  ),
  step(
    { does: 'arrive', operationId: 'arrive', summary: 'The technician is there', verb: 'booking.arrive' },
    arrive,
  ),
  step(
    { does: 'break', operationId: 'takeBreak', summary: 'The technician pauses', verb: 'booking.break' },
    takeBreak,
  ),
  step(
    { does: 'resume', operationId: 'endBreak', summary: 'The technician goes on', verb: 'booking.resume' },
    endBreak,
  ),
  action(
    bookings,
    {
      does: 'complete',
      operationId: 'completeVisit',
      summary: 'Ends a visit: what was done, which parts, fixed or to be followed up',
      roles: onSite,
      verb: 'booking.complete',
      body: z.object({
        report: z.string().trim().min(1, 'say what was done').max(4000),
        outcome: z.enum(['fixed', 'follow-up']).default('fixed'),
        followUpReason: z.string().max(1000).optional(),
        parts: z
          .array(z.object({ productId: z.string().max(450), quantity: z.int().min(1).max(999) }))
          .max(50)
          .default([]),
      }),
    },
    async (unit, { id }, { body: { followUpReason, ...report } }) => {
      await completeVisit(unit, { bookingId: id, ...report, ...(followUpReason && { followUpReason }) });
    },
  ),
  action(
    bookings,
    {
      does: 'cannot-make-it',
      operationId: 'cannotMakeIt',
      summary: 'The technician gives the visit back; dispatchers see the best other slots',
      roles: onSite,
      verb: 'booking.cannot',
      body: reason,
    },
    async (unit, { id }, { body }) => {
      await cannotMakeIt(unit, { bookingId: id, reason: body.reason });
    },
  ),
];

/** Planning a visit, and what a technician says on the way and on site. */
export const visitRoutes: readonly Route[] = [...planning, ...visiting];
