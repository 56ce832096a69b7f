import { z } from 'zod';
import { approveEscalation, declineEscalation, snoozeEscalation } from '../domain/sla/escalations.ts';
import { on, type VerbHandler } from './verb.ts';

const escalationId = z.string().min(1);
const shown = (subjectId: string) => ({ card: 'escalation', subjectId }) as const;

/** What the buttons of an escalation do; the role comes from who presses, checked by the use case. */
export const escalationVerbs: readonly VerbHandler[] = [
  on(
    'escalation.approve',
    z.object({ escalationId, reason: z.string().max(1000).optional() }),
    async (unit, input) => {
      await approveEscalation(unit, input);
      return shown(input.escalationId);
    },
  ),
  on(
    'escalation.decline',
    z.object({ escalationId, reason: z.string().trim().min(1).max(1000) }),
    async (unit, input) => {
      await declineEscalation(unit, input);
      return shown(input.escalationId);
    },
  ),
  on(
    'escalation.snooze',
    z.object({ escalationId, minutes: z.coerce.number().int().min(5).max(480).default(30) }),
    async (unit, input) => {
      await snoozeEscalation(unit, input);
      return shown(input.escalationId);
    },
  ),
];
