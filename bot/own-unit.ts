import type { Actor } from '../domain/people/actor.ts';
import { Refused } from '../domain/refusals.ts';
import type { ReadTable } from '../domain/table.ts';
import type { Kind, Records } from '../domain/unit.ts';

/** The names under which a button's data carries ids, and what each is an id of. */
const kinds = {
  caseId: 'cases',
  offerId: 'offers',
  bookingId: 'bookings',
  workOrderId: 'workOrders',
  escalationId: 'escalations',
  articleId: 'articles',
  resourceId: 'resources',
} as const satisfies Record<string, Kind>;

/**
 * Refuses data that names a thing of another business unit, exactly as what is not there at all: the data of a button
 * comes from a client, and may name anything.
 */
export async function requireOwnUnit(
  tables: { readonly [K in Kind]: ReadTable<Records[K]> },
  { unitId }: Actor,
  data: unknown,
): Promise<void> {
  const given = (data ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, kind] of Object.entries(kinds)) {
    const id = given[name];
    if (typeof id !== 'string') continue;
    const found = await tables[kind].find(id);
    if (found && found.unitId !== unitId) throw new Refused('record.not_found', { kind, id });
  }
}
