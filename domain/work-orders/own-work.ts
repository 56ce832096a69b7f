import type { Actor } from '../people/actor.ts';
import type { Filter, ReadTable } from '../table.ts';
import type { Kind, Records } from '../unit.ts';

/** What one visit of a technician leads to. */
export interface OwnVisit {
  readonly bookingId: string;
  readonly workOrderId: string;
  readonly caseId: string | null;
}

/** Everything a technician's visits lead to, as ids. */
export interface OwnWork {
  readonly resourceIds: readonly string[];
  /** Visits still planned, under way or done; one that was called off leads nowhere. */
  readonly visits: readonly OwnVisit[];
  readonly workOrderIds: readonly string[];
  readonly customerIds: readonly string[];
  readonly accountIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly assetIds: readonly string[];
  readonly caseIds: readonly string[];
  readonly conversationIds: readonly string[];
}

type Tables = {
  readonly [K in 'resources' | 'bookings' | 'workOrders' | 'cases']: ReadTable<Records[K]>;
};

/** So many visits are looked into, the newest first. */
const mostVisits = 1_000;

/**
 * Whether somebody's scope is "own": a technician who holds no wider role reads the own visits and what they lead to,
 * not the whole unit.
 */
export const seesOwnWorkOnly = ({ roles }: Actor): boolean =>
  roles.includes('technician') &&
  roles.every((role) => role === 'technician' || role === 'customer' || role === 'telemetry-reader');

/** Collects what a technician's visits lead to: the orders, and their customers, sites, assets, cases and talks. */
export async function ownWork(tables: Tables, personId: string): Promise<OwnWork> {
  const resourceIds = idsOf(await tables.resources.where({ personId }), 'id');
  const booked = await tables.bookings.where(
    { resourceId: { in: resourceIds }, state: { not: 'cancelled' } },
    { orderBy: [['startAt', 'desc']], limit: mostVisits },
  );
  const orders = await tables.workOrders.where({ id: { in: idsOf(booked, 'workOrderId') } });
  const cases = await tables.cases.where({ id: { in: idsOf(orders, 'caseId') } });
  const caseOf = new Map(orders.map(({ id, caseId }) => [id, caseId]));
  return {
    resourceIds,
    visits: booked.map(({ id: bookingId, workOrderId }) => ({
      bookingId,
      workOrderId,
      caseId: caseOf.get(workOrderId) ?? null,
    })),
    workOrderIds: idsOf(orders, 'id'),
    customerIds: idsOf(orders, 'customerId'),
    accountIds: idsOf(orders, 'accountId'),
    siteIds: idsOf(orders, 'siteId'),
    assetIds: idsOf(orders, 'assetId'),
    caseIds: idsOf(orders, 'caseId'),
    conversationIds: idsOf(cases, 'conversationId'),
  };
}

/** The different ids in one field of some records. */
function idsOf<K extends string>(
  records: readonly { readonly [F in K]: string | null }[],
  field: K,
): string[] {
  return [...new Set(records.map((one) => one[field]).filter((id) => id !== null))];
}

type Question<K extends Kind> = (own: OwnWork) => Filter<Records[K]>;

/** Which records of a kind are a technician's own. */
const questions: { readonly [K in Kind]?: Question<K> } = {
  bookings: ({ resourceIds }) => ({ resourceId: { in: resourceIds } }),
  workOrders: ({ workOrderIds }) => ({ id: { in: workOrderIds } }),
  requirements: ({ workOrderIds }) => ({ workOrderId: { in: workOrderIds } }),
  customers: ({ customerIds }) => ({ id: { in: customerIds } }),
  accounts: ({ accountIds }) => ({ id: { in: accountIds } }),
  sites: ({ siteIds }) => ({ id: { in: siteIds } }),
  assets: ({ assetIds }) => ({ id: { in: assetIds } }),
  devices: ({ assetIds }) => ({ assetId: { in: assetIds } }),
  deviceCommands: ({ assetIds }) => ({ assetId: { in: assetIds } }),
  alerts: ({ assetIds, workOrderIds }) => ({
    any: [{ assetId: { in: assetIds } }, { workOrderId: { in: workOrderIds } }],
  }),
  cases: ({ caseIds }) => ({ id: { in: caseIds } }),
  kpiInstances: ({ caseIds }) => ({ caseId: { in: caseIds } }),
  messages: ({ caseIds }) => ({ caseId: { in: caseIds } }),
  conversations: ({ conversationIds }) => ({ id: { in: conversationIds } }),
  attachments: ({ conversationIds }) => ({ conversationId: { in: conversationIds } }),
};

/** What the whole house may know: who works there and how, and what it knows and uses. */
const everybodys: readonly Kind[] = [
  ...(['people', 'agents', 'queues', 'slas', 'calendars'] as const),
  ...(['resources', 'territories', 'products', 'articles', 'deviceModels'] as const),
];

/**
 * Which records of a kind a member of staff may read: those of the unit, and for a technician what is the own of them;
 * null for none at all.
 */
export async function staffScope<K extends Kind>(
  tables: Tables,
  kind: K,
  actor: Actor,
): Promise<Filter<Records[K]> | null> {
  const ofUnit = { unitId: actor.unitId } as unknown as Filter<Records[K]>;
  if (!seesOwnWorkOnly(actor) || everybodys.includes(kind)) return ofUnit;
  const question = questions[kind] as Question<K> | undefined;
  if (!question) return null;
  return { all: [ofUnit, question(await ownWork(tables, actor.id))] } as unknown as Filter<Records[K]>;
}
