import { element, part } from '../kit/element.ts';
import { caseCard } from './case-card.ts';
import { liveChanges } from './live-changes.ts';
import { pageFrame } from './page-frame.ts';
import { wordsOf } from './server.ts';
import { leave, type Session } from './session.ts';
import { type TimelineEntry, timelineLines } from './timeline.ts';

interface CaseShown {
  readonly number: string;
  readonly title: string;
  readonly conversationId: string | null;
  readonly customer: { readonly name: string } | null;
}

/** Opens one case: its card with everything that can be done, and beside it all that has happened. */
export function openCasePage({ me, server }: Session, caseId: string): void {
  const at = `/api/cases/${encodeURIComponent(caseId)}`;
  const frame = pageFrame('Case');
  const card = caseCard({ server, personId: me.id, caseId });
  const timeline = element('ol', { className: 'timeline' });
  const title = element('h2', { className: 'rail__title' }, 'Timeline');
  part('#desk').replaceChildren(
    frame.head,
    element(
      'main',
      { className: 'case-page' },
      card.element,
      element('section', { className: 'card', 'aria-label': 'Timeline' }, title, timeline),
    ),
  );

  const renew = async (): Promise<void> => {
    const found = await server.get<CaseShown>(at);
    const customer = found.customer?.name ?? 'Customer';
    frame.title(`${found.number} · ${found.title}`, customer);
    document.title = `${found.number} · Desk`;
    if (found.conversationId)
      frame.link('The talk', `/desk/conversations/${encodeURIComponent(found.conversationId)}`);
    const { value } = await server.get<{ value: readonly TimelineEntry[] }>(`${at}/timeline`);
    timeline.replaceChildren(...timelineLines(value, customer));
  };
  const show = () => void renew().catch((error: unknown) => frame.title('Case', wordsOf(error)));

  liveChanges(server, {
    onState: frame.state,
    onCatchUp: show,
    onEvent: (name, data) => {
      if (name === 'post.changed' && data.postId === card.postId) card.renew();
      if (data.caseId === caseId) show();
    },
    onSignedOut: leave,
  });
}
