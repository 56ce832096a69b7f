import { element, part } from '../kit/element.ts';
import { type DeskHead, deskHead } from './desk-head.ts';
import { liveChanges } from './live-changes.ts';
import { sayNews, watchOffers } from './news.ts';
import { offerWatch } from './offer-watch.ts';
import { productClock } from './product-clock.ts';
import { loadRail, type RailData } from './rail/rail-data.ts';
import { foldRail, type RailDeeds, railView } from './rail/rail-view.ts';
import { type Server, wordsOf } from './server.ts';
import { leave, type Me, type Session } from './session.ts';
import { soon } from './soon.ts';
import { aimOf, type Composer, commandsFor, composer } from './thread/composer.ts';
import { type Deeds, deskDeeds } from './thread/deeds.ts';
import { subjectOf } from './thread/feed.ts';
import { threadSource } from './thread/thread-source.ts';
import { type ThreadView, threadView } from './thread/thread-view.ts';
import { typingSign } from './thread/typing.ts';

/** Times in the rail are said anew this often. */
const railMs = 15_000;

/** Opens the desk of whoever signed in: the thread with the bot in the middle, what waits beside it. */
export function openDesk({ me, server }: Session): void {
  const canReply = me.roles.some((role) => role === 'agent' || role === 'supervisor');
  const clock = productClock();
  const showTyping = typingSign(server);
  const head = deskHead();
  let rail: RailData | undefined;

  // The parts speak of each other; each is called only once all of them are there.
  const thread: ThreadView = threadView({
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
    if (!how) sayNews(merged);
    watchOffers(merged, { server, personId: me.id, offers });
  });
  const showRail = () => {
    if (!rail) return;
    side.show(rail, clock.now());
    line.aim(aimOf(rail, canReply));
  };
  const loadSide = soon(async () => {
    rail = await loadRail(server, me, rail);
    showRail();
  });
  const deeds: Deeds = deskDeeds({
    personId: me.id,
    server,
    source,
    thread,
    onDone: loadSide.now,
    onRefused: head.say,
  });
  const offers = offerWatch({
    now: clock.now,
    thread,
    accept: (post, { id }) => void deeds.press(post, { verb: 'offer.accept', data: { offerId: id } }),
  });
  const side = railView(me, railDeeds({ me, server, thread, deeds, head, loadSide: loadSide.now }));
  const line: Composer = composer({
    commands: commandsFor(me.roles),
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
  document.title = `${me.name} · Desk`;

  const refresh = () => void source.refresh().catch(() => undefined); // the stream's state tells of a lost server
  liveChanges(server, {
    onState: head.state,
    onCatchUp: () => {
      refresh();
      loadSide();
    },
    onEvent: (name, { at, postId }) => {
      clock.hear(at);
      if (name === 'post.changed') source.renew(String(postId)).catch(() => undefined);
      else if (!name.startsWith('message.')) loadSide();
    },
    onSignedOut: leave,
  });
  setInterval(showRail, railMs);
}

interface Beside {
  readonly me: Me;
  readonly server: Server;
  readonly thread: ThreadView;
  readonly deeds: Deeds;
  readonly head: DeskHead;
  loadSide(): void;
}

/** What the rail's buttons do: mostly they lead to a card in the thread. */
function railDeeds({ me, server, thread, deeds, head, loadSide }: Beside): RailDeeds {
  const goToCard = (card: string, subjectId: string) => thread.goTo(`${me.id}:${card}:${subjectId}`);
  return {
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
  };
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
