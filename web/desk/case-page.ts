import { element, part } from '../kit/element.ts';
import type { Answer, Press } from './card/presses.ts';
import type { CardPress } from './card/view.ts';
import { liveChanges } from './live-changes.ts';
import { pageFrame } from './page-frame.ts';
import { sayClock, sayDay } from './say-time.ts';
import { wordsOf } from './server.ts';
import { leave, type Session } from './session.ts';
import { type CardJson, caseCardIn, type Post } from './thread/feed.ts';
import { postRow } from './thread/post-row.ts';
import { typingSign } from './thread/typing.ts';
import { kindOf, type TimelineEntry, whoDid, withSpokenTimes } from './timeline.ts';

interface CaseShown {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly conversationId: string | null;
  readonly customer: { readonly name: string } | null;
}

/** Opens one case: its card with everything that can be done, and beside it all that has happened. */
export function openCasePage({ me, server }: Session, caseId: string): void {
  const at = encodeURIComponent(caseId);
  const side = element('section', { className: 'card case-page__card', 'aria-label': 'The case' });
  const timeline = element('ol', { className: 'timeline', 'aria-label': 'Timeline' });
  const frame = pageFrame('Case');
  const showTyping = typingSign(server);
  part('#desk').replaceChildren(
    frame.head,
    element(
      'main',
      { className: 'case-page' },
      side,
      element(
        'section',
        { className: 'card' },
        element('h2', { className: 'rail__title' }, 'Timeline'),
        timeline,
      ),
    ),
  );

  const cardOf = async (): Promise<Post> => {
    const { value } = await server.get<{ value: readonly Post[] }>('/api/desk/posts?top=200');
    const shown = caseCardIn(value, me.id, caseId);
    if (shown) return shown;
    const { card } = await send({ verb: 'case.show', data: { caseId } });
    return asPost(card);
  };
  const asPost = (card: CardJson | undefined): Post => {
    const now = new Date().toISOString();
    return {
      id: `${me.id}:case:${caseId}`,
      kind: 'card',
      author: 'bot',
      caseId: null,
      at: now,
      updatedAt: now,
      ...(card && { card }),
    };
  };
  const send = ({ verb, data }: Press) =>
    server.post<Answer>('/api/desk/press', { verb, data }, crypto.randomUUID());

  const row = cardOf().then(
    (post) => {
      const made = postRow(
        { ...post, caseId: null },
        {
          canQuote: () => false,
          quote: () => undefined,
          typedInto: () => showTyping(caseId),
          press: (_, press) => pressed(press),
        },
      );
      side.replaceChildren(element('ul', { className: 'case-page__row' }, made.element));
      return made;
    },
    (error: unknown) => {
      side.replaceChildren(element('p', { className: 'quiet' }, wordsOf(error)));
      return undefined;
    },
  );

  const pressed = async (press: CardPress): Promise<void> => {
    const shown = await row;
    shown?.busy(true, press.button);
    try {
      const answer = await send(press);
      if (answer.text !== undefined) shown?.note(answer.text, 'said');
      // Another card than the case's, such as the times for a visit, stands in the thread: there it can be answered.
      const isCase = JSON.stringify(answer.card ?? null).includes(`"caseId":${JSON.stringify(caseId)}`);
      if (answer.card && isCase) shown?.answer(asPost(answer.card), press.sent);
      else if (answer.card) location.assign('/desk');
    } catch (error) {
      shown?.note(wordsOf(error));
    } finally {
      shown?.busy(false);
    }
  };

  const renew = async (): Promise<void> => {
    const found = await server.get<CaseShown>(`/api/cases/${at}`);
    frame.title(`${found.number} · ${found.title}`, found.customer?.name ?? '');
    document.title = `${found.number} · Desk`;
    if (found.conversationId)
      frame.link('The talk', `/desk/conversations/${encodeURIComponent(found.conversationId)}`);
    const { value } = await server.get<{ value: readonly TimelineEntry[] }>(`/api/cases/${at}/timeline`);
    timeline.replaceChildren(...linesOf(value, found.customer?.name ?? 'Customer'));
  };
  const show = () => void renew().catch((error: unknown) => frame.title('Case', wordsOf(error)));
  const showCard = async () => {
    const shown = await row;
    shown?.update({ ...(await cardOf()), caseId: null });
  };

  liveChanges(server, {
    onState: frame.state,
    onCatchUp: show,
    onEvent: (name, data) => {
      if (name === 'post.changed' && data.postId === `${me.id}:case:${caseId}`)
        void showCard().catch(() => undefined);
      if (data.caseId === caseId) show();
    },
    onSignedOut: leave,
  });
}

function linesOf(entries: readonly TimelineEntry[], customer: string): HTMLElement[] {
  let day = '';
  const now = Date.now();
  return entries.flatMap((entry) => {
    const words = sayDay(entry.at, now);
    const head = words === day ? [] : [element('li', { className: 'timeline__day' }, words)];
    day = words;
    return [...head, lineOf(entry, customer, now)];
  });
}

function lineOf(entry: TimelineEntry, customer: string, now: number): HTMLElement {
  const { at, name, text } = entry;
  const who = whoDid(entry, customer);
  const say = (then: string) =>
    (sayDay(then, now) === 'Today' ? '' : `${sayDay(then, now)} `) + sayClock(then);
  return element(
    'li',
    { className: 'timeline__entry', 'data-kind': kindOf(name) },
    element('time', { className: 'timeline__time', dateTime: at }, sayClock(at)),
    element(
      'div',
      {},
      who && element('p', { className: 'small quiet' }, who),
      element('p', { className: 'timeline__text' }, withSpokenTimes(text, say)),
    ),
  );
}
