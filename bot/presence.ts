import { z } from 'zod';
import { postCard } from '../domain/messaging/posting.ts';
import { requireRole } from '../domain/people/actor.ts';
import { setPresence } from '../domain/routing/presence.ts';
import { on, type VerbHandler } from './verb.ts';

/** What the buttons of the home card do. */
export const homeVerbs: readonly VerbHandler[] = [
  on('presence.set', z.object({ presence: z.enum(['available', 'away']) }), async (unit, { presence }) => {
    await setPresence(unit, { personId: unit.actor.id, presence, byHand: true });
    return { card: 'home', subjectId: unit.actor.id };
  }),
  on('my-day.show', z.object({}), async (unit) => {
    requireRole(unit.actor, 'technician', 'dispatcher', 'supervisor');
    await postCard(unit, { personId: unit.actor.id, card: 'home', subjectId: unit.actor.id });
    return { card: 'home', subjectId: unit.actor.id };
  }),
];
