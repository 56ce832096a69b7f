import { renewCard } from '../messaging/posting.ts';
import type { Stored } from '../stored.ts';
import type { Unit } from '../unit.ts';

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

/** Ends one offer: its timer stops, its card turns into what became of it, and everybody hears. */
export async function endOffer(
  unit: Unit,
  offer: Offer,
  end: { readonly how: Exclude<OfferState, 'offered'>; readonly takenBy?: string },
): Promise<Offer> {
  const ended = unit.offers.save({
    ...offer,
    state: end.how,
    endedAt: unit.now,
    takenBy: end.takenBy ?? null,
  });
  unit.stopTimer('offer.expire', offer.id);
  await renewCard(unit, 'offer', offer.id);
  unit.emit('offer.ended', {
    caseId: offer.caseId,
    offerId: offer.id,
    agentId: offer.agentId,
    how: end.how,
  });
  return ended;
}

/** Ends every open offer of a case at once, because somebody took it or nobody may any more. */
export async function endOffersOf(
  unit: Unit,
  caseId: string,
  end: { readonly how: 'taken' | 'withdrawn'; readonly takenBy?: string },
): Promise<void> {
  for (const offer of await unit.offers.where({ caseId, state: 'offered' })) await endOffer(unit, offer, end);
}
