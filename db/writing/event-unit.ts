import type { Kind } from '../../domain/unit.ts';

/** Names under which an event's data says what it is about, the plainest first, and the table each leads to. */
const subjects = [
  ['caseId', 'cases'],
  ['conversationId', 'conversations'],
  ['workOrderId', 'workOrders'],
  ['articleId', 'articles'],
  ['alertId', 'alerts'],
  ['deviceId', 'devices'],
  ['personId', 'people'],
] as const satisfies readonly (readonly [string, Kind])[];

/** Finds the business unit of a record; undefined when there is none of that id. */
export type FindUnit = (kind: Kind, id: string) => Promise<string | undefined>;

/**
 * The business unit an event belongs to: that of the thing it is about, for a timer or an admin of another unit may be
 * who caused it. `otherwise` is for what is gone, or is about nothing that is kept.
 */
export async function unitOfEvent(data: object, findUnit: FindUnit, otherwise: string): Promise<string> {
  const named = data as Readonly<Record<string, unknown>>;
  for (const [name, kind] of subjects) {
    const id = named[name];
    const unitId = typeof id === 'string' ? await findUnit(kind, id) : undefined;
    if (unitId !== undefined) return unitId;
  }
  return otherwise;
}
