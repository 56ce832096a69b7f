import { element, part } from '../kit/element.ts';
import { liveChanges } from './live-changes.ts';
import { pageFrame } from './page-frame.ts';
import { sayClock, sayDay } from './say-time.ts';
import { list, quoted, wordsOf } from './server.ts';
import { leave, type Session } from './session.ts';

interface Talk {
  readonly channel: string;
  readonly state: string;
  readonly caseId: string | null;
  readonly customer: { readonly name: string } | null;
}

interface Said {
  readonly id: string;
  readonly authorName: string;
  readonly authorKind: 'customer' | 'bot' | 'agent' | 'system';
  readonly text: string;
  readonly state: string;
  readonly card: Readonly<Record<string, unknown>> | null;
  readonly files: readonly { readonly attachmentId: string; readonly name: string }[];
  readonly at: string;
}

/** Opens one conversation as it was said, to be read. */
export function openTalkPage({ server }: Session, conversationId: string): void {
  const frame = pageFrame('Conversation');
  const lines = element('ol', { className: 'talk', 'aria-label': 'Messages' });
  part('#desk').replaceChildren(frame.head, element('main', { className: 'talk-page' }, lines));

  const renew = async (): Promise<void> => {
    const found = await server.get<Talk>(`/api/conversations/${encodeURIComponent(conversationId)}`);
    const name = found.customer?.name ?? 'A visitor';
    frame.title(name, `${found.channel.replace('-', ' ')} · ${found.state.replace('-', ' ')}`);
    document.title = `${name} · Desk`;
    if (found.caseId) frame.link('The case', `/desk/cases/${encodeURIComponent(found.caseId)}`);
    const { value } = await server.get<{ value: readonly Said[] }>(
      list('/api/messages', { filter: `conversationId eq ${quoted(conversationId)}`, top: '500' }),
    );
    const { token } = await server.post<{ token: string }>('/api/sign-in/stream-token', {});
    const isFirst = lines.childElementCount === 0;
    lines.replaceChildren(...linesOf(value, token));
    if (isFirst) scrollTo({ top: document.documentElement.scrollHeight }); // what was said last is read first
  };
  const show = () => void renew().catch((error: unknown) => frame.title('Conversation', wordsOf(error)));

  liveChanges(server, {
    onState: frame.state,
    onCatchUp: show,
    onEvent: (_, data) => {
      if (data.conversationId === conversationId) show();
    },
    onSignedOut: leave,
  });
}

function linesOf(messages: readonly Said[], token: string): HTMLElement[] {
  let day = '';
  return messages.flatMap((message) => {
    const words = sayDay(message.at, Date.now());
    const head = words === day ? [] : [element('li', { className: 'thread__day' }, words)];
    day = words;
    return [...head, lineOf(message, token)];
  });
}

/** A message that did not arrive says so; one that did needs no words. */
const troubles: Readonly<Record<string, string>> = {
  failed: 'not delivered',
  'maybe-sent': 'perhaps not delivered',
  queued: 'on its way',
};

function lineOf({ authorName, authorKind, text, state, card, files, at }: Said, token: string): HTMLElement {
  const title = typeof card?.title === 'string' ? card.title : null;
  return element(
    'li',
    { className: 'talk__line', 'data-author': authorKind },
    element(
      'p',
      { className: 'small quiet' },
      [authorName, sayClock(at), troubles[state]].filter(Boolean).join(' · '),
    ),
    text || !title ? element('p', { className: 'talk__text' }, text) : null,
    title ? element('p', { className: 'talk__card' }, title) : null,
    ...files.map(({ attachmentId, name }) =>
      element(
        'a',
        {
          className: 'talk__file',
          href: `/api/attachments/${encodeURIComponent(attachmentId)}?access_token=${token}`,
          target: '_blank',
          rel: 'noopener',
        },
        name,
      ),
    ),
  );
}
