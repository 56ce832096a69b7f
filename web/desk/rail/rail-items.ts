import { element } from '../../kit/element.ts';
import { sayClock } from '../say-time.ts';
import type { RailCase, RailData, RailVisit } from './rail-data.ts';
import { slaHint } from './sla-hint.ts';

/** What can be opened from the rail's lists. */
export interface RailOpens {
  showCase(caseId: string): void;
  showDecision(escalationId: string): void;
  showVisit(bookingId: string): void;
  findTime(workOrderId: string): void;
}

/** The rail's lists: each says so when there is nothing in it. */
export function sections(data: RailData, deeds: RailOpens, now: number): HTMLElement[] {
  const focusId = data.agent?.focusCaseId ?? null;
  const made = [
    data.decisions &&
      section('To decide', 'No decision waits for you.', [
        ...data.decisions.map(({ id, caseNumber, kind }) =>
          item(`decision ${id}`, () => deeds.showDecision(id), [
            element('strong', {}, caseNumber),
            element(
              'span',
              { className: 'rail__hint', 'data-urgency': 'danger' },
              `${kind === 'resolve' ? 'Resolution' : 'First response'} is late`,
            ),
          ]),
        ),
      ]),
    data.cases &&
      section(
        'My cases',
        'No case of yours right now.',
        data.cases.map((one) => caseItem(one, { focusId, now, deeds })),
      ),
    data.visits &&
      section(
        'My day',
        'No visits today.',
        data.visits.map((one) => visitItem(one, deeds)),
      ),
    data.toPlan &&
      section('To plan', 'Every work order has its time.', [
        ...data.toPlan.map(({ id, number, summary }) =>
          item(`plan ${id}`, () => deeds.findTime(id), [
            element('strong', {}, number),
            element('span', { className: 'rail__text' }, summary),
          ]),
        ),
      ]),
    data.queues && section('Not taken yet', 'There are no queues.', data.queues.map(queueLine)),
  ];
  return made.filter((one) => one !== null);
}

function section(title: string, empty: string, items: readonly HTMLElement[]): HTMLElement {
  return element(
    'section',
    { className: 'rail__section' },
    element('h2', { className: 'rail__title' }, title),
    items.length > 0
      ? element('ul', { className: 'rail__list' }, ...items)
      : element('p', { className: 'small quiet rail__empty' }, empty),
  );
}

const item = (key: string, press: () => void, parts: readonly HTMLElement[]): HTMLElement =>
  element(
    'li',
    {},
    element('button', { className: 'rail__item', type: 'button', 'data-key': key, onclick: press }, ...parts),
  );

interface CaseItem {
  readonly focusId: string | null;
  readonly now: number;
  readonly deeds: RailOpens;
}

function caseItem(
  { id, number, title, stage, kpiInstances }: RailCase,
  { focusId, now, deeds }: CaseItem,
): HTMLElement {
  const hint = slaHint(kpiInstances ?? [], now);
  return item(`case ${id}`, () => deeds.showCase(id), [
    element(
      'span',
      { className: 'rail__line' },
      element('strong', {}, number),
      id === focusId ? element('span', { className: 'badge badge--info' }, 'in focus') : null,
      stage === 'on-hold' ? element('span', { className: 'badge' }, 'parked') : null,
    ),
    element('span', { className: 'rail__text' }, title),
    element(
      'span',
      { className: 'rail__hint', hidden: hint === null, 'data-urgency': hint?.urgency },
      hint?.text,
    ),
  ]);
}

const bookingWords: Readonly<Record<string, string>> = {
  scheduled: 'planned',
  traveling: 'on the way',
  'in-progress': 'on site',
  'on-break': 'on a break',
  completed: 'done',
};

const visitItem = ({ booking, workOrder, site }: RailVisit, deeds: RailOpens): HTMLElement =>
  item(`visit ${booking.id}`, () => deeds.showVisit(booking.id), [
    element(
      'span',
      { className: 'rail__line' },
      element('strong', {}, `${sayClock(booking.startAt)}–${sayClock(booking.endAt)}`),
      element(
        'span',
        { className: booking.state === 'completed' ? 'badge badge--good' : 'badge' },
        bookingWords[booking.state] ?? booking.state,
      ),
    ),
    element('span', { className: 'rail__text' }, `${workOrder.number} · ${workOrder.summary}`),
    element('span', { className: 'rail__hint' }, site.name),
  ]);

const queueLine = ({ name, waiting }: NonNullable<RailData['queues']>[number]): HTMLElement =>
  element(
    'li',
    { className: 'rail__queue' },
    element('span', {}, name),
    element(
      'span',
      { className: waiting > 0 ? 'badge badge--warning' : 'badge', 'aria-label': `${waiting} not taken yet` },
      String(waiting),
    ),
  );
