import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { type AlertSettings, settingsOf } from './settings.ts';

/** The numbers that can be set, each with the most that makes sense. */
const most = {
  groupSeconds: 86_400,
  stormAlerts: 10_000,
  stormSeconds: 3_600,
  verifyMinutes: 7 * 24 * 60,
} as const satisfies { readonly [F in keyof AlertSettings]?: number };

/** Changes how the actor's unit wants its alerts grouped, calmed and followed up. */
export async function editAlertSettings(
  unit: Unit,
  changes: Partial<Omit<AlertSettings, 'id' | 'version' | 'unitId'>>,
): Promise<AlertSettings> {
  requireRole(unit.actor, 'supervisor');
  const before = await settingsOf(unit, unit.actor.unitId);
  const after = { ...before, ...changes };
  for (const [field, limit] of Object.entries(most) as [keyof typeof most, number][]) {
    const value = after[field];
    if (!Number.isInteger(value) || value < 1 || value > limit)
      throw new Refused('input.invalid', { place: field, problem: `a whole number from 1 to ${limit}` });
  }
  const isChanged = (Object.keys(changes) as (keyof typeof changes)[]).some(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return isChanged ? unit.alertSettings.save(after) : before;
}
