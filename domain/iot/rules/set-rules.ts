import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { ruleProblem, type ThresholdRule } from './rule.ts';

/**
 * Replaces the rules of a device; they hold from the next reading on, and what is open by a rule that goes is cleared.
 * Refuses with `input.invalid` and the place of the first rule that cannot be meant.
 */
export async function setRules(
  unit: Unit,
  { deviceId, rules }: { readonly deviceId: string; readonly rules: readonly ThresholdRule[] },
): Promise<void> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  for (const [index, rule] of rules.entries()) {
    const wrong = ruleProblem(rule);
    if (wrong)
      throw new Refused('input.invalid', { place: `${index}.${wrong.place}`, problem: wrong.problem });
  }
  const found = await unit.devices.get(deviceId);
  if (JSON.stringify(found.rules) === JSON.stringify(rules)) return;
  unit.devices.save({ ...found, rules });
  unit.emit('device.rules_changed', { deviceId, rules });
}
