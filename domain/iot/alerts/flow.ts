import type { Asset } from '../../assets/asset.ts';
import type { Case } from '../../cases/case.ts';
import { openCase } from '../../cases/open.ts';
import type { Customer } from '../../customers/customer.ts';
import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { createWorkOrder } from '../../work-orders/create.ts';
import type { WorkOrder } from '../../work-orders/work-order.ts';
import type { Severity } from '../finding.ts';
import { type Alert, aboutAlert, standing } from './alert.ts';
import { kindWords } from './kind-words.ts';
import { settingsOf } from './settings.ts';
import { isAtLeast } from './severity.ts';
import { renewAlert } from './show.ts';

/** Which alert, whoever names it; a grouped one leads to the one that stands for its group. */
export interface OfAlert {
  readonly alertId: string;
}

/**
 * Opens the case of an alert, or finds the one there is: one for each group, and an active case that another alert of the
 * same machine led to is taken, too. The machine's customer is told of nothing by this. Refuses with `alert.no_asset`, or
 * `alert.no_customer` when nobody of the machine's account is known.
 */
export async function openAlertCase(unit: Unit, { alertId }: OfAlert): Promise<Case> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  const alert = await inHand(unit, alertId);
  const present = (await activeCase(unit, alert)) ?? (await caseOfSameMachine(unit, alert));
  if (present) {
    if (present.id !== alert.caseId) await link(unit, alert, { caseId: present.id });
    return present;
  }
  const asset = alert.assetId ? await unit.assets.find(alert.assetId) : undefined;
  if (!asset) throw new Refused('alert.no_asset', { number: alert.number, device: alert.deviceId });
  const customer = await contactOf(unit, asset);
  if (!customer) throw new Refused('alert.no_customer', { number: alert.number, asset: asset.name });
  const opened = await openCase(unit, {
    customer,
    conversation: null,
    origin: 'device',
    title:
      `${asset.name}, ${asset.place || 'place unknown'}: ${alert.channel}, ${kindWords[alert.kind]}`.slice(
        0,
        120,
      ),
    description: describe(alert),
    assetId: asset.id,
    siteId: asset.siteId,
    classification: {
      category: asset.category,
      confidence: 1,
      terms: [],
      urgency: isAtLeast(alert.severity, 'major') ? 'high' : 'normal',
    },
  });
  await link(unit, alert, { caseId: opened.id });
  return opened;
}

/** Makes the work order of an alert, with its case when there is none; asked again it answers the open one. */
export async function dispatchAlert(
  unit: Unit,
  { alertId }: OfAlert,
): Promise<{ readonly order: WorkOrder; readonly isNew: boolean }> {
  const { id: caseId } = await openAlertCase(unit, { alertId });
  const alert = await inHand(unit, alertId);
  const { order, isNew } = await createWorkOrder(unit, { caseId, instructions: describe(alert) });
  if (alert.workOrderId !== order.id) await link(unit, alert, { caseId, workOrderId: order.id });
  return { order, isNew };
}

/**
 * What a severity asks for by itself, as the unit has set it: a case, a work order. Where the machine has no place or no
 * customer nothing can be made, and the alert says so instead.
 */
export async function carryOn(unit: Unit, alert: Alert, severity: Severity): Promise<void> {
  const { caseFrom, workOrderFrom } = await settingsOf(unit, alert.unitId);
  const wants = isAtLeast(severity, workOrderFrom) ? 'order' : isAtLeast(severity, caseFrom) ? 'case' : null;
  const isThere = wants === 'order' ? alert.workOrderId : alert.caseId;
  if (wants === null || isThere) return;
  const asset = alert.assetId ? await unit.assets.find(alert.assetId) : undefined;
  const isPossible = asset && (await contactOf(unit, asset));
  if (!isPossible) {
    const missing = asset ? `nobody of ${asset.name}'s account is known` : 'its device is linked to no asset';
    unit.alerts.save({ ...(await unit.alerts.get(alert.id)), note: `No case could be opened: ${missing}.` });
  } else if (wants === 'order') await dispatchAlert(unit, { alertId: alert.id });
  else await openAlertCase(unit, { alertId: alert.id });
}

/** The alert that stands for its group; refused when that is over. */
export async function inHand(unit: Unit, alertId: string): Promise<Alert> {
  const found = await unit.alerts.get(alertId);
  const alert = found.parentId ? await unit.alerts.get(found.parentId) : found;
  if (!standing.includes(alert.state)) throw new Refused('alert.over', { number: alert.number });
  return alert;
}

async function activeCase(unit: Unit, { caseId }: Alert): Promise<Case | undefined> {
  const found = caseId ? await unit.cases.find(caseId) : undefined;
  return found?.state === 'active' ? found : undefined;
}

async function caseOfSameMachine(unit: Unit, { id, assetId }: Alert): Promise<Case | undefined> {
  if (!assetId) return undefined;
  const others = await unit.alerts.where(
    { assetId, caseId: { not: null }, none: [{ id }] },
    { orderBy: [['raisedAt', 'desc']], limit: 10 },
  );
  for (const other of others) {
    const found = await activeCase(unit, other);
    if (found) return found;
  }
  return undefined;
}

/** Whoever is known at the machine's place comes first. */
async function contactOf(unit: Unit, { accountId, siteId }: Asset): Promise<Customer | undefined> {
  return (
    (await unit.customers.first({ accountId, siteId, anonymous: false })) ??
    (await unit.customers.first({ accountId, anonymous: false }))
  );
}

async function link(
  unit: Unit,
  alert: Alert,
  to: { readonly caseId: string; readonly workOrderId?: string },
): Promise<void> {
  const linked = unit.alerts.save({ ...alert, ...to, note: null });
  unit.emit('alert.linked', { ...aboutAlert(linked), workOrderId: linked.workOrderId });
  await renewAlert(unit, linked);
}

const describe = ({ detail, number, deviceId, channel, kind, count }: Alert): string =>
  `${detail}\nAlert ${number}: ${kindWords[kind]} at channel ${channel} of device ${deviceId}, ${count} readings so far.`;
