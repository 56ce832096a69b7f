import { element } from '../../kit/element.ts';
import { type CardPress, type Carried, type DrawnCard, drawCard } from '../card/view.ts';
import type { Urgency } from '../countdown.ts';
import { sayClock } from '../say-time.ts';
import { inShort, type Post } from './feed.ts';

/** What can be done from a post. */
export interface RowDeeds {
  press(post: Post, press: CardPress): Promise<void>;
  quote(post: Post): void;
  typedInto(post: Post): void;
}

export interface RowOptions extends RowDeeds {
  /** Whether an answer can be addressed by quoting this post. */
  canQuote(post: Post): boolean;
}

/** One post on the screen. */
export interface Row {
  readonly element: HTMLLIElement;
  post(): Post;
  /** Shows the post as it is now; while somebody types into its card, only once they leave it. */
  update(post: Post): void;
  /** Shows what came of a press, at once; what was sent is not a draft any more. */
  answer(post: Post, sent: ReadonlySet<string>): void;
  note(text: string, tone?: 'refused' | 'said'): void;
  busy(isBusy: boolean, button?: HTMLElement): void;
  /** Time that runs out, beside the post's own time. */
  timer(text: string, urgency: Urgency): void;
  /** New or changed, and not yet looked at. */
  unseen(mark: 'new' | 'changed' | null): void;
}

/** Draws a post: a card or line of the bot's on the left, what the person typed on the right. */
export function postRow(first: Post, options: RowOptions): Row {
  const row = element('li', { className: `row row--${first.author}`, tabIndex: -1 });
  row.dataset.post = first.id;
  const mark = element('span', { className: 'badge badge--info row__mark', hidden: true });
  const time = element('time', { className: 'row__time' });
  const name = first.author === 'bot' ? 'Fieldline' : 'You';
  const left = element('span', { className: 'row__timer', hidden: true });
  const meta = element(
    'p',
    { className: 'row__meta' },
    element('span', { className: 'row__who' }, name),
    time,
    left,
    mark,
  );
  const place = element('div', { className: 'row__card' });
  const note = element('p', { className: 'row__note', role: 'status' });
  const body = element('div', { className: 'row__body' }, meta, place, note, toolsOf(first, options));
  if (first.author === 'bot')
    row.append(
      element('img', { className: 'row__avatar', src: '/web/kit/mark.svg', alt: '', width: 32, height: 32 }),
    );
  row.append(body);

  let post = first;
  let drawn: DrawnCard | undefined;
  let held: Post | undefined;
  let isBusy = false;

  const draw = (carried?: Carried) => {
    time.textContent = sayClock(post.at);
    time.dateTime = post.at;
    if (!post.card) return place.replaceChildren(element('p', { className: 'row__text' }, post.text ?? ''));
    drawn = drawCard(post.card, (press) => void (isBusy || options.press(post, press)), carried);
    place.replaceChildren(drawn.element);
  };
  const isTyping = () => place.contains(document.activeElement) && isField(document.activeElement);
  const renew = () => {
    if (held === undefined || isTyping() || isBusy) return;
    post = held;
    held = undefined;
    if (note.dataset.tone === 'said') note.hidden = true; // why something was refused stays to be read
    draw(drawn?.carry(false));
  };
  const say = (text: string, tone: 'refused' | 'said') => {
    note.textContent = text;
    note.dataset.tone = tone;
    note.hidden = text === '';
  };

  place.addEventListener('focusout', () => setTimeout(renew, 200)); // a click within the card goes first
  place.addEventListener('input', () => options.typedInto(post));
  note.hidden = true;
  draw();
  return {
    element: row,
    post: () => held ?? post,
    update: (fresh) => {
      held = fresh;
      if (isTyping()) say('This card has changed; it is drawn anew when you leave the field.', 'said');
      renew();
    },
    answer: (fresh, sent) => {
      const button = place.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
      post = fresh;
      held = undefined;
      say('', 'said');
      draw(drawn?.carry(true, sent));
      if (button !== undefined) focusAgain(row, button);
      drawn?.openForm()?.scrollIntoView({ block: 'nearest' });
    },
    note: (text, tone = 'refused') => say(text, tone),
    busy: (now, button) => {
      isBusy = now;
      place.toggleAttribute('data-busy', now);
      place.setAttribute('aria-busy', String(now));
      if (now) button?.setAttribute('data-pressed', '');
      else for (const one of place.querySelectorAll('[data-pressed]')) one.removeAttribute('data-pressed');
      if (!now) renew();
    },
    timer: (text, urgency) => {
      left.hidden = text === '';
      left.textContent = text;
      left.dataset.urgency = urgency;
    },
    unseen: (what) => {
      mark.hidden = what === null;
      mark.textContent = what === 'new' ? 'New' : 'Changed';
      row.toggleAttribute('data-unseen', what !== null);
    },
  };
}

function toolsOf(post: Post, { canQuote, quote }: RowOptions): HTMLElement | null {
  if (post.author === 'person' || !post.caseId) return null;
  const reply = element(
    'button',
    { className: 'row__tool', type: 'button', onclick: () => quote(post) },
    'Reply to this',
  );
  const about = element(
    'a',
    {
      className: 'row__tool',
      href: `/desk/cases/${encodeURIComponent(post.caseId)}`,
      'aria-label': `Timeline: ${inShort(post)}`,
    },
    'Timeline',
  );
  return element('div', { className: 'row__tools' }, canQuote(post) && reply, about);
}

const isField = (found: Element | null): boolean => found?.matches('input, textarea, select') ?? false;

/** The button that was pressed is gone with its card: the focus goes to its like on the new card, else to the card. */
function focusAgain(row: HTMLElement, words: string | null | undefined): void {
  const buttons = [...row.querySelectorAll<HTMLElement>('.row__card button')];
  const same = buttons.find((button) => button.textContent === words);
  (same ?? row).focus({ preventScroll: true });
}
