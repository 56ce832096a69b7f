import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { type Alert, aboutAlert, conditionId, moveAlert, standing } from './alert.ts';
import { endAlert, standingChildren } from './clear.ts';
import { inHand, type OfAlert } from './flow.ts';
import { planQuietTime } from './quiet-times.ts';
import { renewAlert, showAlert } from './show.ts';

const usualSnoozeMinutes = 60;
const longestSnoozeMinutes = 7 * 24 * 60;
const longestQuietHours = 31 * 24;

/** Somebody has seen it: the alert goes on standing, and nobody else needs to look. */
export async function acknowledgeAlert(unit: Unit, { alertId }: OfAlert): Promise<Alert> {
  requireRole(unit.actor, 'technician', 'dispatcher', 'supervisor');
  const found = await inHand(unit, alertId);
  const seen = unit.alerts.save({
    ...moveAlert(found, 'acknowledged'),
    acknowledgedById: unit.actor.id,
    acknowledgedAt: unit.now,
  });
  unit.emit('alert.acknowledged', { ...aboutAlert(seen), byId: unit.actor.id });
  await renewAlert(unit, seen);
  return seen;
}

/** Ends an alert by a person's word. Telemetry tells of the same fault again only when it gets worse, or begins anew. */
export async function clearAlert(unit: Unit, input: OfAlert & { readonly reason: string }): Promise<Alert> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const text = input.reason.trim();
  if (!text) throw new Refused('input.invalid', { place: 'reason', problem: 'say why it is over' });
  const found = await unit.alerts.get(input.alertId);
  return endAlert(unit, found, { reason: 'by-hand', text });
}

/** Puts an alert aside: its card comes back when the time is over, or sooner when it gets worse. */
export async function snoozeAlert(
  unit: Unit,
  input: OfAlert & { readonly minutes?: number },
): Promise<Alert> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const minutes = input.minutes ?? usualSnoozeMinutes;
  requireWhole('minutes', minutes, longestSnoozeMinutes);
  const found = await inHand(unit, input.alertId);
  const snoozedUntil = new Date(unit.now.getTime() + minutes * 60_000);
  const snoozed = unit.alerts.save({ ...found, snoozedUntil });
  unit.startTimer({ kind: 'alert.wake', subjectId: found.id, dueAt: snoozedUntil });
  unit.emit('alert.snoozed', { ...aboutAlert(snoozed), until: snoozedUntil.toISOString() });
  await renewAlert(unit, snoozed);
  return snoozed;
}

/** The time an alert was put aside for is over. Timer `alert.wake`. */
export async function wakeAlert(unit: Unit, alertId: string): Promise<void> {
  const found = await unit.alerts.find(alertId);
  if (!found?.snoozedUntil || found.snoozedUntil > unit.now || !standing.includes(found.state)) return;
  await showAlert(unit, unit.alerts.save({ ...found, snoozedUntil: null }), { anew: true });
}

/**
 * Wants to hear nothing of a fault, and of those grouped under it, for some hours: the alert ends, and comes anew if the
 * fault still stands then.
 */
export async function suppressAlert(
  unit: Unit,
  input: OfAlert & { readonly hours: number; readonly reason: string },
): Promise<Alert> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  requireWhole('hours', input.hours, longestQuietHours);
  const found = await unit.alerts.get(input.alertId);
  const endAt = new Date(unit.now.getTime() + input.hours * 3_600_000);
  const quiet = { purpose: 'suppression', startAt: unit.now, endAt, reason: input.reason } as const;
  const group = [found, ...(await standingChildren(unit, found))];
  const ended = await endAlert(unit, found, { reason: 'suppressed', text: input.reason });
  for (const { deviceId, channel, kind } of group) {
    await planQuietTime(unit, { ...quiet, deviceId, channel, kind });
    const condition = await unit.conditions.find(conditionId(deviceId, channel, kind));
    if (condition) unit.conditions.save({ ...condition, alertId: null });
  }
  return ended;
}

function requireWhole(place: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Refused('input.invalid', { place, problem: `a whole number from 1 to ${most}` });
}
