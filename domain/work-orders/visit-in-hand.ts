import { hasRole, requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Source } from './settle.ts';
import { type Visit, visitOf } from './tell.ts';

/** Which visit is meant, and where the word comes from: the phone unless it is said otherwise. */
export interface VisitInput {
  readonly bookingId: string;
  readonly source?: Source;
}

/** A visit that the actor may move. */
export interface VisitInHand extends Visit {
  readonly source: Source;
  /** The booking's own technician acts. */
  readonly isOwn: boolean;
}

/**
 * The visit for whoever may move it: the booking's own technician, or a dispatcher or supervisor on the technician's
 * behalf, who always counts as being at the desk. Only words from the phone make times actual ones (field-service 1.1).
 */
export async function visitInHand(unit: Unit, input: VisitInput): Promise<VisitInHand> {
  requireRole(unit.actor, 'technician', 'dispatcher', 'supervisor');
  const visit = await visitOf(unit, input.bookingId);
  const isOwn = visit.resource.personId === unit.actor.id;
  if (!isOwn && !hasRole(unit.actor, 'dispatcher', 'supervisor'))
    throw new Refused('booking.not_yours', { owner: visit.resource.name });
  return { ...visit, isOwn, source: isOwn ? (input.source ?? 'mobile') : 'desktop' };
}
