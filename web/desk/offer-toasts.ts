import { element, part } from '../kit/element.ts';
import { countdown, shareLeft } from './countdown.ts';
import { inShort, type Post } from './feed.ts';

/** An offer and its deadline, as the API tells it. */
export interface Offer {
  readonly id: string;
  readonly state: string;
  readonly caseNumber: string;
  readonly offeredAt: string;
  readonly expiresAt: string;
}

interface ToastDeps {
  now(): number;
  accept(post: Post, offer: Offer): void;
  look(post: Post): void;
}

/** Soft notices of new offers. */
export interface OfferToasts {
  show(post: Post, offer: Offer): void;
  /** The offer has ended one way or another. */
  close(offerId: string): void;
}

/** Shows each new offer in a corner with the time that is left, until it is answered, ends or is put away. */
export function offerToasts({ now, accept, look }: ToastDeps): OfferToasts {
  const corner = part('#toasts');
  const shown = new Map<string, () => void>();

  const close = (offerId: string) => {
    shown.get(offerId)?.();
    shown.delete(offerId);
  };

  const show = (post: Post, offer: Offer) => {
    if (offer.state !== 'offered' || shown.has(offer.id)) return;
    const span = { from: Date.parse(offer.offeredAt), to: Date.parse(offer.expiresAt) };
    const left = element('span', { className: 'toast__left' });
    const bar = element('div', { className: 'toast__bar' });
    const button = (words: string, className: string, press: () => void) =>
      element('button', { className, type: 'button', onclick: () => (close(offer.id), press()) }, words);
    const toast = element(
      'section',
      { className: 'toast', 'aria-label': `Offer of ${offer.caseNumber}` },
      element('p', { className: 'toast__head' }, element('strong', {}, 'New offer'), left),
      element('p', { className: 'toast__text' }, inShort(post).replace(/^New case /, '')),
      element(
        'p',
        { className: 'toast__deeds' },
        button('Accept', 'button', () => accept(post, offer)),
        button('Look', 'button button--quiet', () => look(post)),
        element(
          'button',
          {
            className: 'toast__close',
            type: 'button',
            'aria-label': 'Put away',
            onclick: () => close(offer.id),
          },
          '×',
        ),
      ),
      element('div', { className: 'toast__track', 'aria-hidden': 'true' }, bar),
    );
    const tick = () => {
      const { text, urgency } = countdown(span.to - now());
      left.textContent = text;
      toast.dataset.urgency = urgency;
      bar.style.transform = `scaleX(${shareLeft(span, now())})`;
      if (span.to <= now()) close(offer.id);
    };
    const clock = setInterval(tick, 500);
    shown.set(offer.id, () => {
      clearInterval(clock);
      toast.remove();
    });
    corner.append(toast);
    tick();
  };

  return { show, close };
}
