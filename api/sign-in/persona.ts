import type { Customer } from '../../domain/customers/customer.ts';
import type { Person } from '../../domain/people/person.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ReadTables } from '../deps.ts';
import type { Holder } from './tokens.ts';

/** Somebody of the demo company whom one can be. */
export interface Persona {
  readonly holder: Holder;
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string | null;
  readonly roles: readonly string[];
}

const ofPerson = ({ id, name, aadObjectId, roles }: Person): Persona => ({
  holder: { kind: 'person', id },
  id,
  name,
  aadObjectId,
  roles,
});

const ofCustomer = ({ id, name }: Customer): Persona => ({
  holder: { kind: 'customer', id },
  id,
  name,
  aadObjectId: null,
  roles: ['customer'],
});

/** Everyone of the demo company: staff first, then customers who are known, the oldest first. */
export async function personas(tables: ReadTables): Promise<Persona[]> {
  const people = await tables.people.where({ active: true });
  const customers = await tables.customers.where(
    { anonymous: false },
    { orderBy: [['createdAt', 'asc']], limit: 500 },
  );
  return [...people.map(ofPerson), ...customers.map(ofCustomer)];
}

/**
 * Finds who is meant: an id (a directory id too), or a role, which stands for the first who holds that role and no
 * other, or else the first who holds it at all.
 */
export async function personaOf(tables: ReadTables, wanted: string): Promise<Persona> {
  const person =
    (await tables.people.find(wanted)) ?? (await tables.people.first({ aadObjectId: wanted, active: true }));
  if (person?.active) return ofPerson(person);
  const customer = await tables.customers.find(wanted);
  if (customer && !customer.anonymous) return ofCustomer(customer);
  const all = await personas(tables);
  const only = all.find(({ roles }) => roles.length === 1 && roles[0] === wanted);
  const found = only ?? all.find(({ roles }) => roles.includes(wanted));
  if (!found) throw new Refused('record.not_found', { kind: 'persona', id: wanted });
  return found;
}
