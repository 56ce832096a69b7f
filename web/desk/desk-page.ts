import { element, part } from '../kit/element.ts';
import type { CardPress } from './card-view.ts';
import { type Answer, placeOf, type Press } from './card-presses.ts';
import { composer } from './composer.ts';
import { caseCardIn, inShort, type Merged, type Post, subjectOf } from './feed.ts';
import { type LiveState, liveChanges } from './live-changes.ts';
import { type Offer, offerToasts } from './offer-toasts.ts';
import { productClock } from './product-clock.ts';
import { loadRail, type RailData } from './rail-data.ts';
import { foldRail, railView } from './rail-view.ts';
import { wordsOf } from './server.ts';
import { leave, type Session } from './session.ts';
import { threadSource } from './thread-source.ts';
import { threadView } from './thread-view.ts';
import { typingSign } from './typing.ts';

const stateWords: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting …',
  live: 'Live',
  asking: 'Up to date',
  offline: 'Offline: trying again',
};

/** Opens the desk of whoever signed in: the thread with the bot in the middle, what waits beside it. */
export function openDesk({ me, server }: Session): void {
  const is = (...roles: string[]) => roles.some((role) => me.roles.includes(role));
  const canReply = is('agent', 'supervisor');
  const clock = productClock();
  const showTyping = typingSign(server);
  let rail: RailData | undefined;

  const thread = threadView({
    canReply,
    now: clock.now,
    press: (post, press) => pressOn(post, press),
    quote: (post) => line.quote(post),
    typedInto: ({ caseId }) => void (canReply && caseId && showTyping(caseId)),
    onUnseen: (count) => {
      document.title = `${count > 0 ? `(${count}) ` : ''}${me.name} · Desk`;
    },
  });
  const source = threadSource(server, (merged, how) => {
    thread.show(merged, how);
    empty.hidden = merged.posts.length > 0;
    if (!how) tellOf(merged);
    noticeOffers(merged);
  });
  const toasts = offerToasts({
    now: clock.now,
    look: ({ id }) => thread.goTo(id),
    accept: (post, { id }) => void pressOn(post, { verb: 'offer.accept', data: { offerId: id } }),
  });
  const side = railView(me, {
    setPresence: (presence) => void setPresence(presence),
    showCase: (caseId) => void showCase(caseId),
    showDecision: (id) => goToCard('escalation', id),
    showVisit: (id) => goToCard('booking', id),
    findTime: (workOrderId) => void pressAlone({ verb: 'work-order.slots', data: { workOrderId } }),
    switchPerson: leave,
  });
  const line = composer({
    commands: commandsFor(me.roles),
    hint: canReply ? 'Answer the customer, or type a command' : 'Type a command or a question',
    say: (text, quoted) => void say(text, quoted),
    typing: (caseId) => void (canReply && showTyping(caseId)),
  });
  const empty = emptyThread(me.name, (text) => void say(text, null));
  const { head, showState } = header();

  part('#desk').replaceChildren(
    element('a', { className: 'skip', href: '#thread' }, 'Skip to the messages'),
    side.element,
    element('main', { className: 'desk__main', id: 'thread' }, head, thread.element, line.element),
  );
  thread.element.prepend(empty);
  foldRail(part<HTMLButtonElement>('#rail-button'));

  const refresh = () => source.refresh().catch(() => undefined); // the stream's state tells of a lost server
  const showRail = () => {
    if (!rail) return;
    side.show(rail, clock.now());
    line.aim(aimOf(rail, canReply));
  };
  const loadSide = soon(async () => {
    rail = await loadRail(server, me);
    showRail();
  });

  async function say(text: string, quoted: Post | null, key = crypto.randomUUID()): Promise<void> {
    const pending = bubble(text);
    thread.append(pending.element);
    try {
      const body = { text, ...(quoted && { quotedPostId: quoted.id }) };
      const { value } = await server.post<{ value: readonly Post[] }>('/api/desk/say', body, key);
      pending.element.remove();
      source.take(value);
      const answer = value.findLast(({ author }) => author === 'bot');
      if (answer) thread.goTo(answer.id);
      line.focus();
    } catch (error) {
      pending.fail(wordsOf(error), () => void say(text, quoted, key));
    }
    loadSide();
  }

  async function pressOn(post: Post, press: Press & Partial<CardPress>): Promise<void> {
    const row = thread.rowOf(post.id);
    row?.busy(true, press.button);
    try {
      const answer = await send(press);
      await refresh();
      const place = placeOf(answer, post.id, source.posts());
      if (place.how === 'note') row?.note(place.text, 'said');
      if (place.how === 'replace' && answer.card) {
        const shown = source.posts().find(({ id }) => id === post.id) ?? post;
        source.replace({ ...shown, card: answer.card });
        row?.answer({ ...shown, card: answer.card }, press.sent ?? new Set());
      }
      if (place.how === 'elsewhere') thread.goTo(place.postId);
    } catch (error) {
      row?.note(wordsOf(error));
      void refresh(); // a stale card is redrawn as things are now
    } finally {
      row?.busy(false);
    }
    loadSide();
  }

  const send = ({ verb, data }: Press) =>
    server.post<Answer>('/api/desk/press', { verb, data }, crypto.randomUUID());

  /** A press from beside the thread: its answer is a post there. */
  async function pressAlone(press: Press): Promise<void> {
    try {
      const answer = await send(press);
      await refresh();
      const place = placeOf(answer, null, source.posts());
      if (place.how === 'elsewhere') thread.goTo(place.postId);
    } catch (error) {
      showState(undefined, wordsOf(error));
    }
  }

  async function showCase(caseId: string): Promise<void> {
    const shown = caseCardIn(source.posts(), me.id, caseId);
    if (shown) thread.goTo(shown.id);
    else await pressAlone({ verb: 'case.show', data: { caseId } });
  }

  function goToCard(card: string, subjectId: string): void {
    thread.goTo(`${me.id}:${card}:${subjectId}`);
  }

  async function setPresence(presence: string): Promise<void> {
    try {
      await server.put(`/api/agents/${encodeURIComponent(me.id)}/presence`, { presence });
    } catch (error) {
      showState(undefined, wordsOf(error));
    }
    loadSide();
  }

  /** Says aloud what came in, shortly: the card itself would be far too long to be read out unasked. */
  function tellOf({ posts, added, changed }: Merged): void {
    const fresh = posts.filter(({ id, author }) => author === 'bot' && (added.includes(id) || changed.includes(id)));
    const last = fresh.at(-1);
    if (last) part('#said').textContent = `${added.includes(last.id) ? 'New' : 'Changed'}: ${inShort(last)}`;
  }

  /** Only an offer that stands has the button to accept it. */
  function noticeOffers({ posts, added, changed }: Merged): void {
    for (const post of posts) {
      const subject = subjectOf(post, me.id);
      if (subject?.card !== 'offer' || !(added.includes(post.id) || changed.includes(post.id))) continue;
      if (!JSON.stringify(post.card).includes('"offer.accept"')) toasts.close(subject.subjectId);
      else
        server
          .get<Offer>(`/api/offers/${encodeURIComponent(subject.subjectId)}`)
          .then((offer) => toasts.show(post, offer), () => undefined);
    }
  }

  liveChanges(server, {
    onState: (state) => showState(state),
    onCatchUp: () => {
      void refresh();
      loadSide();
    },
    onEvent: (name, data) => {
      clock.hear(data.at);
      if (name === 'post.changed') void refresh();
      loadSide();
    },
    onSignedOut: leave,
  });
  setInterval(showRail, 15_000);
  document.title = `${me.name} · Desk`;
}

