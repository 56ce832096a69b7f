import { part } from '../kit/element.ts';
import type { Offer, OfferWatch } from './offer-watch.ts';
import type { Server } from './server.ts';
import { inShort, type Merged, subjectOf } from './thread/feed.ts';

/** Says aloud what came in, shortly: the card itself would be far too long to be read out unasked. */
export function sayNews({ posts, added, changed }: Merged): void {
  const isNews = (id: string) => added.includes(id) || changed.includes(id);
  const last = posts.findLast(({ id, author }) => author === 'bot' && isNews(id));
  if (last) part('#said').textContent = `${added.includes(last.id) ? 'New' : 'Changed'}: ${inShort(last)}`;
}

interface WatchOffers {
  readonly server: Pick<Server, 'get'>;
  readonly personId: string;
  readonly offers: OfferWatch;
}

/** Sees to it that each offer that stands is counted down, and none that has ended. */
export function watchOffers(merged: Merged, { server, personId, offers }: WatchOffers): void {
  const { posts, added, changed } = merged;
  for (const post of posts) {
    const subject = subjectOf(post, personId);
    if (subject?.card !== 'offer' || !(added.includes(post.id) || changed.includes(post.id))) continue;
    const watch = (offer: Offer) => offers.watch(post, offer);
    // Only an offer that stands has the button to accept it.
    if (!JSON.stringify(post.card).includes('"offer.accept"')) offers.end(subject.subjectId);
    else
      server.get<Offer>(`/api/offers/${encodeURIComponent(subject.subjectId)}`).then(watch, () => undefined); // without its deadline the offer is there all the same
  }
}
