import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import { minutesIn } from './journal.ts';
import { sayVisit, type Visit } from './tell.ts';
import type { VisitInput } from './visit-in-hand.ts';
import type { Booking } from './work-order.ts';

/** What a technician reports at the end of a visit. */
export interface VisitReport extends VisitInput {
  readonly report: string;
  readonly parts: readonly { readonly productId: string; readonly quantity: number }[];
  /** `follow-up` leaves the order open: the work goes back to the dispatchers. */
  readonly outcome: 'fixed' | 'follow-up';
  readonly followUpReason?: string;
}

/** The fields of a booking that a report fills; an empty report is refused. */
export async function reported(
  unit: Unit,
  input: VisitReport,
): Promise<Pick<Booking, 'report' | 'partsUsed' | 'completesOrder'>> {
  const done = input.report.trim();
  if (!done) throw new Refused('input.invalid', { place: 'report', problem: 'say what was done' });
  const reason = input.outcome === 'follow-up' ? input.followUpReason?.trim() : '';
  return {
    report: reason ? `${done}\nFollow-up: ${reason}` : done,
    partsUsed: await partsUsed(unit, input.parts),
    completesOrder: input.outcome === 'fixed',
  };
}

async function partsUsed(unit: Unit, parts: VisitReport['parts']): Promise<Booking['partsUsed']> {
  const used: Booking['partsUsed'][number][] = [];
  for (const { productId, quantity } of parts) {
    const { name } = await unit.products.get(productId);
    used.push({ productId, name, quantity });
  }
  return used;
}

/** A finished visit for the case's owner: which one, how long it took, what was done and with which parts. */
export async function sayReport(unit: Unit, visit: Visit): Promise<string> {
  const { booking, resource } = visit;
  const steps = await unit.bookingTimestamps.where({ bookingId: booking.id });
  const minutes = (state: Booking['state']) => minutesIn(state, steps, unit.now);
  const spent = `${minutes('traveling')} min on the road, ${minutes('in-progress')} min of work`;
  const parts = booking.partsUsed.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ');
  const done = `${resource.name} has finished ${await sayVisit(unit, visit)} (${spent}): ${booking.report}`;
  return parts ? `${done}\nParts: ${parts}` : done;
}
