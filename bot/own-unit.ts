import type { Actor } from '../domain/people/actor.ts';
import { Refused } from '../domain/refusals.ts';
import type { ReadTable } from '../domain/table.ts';
import type { Kind, Records } from '../domain/unit.ts';
import { seesOwnWorkOnly, staffScope } from '../domain/work-orders/own-work.ts';

/** The names under which a button's data carries ids, and what each is an id of. */
const kinds = {
  caseId: 'cases',
  offerId: 'offers',
  bookingId: 'bookings',
  workOrderId: 'workOrders',
  escalationId: 'escalations',
  articleId: 'articles',
  resourceId: 'resources',
  alertId: 'alerts',
  deviceId: 'devices',
  assetId: 'assets',
  commandId: 'deviceCommands',
} as const satisfies Record<string, Kind>;

type Tables = { readonly [K in Kind]: ReadTable<Records[K]> };

/**
 * Refuses data that names a thing of another business unit, or a case or an order that is not the technician's own,
 * exactly as what is not there at all: the data of a button comes from a client, and may name anything.
 */
export async function requireOwnUnit(tables: Tables, actor: Actor, data: unknown): Promise<void> {
  const given = (data ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, kind] of Object.entries(kinds)) {
    const id = given[name];
    if (typeof id !== 'string') continue;
    const found = await tables[kind].find(id);
    if (!found) continue;
    const isSeen = found.unitId === actor.unitId && (await isInScope(tables, actor, { kind, id }));
    if (!isSeen) throw new Refused('record.not_found', { kind, id });
  }
}

/** The same where something is drawn at once, with no use case behind it that asks whose a thing is: what may be read. */
export async function requireOwnSight(tables: Tables, actor: Actor, data: unknown): Promise<void> {
  const given = (data ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, kind] of Object.entries(kinds)) {
    const id = given[name];
    if (typeof id !== 'string') continue;
    const seen = await staffScope(tables, kind, actor);
    const found = seen && (await tables[kind].first({ all: [{ id }, seen] } as never));
    if (!found) throw new Refused('record.not_found', { kind, id });
  }
}

/** Kinds of which a technician may name only what the own visits lead to. */
const ownOnly: readonly Kind[] = ['cases', 'workOrders', 'alerts', 'devices', 'assets', 'deviceCommands'];

/** Whose visit a booking is, its own rule says, with the right words. */
async function isInScope(
  tables: Tables,
  actor: Actor,
  { kind, id }: { readonly kind: Kind; readonly id: string },
): Promise<boolean> {
  if (!seesOwnWorkOnly(actor) || !ownOnly.includes(kind)) return true;
  const seen = await staffScope(tables, kind, actor);
  return seen !== null && (await tables[kind].first({ all: [{ id }, seen] } as never)) !== undefined;
}
