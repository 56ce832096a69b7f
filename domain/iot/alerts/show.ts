import { postCard, postCardAnew, renewCard } from '../../messaging/posting.ts';
import type { Person, Role } from '../../people/person.ts';
import type { Unit } from '../../unit.ts';
import type { Alert } from './alert.ts';
import { settingsOf } from './settings.ts';
import { isAtLeast } from './severity.ts';

/** Shows an alert to those who send technicians, where its severity is worth it; a snoozed one is only renewed. */
export async function showAlert(
  unit: Unit,
  alert: Alert,
  how: { readonly anew?: boolean } = {},
): Promise<void> {
  const { showFrom } = await settingsOf(unit, alert.unitId);
  const isSnoozed = alert.snoozedUntil !== null && alert.snoozedUntil > unit.now;
  if (isSnoozed || !isAtLeast(alert.severity, showFrom)) return renewCard(unit, 'alert', alert.id);
  const post = how.anew ? postCardAnew : postCard;
  for (const { id: personId } of await audience(unit, alert))
    await post(unit, { personId, card: 'alert', subjectId: alert.id, caseId: alert.caseId });
}

/** Renews an alert wherever it is shown: its own card, that of its group, and what it led to. */
export async function renewAlert(unit: Unit, alert: Alert): Promise<void> {
  await renewCard(unit, 'alert', alert.parentId ?? alert.id);
  await renewCard(unit, 'device', alert.deviceId);
  if (alert.caseId) await renewCard(unit, 'case', alert.caseId);
  if (!alert.workOrderId) return;
  for (const { id } of await unit.bookings.where({ workOrderId: alert.workOrderId }))
    await renewCard(unit, 'booking', id);
}

/** Dispatchers; supervisors where there is none, and for what is critical. */
async function audience(unit: Unit, { unitId, severity }: Alert): Promise<Person[]> {
  const people = await unit.people.where({ unitId, active: true });
  const holding = (role: Role) => people.filter(({ roles }) => roles.includes(role));
  const dispatchers = holding('dispatcher');
  if (dispatchers.length > 0 && severity !== 'critical') return dispatchers;
  return [...new Set([...dispatchers, ...holding('supervisor')])];
}
