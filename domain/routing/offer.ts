import type { Stored } from '../stored.ts';

export type OfferState = 'offered' | 'accepted' | 'declined' | 'timed-out' | 'taken' | 'withdrawn';

/** One agent's chance to take a case, until a deadline. */
export interface Offer extends Stored {
  readonly queueItemId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly agentId: string;
  readonly state: OfferState;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** Name of the agent who took it, once one did. */
  readonly takenBy: string | null;
}
