import { renewCard } from '../messaging/posting.ts';
import type { Unit } from '../unit.ts';
import type { Offer, OfferState } from './offer.ts';

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
