import type { Case, CasePriority } from '../cases/case.ts';
import { renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Characteristic } from '../routing/characteristic.ts';
import type { Unit } from '../unit.ts';
import { type ArrivalWindow, requireWindow, technicianCalendar, usualWindow } from './arrival-window.ts';
import { templateFor } from './templates.ts';
import type { Requirement, WorkOrder, WorkOrderState } from './work-order.ts';

/** What may be said about new work; everything left out comes from the case and the template of its category. */
export interface NewWorkOrder {
  readonly caseId: string;
  readonly summary?: string;
  readonly instructions?: string;
  readonly durationMinutes?: number;
  readonly characteristics?: readonly Characteristic[];
  readonly window?: ArrivalWindow;
  readonly priority?: CasePriority;
  /** Makes a further order although one is open for the same case and asset. */
  readonly another?: boolean;
}

/** A work order with what it needs of a resource. `isNew` is false when it was there already. */
export interface MadeWorkOrder {
  readonly order: WorkOrder;
  readonly requirement: Requirement;
  readonly isNew: boolean;
}

/** States in which work is still to be done. */
export const openStates: readonly WorkOrderState[] = ['unscheduled', 'scheduled', 'in-progress'];

/**
 * Makes a work order and its requirement from a case: "dispatch a technician". Asked twice for the same case and asset
 * it answers the open order, so that two people who press at once send one technician. Refuses with `site.unknown` when
 * neither the case nor its customer has a site.
 */
export async function createWorkOrder(unit: Unit, input: NewWorkOrder): Promise<MadeWorkOrder> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  if (input.window) requireWindow(input.window);
  const found = await unit.cases.get(input.caseId);
  const existing = input.another ? undefined : await openOrderOf(unit, found);
  if (existing) return existing;
  if (found.state !== 'active')
    throw new Refused('case.not_active', { number: found.number, state: found.state });
  unit.cases.save(found); // two who create at once meet here: the second runs again and finds the first one's order
  const order = await newOrder(unit, found, input);
  const requirement = await newRequirement(unit, { found, order, input });
  unit.emit('work-order.created', { workOrderId: order.id, number: order.number, caseId: found.id });
  await renewCard(unit, 'case', found.id);
  return { order, requirement, isNew: true };
}

async function openOrderOf(unit: Unit, found: Case): Promise<MadeWorkOrder | undefined> {
  const order = await unit.workOrders.first({
    caseId: found.id,
    assetId: found.assetId,
    state: { in: openStates },
  });
  const requirement = order && (await unit.requirements.first({ workOrderId: order.id }));
  return order && requirement && { order, requirement, isNew: false };
}

async function newOrder(unit: Unit, found: Case, input: NewWorkOrder): Promise<WorkOrder> {
  const customer = await unit.customers.get(found.customerId);
  const siteId = found.siteId ?? customer.siteId;
  if (!siteId) throw new Refused('site.unknown', { number: found.number });
  return unit.workOrders.save({
    id: unit.newId(),
    version: 0,
    unitId: found.unitId,
    number: await unit.nextNumber('W'),
    caseId: found.id,
    customerId: found.customerId,
    accountId: found.accountId ?? customer.accountId,
    siteId,
    assetId: found.assetId,
    state: 'unscheduled',
    priority: input.priority ?? (found.danger ? 'high' : found.priority),
    summary: input.summary ?? found.title,
    instructions: input.instructions ?? found.description,
    promisedFrom: null,
    promisedTo: null,
    firstArrivedAt: null,
    completedAt: null,
    createdAt: unit.now,
    createdById: unit.actor.id,
  });
}

async function newRequirement(
  unit: Unit,
  { found, order, input }: { readonly found: Case; readonly order: WorkOrder; readonly input: NewWorkOrder },
): Promise<Requirement> {
  const site = await unit.sites.get(order.siteId);
  const asset = order.assetId ? await unit.assets.find(order.assetId) : undefined;
  const template = templateFor(found.category, asset?.category);
  const calendar = input.window ? null : await technicianCalendar(unit, found.unitId);
  const window = input.window ?? usualWindow(calendar, unit.now, order.priority === 'high');
  return unit.requirements.save({
    id: unit.newId(),
    version: 0,
    unitId: order.unitId,
    workOrderId: order.id,
    state: 'active',
    durationMinutes: input.durationMinutes ?? template.durationMinutes,
    characteristics: input.characteristics ?? template.characteristics,
    territoryId: site.territoryId,
    lat: site.lat,
    lon: site.lon,
    windowFrom: window.from,
    windowTo: window.to,
  });
}
