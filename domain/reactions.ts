import { caseReactions } from './cases/reactions.ts';
import type { EventName } from './events.ts';
import { alertReactions } from './iot/alerts/repair.ts';
import { serviceReactions } from './iot/commands/after-service.ts';
import { commandReactions } from './iot/commands/carry-out.ts';
import { routingReactions } from './routing/reactions.ts';
import { slaReactions } from './sla/reactions.ts';
import type { Reaction, Reactions } from './unit.ts';

/**
 * Who hears of what, in the order it matters: the SLA sets its clock before the customer is told when to expect an
 * answer.
 */
export const reactions: Reactions = together(
  slaReactions,
  routingReactions,
  caseReactions,
  alertReactions,
  commandReactions,
  serviceReactions,
);

function together(...concepts: readonly Reactions[]): Reactions {
  const all: Partial<Record<EventName, Reaction<never>[]>> = {};
  for (const concept of concepts)
    for (const [name, list] of Object.entries(concept) as unknown as [EventName, Reaction<never>[]][])
      all[name] = [...(all[name] ?? []), ...list];
  return all as Reactions;
}
