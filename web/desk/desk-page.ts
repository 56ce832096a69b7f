import { element, part } from '../kit/element.ts';
import { deskHead } from './desk-head.ts';
import { liveChanges } from './live-changes.ts';
import { type Offer, offerWatch } from './offer-watch.ts';
import { productClock } from './product-clock.ts';
import { loadRail, type RailData } from './rail/rail-data.ts';
import { foldRail, railView } from './rail/rail-view.ts';
import { wordsOf } from './server.ts';
import { leave, type Me, type Session } from './session.ts';
import { composer } from './thread/composer.ts';
import { deskDeeds } from './thread/deeds.ts';
import { inShort, type Merged, subjectOf } from './thread/feed.ts';
import { threadSource } from './thread/thread-source.ts';
import { threadView } from './thread/thread-view.ts';
import { typingSign } from './thread/typing.ts';

/** Opens the desk of whoever signed in: the thread with the bot in the middle, what waits beside it. */
export function openDesk({ me, server }: Session): void {
  const canReply = me.roles.some((role) => role === 'agent' || role === 'supervisor');
  const clock = productClock();
  const showTyping = typingSign(server);
  let rail: RailData | undefined;

  const thread = threadView({
    canQuote: (post) => canReply && (post.kind === 'text' || subjectOf(post, me.id)?.card === 'case'),
    now: clock.now,
    isActing: () => deeds.isActing(),
    press: (post, press) => deeds.press(post, press),
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
  const showRail = () => {
    if (!rail) return;
    side.show(rail, clock.now());
    line.aim(aimOf(rail, canReply));
  };
  const loadSide = soon(async () => {
    rail = await loadRail(server, me);
    showRail();
  });
  const head = deskHead();
  const deeds = deskDeeds({ personId: me.id, server, source, thread, onDone: loadSide, onRefused: head.say });
  const offers = offerWatch({
    now: clock.now,
    thread,
    accept: (post, { id }) => void deeds.press(post, { verb: 'offer.accept', data: { offerId: id } }),
  });
  const goToCard = (card: string, subjectId: string) => thread.goTo(`${me.id}:${card}:${subjectId}`);
  const side = railView(me, {
    setPresence: (presence) =>
      void server
        .put(`/api/agents/${encodeURIComponent(me.id)}/presence`, { presence })
        .catch((error: unknown) => head.say(wordsOf(error)))
        .finally(loadSide),
    showCase: (caseId) => void deeds.showCase(caseId),
    showDecision: (id) => goToCard('escalation', id),
    showVisit: (id) => goToCard('booking', id),
    findTime: (workOrderId) => void deeds.pressAlone({ verb: 'work-order.slots', data: { workOrderId } }),
    switchPerson: leave,
  });
  const line = composer({
    commands: commandsFor(me),
    hint: canReply ? 'Write an answer or a command' : 'Write a command or a question',
    say: (text, quoted) => void deeds.say(text, quoted),
    typing: (caseId) => void (canReply && showTyping(caseId)),
  });
  const empty = emptyThread(me.name, (text) => void deeds.say(text, null));

  part('#desk').replaceChildren(
    element('a', { className: 'skip', href: '#thread' }, 'Skip to the messages'),
    side.element,
    element('main', { className: 'desk__main', id: 'thread' }, head.element, thread.element, line.element),
  );
  thread.element.prepend(empty);
  foldRail(head.railButton);

  /** Says aloud what came in, shortly: the card itself would be far too long to be read out unasked. */
  function tellOf({ posts, added, changed }: Merged): void {
    const isNews = (id: string) => added.includes(id) || changed.includes(id);
    const last = posts.findLast(({ id, author }) => author === 'bot' && isNews(id));
    if (last) part('#said').textContent = `${added.includes(last.id) ? 'New' : 'Changed'}: ${inShort(last)}`;
  }

  /** Only an offer that stands has the button to accept it. */
  function noticeOffers({ posts, added, changed }: Merged): void {
    for (const post of posts) {
      const subject = subjectOf(post, me.id);
      if (subject?.card !== 'offer' || !(added.includes(post.id) || changed.includes(post.id))) continue;
      const watch = (offer: Offer) => offers.watch(post, offer);
      if (!JSON.stringify(post.card).includes('"offer.accept"')) offers.end(subject.subjectId);
      else
        server
          .get<Offer>(`/api/offers/${encodeURIComponent(subject.subjectId)}`)
          .then(watch, () => undefined);
    }
  }

  const refresh = () => void source.refresh().catch(() => undefined); // the stream's state tells of a lost server
  liveChanges(server, {
    onState: head.state,
    onCatchUp: () => {
      refresh();
      loadSide();
    },
    onEvent: (name, { at }) => {
      clock.hear(at);
      if (name === 'post.changed') refresh();
      loadSide();
    },
    onSignedOut: leave,
  });
  setInterval(showRail, 15_000);
  document.title = `${me.name} · Desk`;
}

function emptyThread(name: string, say: (text: string) => void): HTMLElement {
  return element(
    'div',
    { className: 'thread__empty', hidden: true },
    element('h2', {}, `Hello ${name.split(' ')[0]}`),
    element(
      'p',
      { className: 'quiet' },
      'Offers, cases and visits come here as cards, the same as in Teams.',
    ),
    element(
      'button',
      { className: 'button', type: 'button', onclick: () => say('status') },
      'Show what waits for me',
    ),
  );
}

const commandsFor = ({ roles }: Me): readonly string[] => [
  ...(roles.includes('technician') ? ['my day'] : ['status']),
  ...(roles.includes('agent') ? ['cases'] : []),
  'help',
];

/** To whom plain words go now, as the server will decide it. */
function aimOf({ agent, cases }: RailData, canReply: boolean): string {
  if (!canReply) return 'Words that are no command are looked up in the articles.';
  const focused = cases?.find(({ id }) => id === agent?.focusCaseId);
  const aimed = focused ?? (cases?.length === 1 ? cases[0] : undefined);
  if (aimed) return `Goes to ${aimed.number}${aimed.customer ? `, ${aimed.customer.name}` : ''}`;
  if ((cases?.length ?? 0) > 1) return 'No case in focus: quote its card, or begin with its number';
  return 'No case of yours: commands only';
}

/** Runs something once for many calls in a row, shortly after the first. */
function soon(run: () => Promise<void>): () => void {
  let _timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    _timer ??= setTimeout(() => {
      _timer = undefined;
      void run().catch(() => undefined);
    }, 250);
  };
}
