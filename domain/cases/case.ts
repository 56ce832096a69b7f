import type { Channel } from '../conversations/conversation.ts';
import { Refused } from '../refusals.ts';
import type { Stored } from '../stored.ts';

/** `closed`: resolved and past the reopen window, read-only. */
export type CaseState = 'active' | 'resolved' | 'closed' | 'cancelled';
export type CasePriority = 'high' | 'normal' | 'low';
export type CaseStage = 'in-progress' | 'on-hold' | 'waiting-for-details' | 'researching';
export type ResolutionType = 'problem-solved' | 'information-provided';

/** How a case came about: by the channel a customer used, or by an alert of a device. */
export type CaseOrigin = Channel | 'device';

/** Dynamics' option values, shown beside the words (customer-service section 1.2 and 9). */
export const stateCodes: Record<CaseState, number> = { active: 0, resolved: 1, closed: 1, cancelled: 2 };
export const priorityCodes: Record<CasePriority, number> = { high: 1, normal: 2, low: 3 };

/** One customer issue, from the first message to its resolution. */
export interface Case extends Stored {
  /** What people say: `C-1042`. */
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly state: CaseState;
  readonly stage: CaseStage;
  readonly priority: CasePriority;
  readonly category: string;
  readonly origin: CaseOrigin;
  readonly customerId: string;
  readonly accountId: string | null;
  readonly siteId: string | null;
  readonly assetId: string | null;
  readonly conversationId: string | null;
  readonly queueId: string | null;
  readonly ownerId: string | null;
  /** Words of danger were said: everything about it goes first. */
  readonly danger: boolean;
  readonly slaId: string | null;
  readonly respondBy: Date | null;
  readonly resolveBy: Date | null;
  readonly firstRespondedAt: Date | null;
  readonly escalatedAt: Date | null;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly resolutionType: ResolutionType | null;
  readonly resolution: string | null;
  /** 1 to 5, from the customer. */
  readonly satisfaction: number | null;
}

const transitions: Record<CaseState, readonly CaseState[]> = {
  active: ['resolved', 'cancelled'],
  resolved: ['active', 'closed'],
  closed: [],
  cancelled: ['active'],
};

/** Moves a case along its transition table; anything else is refused with both states named. */
export function moveCase(found: Case, to: CaseState): Case {
  if (!transitions[found.state].includes(to))
    throw new Refused('case.transition_not_allowed', { number: found.number, from: found.state, to });
  return { ...found, state: to };
}
