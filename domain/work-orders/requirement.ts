import { renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Characteristic } from '../routing/characteristic.ts';
import type { Unit } from '../unit.ts';
import { type ArrivalWindow, requireWindow } from './arrival-window.ts';
import type { Requirement } from './work-order.ts';

/** Changes what an order needs while it is still wanted: the way out when no slot fits. */
export async function reviseRequirement(
  unit: Unit,
  input: {
    readonly workOrderId: string;
    readonly window?: ArrivalWindow;
    readonly durationMinutes?: number;
    readonly characteristics?: readonly Characteristic[];
  },
): Promise<Requirement> {
  requireRole(unit.actor, 'agent', 'dispatcher', 'supervisor');
  if (input.window) requireWindow(input.window);
  const order = await unit.workOrders.get(input.workOrderId);
  const found = await unit.requirements.first({ workOrderId: order.id, state: 'active' });
  if (!found)
    throw new Refused('work_order.transition_not_allowed', {
      number: order.number,
      from: order.state,
      to: 'scheduled',
    });
  const revised = unit.requirements.save({
    ...found,
    windowFrom: input.window?.from ?? found.windowFrom,
    windowTo: input.window?.to ?? found.windowTo,
    durationMinutes: input.durationMinutes ?? found.durationMinutes,
    characteristics: input.characteristics ?? found.characteristics,
  });
  await renewCard(unit, 'slots', order.id);
  return revised;
}
