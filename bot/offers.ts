import { z } from 'zod';
import { acceptOffer, declineOffer } from '../domain/routing/offers.ts';
import { on, type VerbHandler } from './verb.ts';

const offer = z.object({ offerId: z.string().min(1) });

/** What the buttons of an offer do. */
export const offerVerbs: readonly VerbHandler[] = [
  on('offer.accept', offer, async (unit, { offerId }) => {
    await acceptOffer(unit, { offerId });
    return { card: 'offer', subjectId: offerId };
  }),
  on('offer.decline', offer, async (unit, { offerId }) => {
    await declineOffer(unit, { offerId });
    return { card: 'offer', subjectId: offerId };
  }),
];
