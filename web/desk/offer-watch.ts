import { element, part } from '../kit/element.ts';
import { countdown, shareLeft } from './countdown.ts';
import { inShort, type Post } from './thread/feed.ts';
import type { ThreadView } from './thread/thread-view.ts';

/** An offer and its deadline, as the API tells it. */
export interface Offer {
  readonly id: string;
  readonly state: string;
  readonly caseNumber: string;
  readonly offeredAt: string;
  readonly expiresAt: string;
}

interface WatchDeps {
  now(): number;
  readonly thread: Pick<ThreadView, 'rowOf' | 'isSeen' | 'goTo'>;
  accept(post: Post, offer: Offer): void;
}

/** Counts standing offers down. */
export interface OfferWatch {
  watch(post: Post, offer: Offer): void;
  /** The offer has ended one way or another. */
  end(offerId: string): void;
}

const tickMs = 500;

/**
 * Shows the time that is left on each offer's card; while the card is out of sight, a soft notice in the corner shows it
 * instead, until the offer is answered, ends, or the notice is put away.
 */
export function offerWatch({ now, thread, accept }: WatchDeps): OfferWatch {
  const watched = new Map<string, () => void>();

  const end = (offerId: string) => {
    watched.get(offerId)?.();
    watched.delete(offerId);
  };

  const watch = (post: Post, offer: Offer) => {
    if (offer.state !== 'offered' || watched.has(offer.id)) return;
    const span = { from: Date.parse(offer.offeredAt), to: Date.parse(offer.expiresAt) };
    let isPutAway = false;
    const toast = toastOf(post, offer, {
      accept: () => accept(post, offer),
      look: () => thread.goTo(post.id),
      close: () => {
        isPutAway = true;
        toast.element.hidden = true;
      },
    });
    const tick = () => {
      if (span.to <= now()) return end(offer.id);
      const { text, urgency } = countdown(span.to - now());
      thread.rowOf(post.id)?.timer(`${text} left`, urgency);
      toast.show(text, urgency, shareLeft(span, now()));
      toast.element.hidden = isPutAway || thread.isSeen(post.id);
    };
    const clock = setInterval(tick, tickMs);
    watched.set(offer.id, () => {
      clearInterval(clock);
      toast.element.remove();
      thread.rowOf(post.id)?.timer('', 'plain');
    });
    part('#toasts').append(toast.element);
    tick();
  };

  return { watch, end };
}

interface ToastDeeds {
  accept(): void;
  look(): void;
  close(): void;
}

function toastOf(post: Post, { caseNumber }: Offer, { accept, look, close }: ToastDeeds) {
  const left = element('span', { className: 'toast__left' });
  const bar = element('div', { className: 'toast__bar' });
  const closing = (press: () => void) => () => {
    close();
    press();
  };
  const toast = element(
    'section',
    { className: 'toast', 'aria-label': `Offer of ${caseNumber}` },
    element('p', { className: 'toast__head' }, element('strong', {}, 'New offer'), left),
    element('p', { className: 'toast__text' }, inShort(post).replace(/^New case /, '')),
    element(
      'p',
      { className: 'toast__deeds' },
      element('button', { className: 'button', type: 'button', onclick: closing(accept) }, 'Accept'),
      element(
        'button',
        { className: 'button button--quiet', type: 'button', onclick: closing(look) },
        'Look',
      ),
    ),
    element(
      'button',
      { className: 'toast__close', type: 'button', 'aria-label': 'Put away', onclick: close },
      '×',
    ),
    element('div', { className: 'toast__track', 'aria-hidden': 'true' }, bar),
  );
  const show = (text: string, urgency: string, share: number) => {
    left.textContent = text;
    toast.dataset.urgency = urgency;
    bar.style.transform = `scaleX(${share})`;
  };
  return { element: toast, show };
}
