import { Refused } from '../refusals.ts';
import type { Role } from './person.ts';

/** Who asks for something: always from a verified token or a verified turn, never from the request's own data. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unitId: string;
}

/** The product itself, when a timer or a rule acts; it holds every role. */
export const system: Actor = {
  id: 'system',
  name: 'Fieldline',
  roles: ['agent', 'technician', 'dispatcher', 'supervisor', 'knowledge-author', 'telemetry-reader', 'admin'],
  unitId: 'main',
};

/** Whether the actor holds one of the roles; an admin holds them all. */
export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role)) || actor.roles.includes('admin');

/** Refuses with `role.not_allowed` unless the actor holds one of the roles; an admin holds them all. */
export function requireRole(actor: Actor, ...roles: readonly Role[]): void {
  if (!hasRole(actor, ...roles)) throw new Refused('role.not_allowed', { role: roles.join(' or ') });
}
