import type { Reactions } from '../unit.ts';
import { settleAnswered, settleEscalations } from './escalations.ts';
import {
  cancelSlas,
  meetFirstResponse,
  meetResolution,
  pauseSlas,
  reopenSlas,
  resumeSlas,
} from './meet-slas.ts';
import { startSlas } from './start-slas.ts';

/** How promises follow what happens to their cases. Register before reactions that tell anybody a deadline. */
export const slaReactions: Reactions = {
  'case.opened': [startSlas],
  'case.classified': [startSlas],
  'case.prioritised': [startSlas],
  'message.sent': [meetFirstResponse, settleAnswered],
  'case.parked': [pauseSlas],
  'message.received': [resumeSlas],
  'case.assigned': [resumeSlas],
  'case.released': [resumeSlas],
  'conversation.moved': [
    async (unit, { caseId, to }) => {
      if (to === 'active') await resumeSlas(unit, { caseId });
    },
  ],
  'case.resolved': [meetResolution, settleEscalations],
  'case.reopened': [reopenSlas],
  'case.cancelled': [cancelSlas, settleEscalations],
};