function header() {
  const state = element('p', { className: 'desk__state small', role: 'status' });
  const railButton = element(
    'button',
    { className: 'desk__rail-button button button--quiet', id: 'rail-button', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'rail' },
    'My desk',
  );
  const head = element(
    'header',
    { className: 'desk__head' },
    railButton,
    element('img', { src: '/web/kit/mark.svg', alt: '', width: 36, height: 36 }),
    element('div', {}, element('h1', { className: 'desk__title' }, 'Fieldline'), state),
  );
  const showState = (now: LiveState | undefined, words?: string) => {
    if (now) state.dataset.state = now;
    state.textContent = words ?? stateWords[now ?? 'live'];
  };
  return { head, showState };
}

function emptyThread(name: string, say: (text: string) => void): HTMLElement {
  return element(
    'div',
    { className: 'thread__empty', hidden: true },
    element('h2', {}, `Hello ${name.split(' ')[0]}`),
    element('p', { className: 'quiet' }, 'Offers, cases and visits come here as cards, the same as in Teams.'),
    element('button', { className: 'button', type: 'button', onclick: () => say('status') }, 'Show what waits for me'),
  );
}

function bubble(text: string) {
  const note = element('p', { className: 'row__note', hidden: true });
  const made = element(
    'li',
    { className: 'row row--person', 'data-pending': '' },
    element('div', { className: 'row__body' }, element('div', { className: 'row__card' }, element('p', { className: 'row__text' }, text)), note),
  );
  const fail = (words: string, again: () => void) => {
    note.hidden = false;
    note.dataset.tone = 'refused';
    const press = () => {
      made.remove();
      again();
    };
    note.replaceChildren(`Not sent. ${words} `, element('button', { className: 'button button--text', type: 'button', onclick: press }, 'Try again'));
  };
  return { element: made, fail };
}

const commandsFor = (roles: readonly string[]): readonly string[] =>
  roles.includes('technician') && roles.length === 1
    ? ['my day', 'help']
    : roles.includes('agent')
      ? ['status', 'cases', 'help']
      : ['status', 'help'];

/** To whom plain words go now, as the server will decide it. */
function aimOf({ agent, cases }: RailData, canReply: boolean): string {
  if (!canReply) return 'Words that are no command are looked up in the articles.';
  const focused = cases?.find(({ id }) => id === agent?.focusCaseId) ?? (cases?.length === 1 ? cases[0] : undefined);
  if (focused) return `Goes to ${focused.number}${focused.customer ? `, ${focused.customer.name}` : ''}`;
  return (cases?.length ?? 0) > 1 ? 'No case in focus: quote its card, or begin with its number' : 'No case of yours: commands only';
}

/** Runs something once for many calls in a row, shortly after the first. */
function soon(run: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void run().catch(() => undefined);
    }, 250);
  };
}
