import { hasRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Case } from './case.ts';

/** Only the owner acts on a case, or a supervisor; a case without an owner may be acted on by any agent of the unit. */
export async function requireCharge(unit: Unit, found: Case): Promise<void> {
  if (found.ownerId === null || found.ownerId === unit.actor.id || hasRole(unit.actor, 'supervisor')) return;
  const owner = await unit.people.find(found.ownerId);
  throw new Refused('case.not_yours', { number: found.number, owner: owner?.name ?? 'somebody else' });
}
