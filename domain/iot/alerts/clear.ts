import type { Unit } from '../../unit.ts';
import { type Alert, aboutAlert, type ClearReason, moveAlert, standing } from './alert.ts';
import { renewAlert } from './show.ts';

/** How an alert ends, and what is said about it. */
export interface Ending {
  readonly reason: ClearReason;
  readonly text?: string | null;
}

/**
 * Ends an alert. One that stands for a group takes the group with it when a person ends it; and the last of a group to
 * end lets the group's own end, if nothing but the group kept that open.
 */
export async function endAlert(unit: Unit, found: Alert, ending: Ending): Promise<Alert> {
  const ended = unit.alerts.save({
    ...moveAlert(found, 'cleared'),
    snoozedUntil: null,
    verifyUntil: null,
    clearedById: unit.actor.id,
    clearedAt: unit.now,
    clearReason: ending.reason,
    clearText: ending.text?.trim() || null,
  });
  unit.stopTimer('alert.wake', ended.id);
  unit.stopTimer('alert.verify', ended.id);
  unit.emit('alert.cleared', { ...aboutAlert(ended), reason: ending.reason, byId: unit.actor.id });
  if (ending.reason === 'by-hand' || ending.reason === 'suppressed')
    for (const child of await standingChildren(unit, ended)) await endAlert(unit, child, ending);
  await renewAlert(unit, ended);
  if (ended.parentId) await settleGroup(unit, ended.parentId);
  return ended;
}

/** The fault itself is over: so is its alert, unless it stands for a group of which something is not. */
export async function endUnlessGrouped(
  unit: Unit,
  found: Alert,
  ending: Ending & { readonly at: Date },
): Promise<Alert> {
  const back = unit.alerts.save({ ...found, inBandAt: ending.at });
  if (!(await hasStandingChild(unit, back))) return endAlert(unit, back, ending);
  await renewAlert(unit, back);
  return back;
}

/** Alerts counted under one that are not over. */
export const standingChildren = (unit: Pick<Unit, 'alerts'>, { id }: Alert): Promise<Alert[]> =>
  unit.alerts.where({ parentId: id, state: { in: standing } });

// Asked for each alert of a storm that ends: one row is enough to know.
const hasStandingChild = async (unit: Unit, { id }: Alert): Promise<boolean> =>
  (await unit.alerts.first({ parentId: id, state: { in: standing } })) !== undefined;

/**
 * Ends the alert of a group whose own fault is over already, once nothing of the group is left. It is saved even when
 * nothing of it changes, so that the last two of a group cannot miss each other.
 */
export async function settleGroup(unit: Unit, parentId: string): Promise<void> {
  const parent = await unit.alerts.find(parentId);
  if (!parent || !standing.includes(parent.state)) return;
  const touched = unit.alerts.save(parent);
  if (parent.inBandAt === null || (await hasStandingChild(unit, parent))) return;
  await endAlert(unit, touched, { reason: 'in-band' });
}
