import { z } from 'zod';
import { postCard } from '../domain/messaging/posting.ts';
import { requireRole } from '../domain/people/actor.ts';
import type { Unit } from '../domain/unit.ts';
import { bookSlot } from '../domain/work-orders/book.ts';
import {
  arrive,
  cannotMakeIt,
  completeVisit,
  endBreak,
  startTravel,
  takeBreak,
} from '../domain/work-orders/visit.ts';
import { on, type Shown, type VerbHandler } from './verb.ts';

const bookingId = z.string().min(1);
const ofBooking = z.object({ bookingId });
const shown = (subjectId: string): Shown => ({ card: 'booking', subjectId });

/** Parts come as one input each, `part:<productId>`, with a quantity. */
function partsOf(data: Readonly<Record<string, unknown>>) {
  return Object.entries(data)
    .filter(([name]) => name.startsWith('part:'))
    .map(([name, value]) => ({ productId: name.slice('part:'.length), quantity: Number(value) }))
    .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0);
}

const step =
  (run: (unit: Unit, input: { readonly bookingId: string; readonly source: 'mobile' }) => Promise<unknown>) =>
  async (unit: Unit, input: { bookingId: string }): Promise<Shown> => {
    await run(unit, { ...input, source: 'mobile' });
    return shown(input.bookingId);
  };

/** What the buttons of a technician's visit do, and booking a slot. */
export const bookingVerbs: readonly VerbHandler[] = [
  on('booking.travel', ofBooking, step(startTravel)),
  on('booking.arrive', ofBooking, step(arrive)),
  on('booking.break', ofBooking, step(takeBreak)),
  on('booking.resume', ofBooking, step(endBreak)),
  on(
    'booking.complete',
    z.looseObject({
      bookingId,
      report: z.string().trim().min(1, 'say what was done').max(4000),
      outcome: z.enum(['fixed', 'follow-up']),
    }),
    async (unit, { bookingId: id, report, outcome, ...rest }) => {
      await completeVisit(unit, { bookingId: id, report, outcome, parts: partsOf(rest), source: 'mobile' });
      return shown(id);
    },
  ),
  on(
    'booking.cannot',
    z.object({ bookingId, reason: z.string().trim().min(1).max(1000) }),
    async (unit, input) => {
      await cannotMakeIt(unit, { ...input, source: 'mobile' });
      return shown(input.bookingId);
    },
  ),
  on(
    'booking.make',
    z.object({ workOrderId: z.string().min(1), resourceId: z.string().min(1), startAt: z.coerce.date() }),
    async (unit, input) => {
      await bookSlot(unit, input);
      return { card: 'slots', subjectId: input.workOrderId };
    },
  ),
  on('work-order.slots', z.object({ workOrderId: z.string().min(1) }), async (unit, { workOrderId }) => {
    requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor', 'technician');
    await unit.workOrders.get(workOrderId);
    await postCard(unit, { personId: unit.actor.id, card: 'slots', subjectId: workOrderId });
    return { card: 'slots', subjectId: workOrderId };
  }),
];
