import { element, part } from '../../kit/element.ts';
import { sayClock } from '../say-time.ts';
import type { Me } from '../session.ts';
import type { RailCase, RailData, RailVisit } from './rail-data.ts';
import { slaHint } from './rail-data.ts';

/** What can be done from the rail. */
export interface RailDeeds {
  setPresence(presence: string): void;
  showCase(caseId: string): void;
  showDecision(escalationId: string): void;
  showVisit(bookingId: string): void;
  findTime(workOrderId: string): void;
  switchPerson(): void;
}

/** Who sits here, and what waits for them. */
export interface RailView {
  readonly element: HTMLElement;
  show(data: RailData, now: number): void;
}

const presences: readonly (readonly [value: string, words: string])[] = [
  ['available', 'Available'],
  ['busy', 'Busy'],
  ['do-not-disturb', 'Do not disturb'],
  ['away', 'Away'],
  ['offline', 'Offline'],
];

/** Draws the rail once, and its lists whenever something changed. */
export function railView(me: Me, deeds: RailDeeds): RailView {
  const choice = element(
    'select',
    { className: 'presence__choice', id: 'presence' },
    ...presences.map(([value, words]) => element('option', { value }, words)),
  );
  const presence = element(
    'label',
    { className: 'presence', hidden: true },
    element('span', { className: 'presence__dot', 'aria-hidden': 'true' }),
    element('span', { className: 'unseen' }, 'My presence'),
    choice,
  );
  choice.addEventListener('change', () => {
    presence.dataset.presence = choice.value;
    deeds.setPresence(choice.value);
  });
  const lists = element('div', { className: 'rail__lists' });
  const root = element(
    'aside',
    { className: 'rail', id: 'rail', 'aria-label': 'My desk' },
    element(
      'div',
      { className: 'rail__me' },
      element('span', { className: 'initials', 'aria-hidden': 'true' }, initials(me.name)),
      element(
        'div',
        { className: 'rail__who' },
        element('p', { className: 'rail__name' }, me.name),
        element('p', { className: 'small quiet' }, me.roles.map(roleWords).join(', ')),
      ),
    ),
    presence,
    lists,
    element(
      'div',
      { className: 'rail__foot small' },
      element(
        'button',
        { className: 'button button--text', type: 'button', onclick: deeds.switchPerson },
        'Switch person',
      ),
      element('a', { href: '/' }, 'About Fieldline'),
    ),
  );

  const show = (data: RailData, now: number) => {
    presence.hidden = data.agent === null;
    if (data.agent && document.activeElement !== choice) {
      choice.value = data.agent.presence;
      presence.dataset.presence = data.agent.presence;
    }
    const focused = lists.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-key')
      : null;
    lists.replaceChildren(...sections(data, deeds, now));
    if (focused) lists.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  };
  return { element: root, show };
}

function sections(data: RailData, deeds: RailDeeds, now: number): HTMLElement[] {
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
  readonly deeds: RailDeeds;
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

const visitItem = ({ booking, workOrder, site }: RailVisit, deeds: RailDeeds): HTMLElement =>
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

/** Two letters that stand for a person. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
};

export const roleWords = (role: string): string =>
  role.replace('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

/** On a narrow screen the rail opens over the thread. */
export function foldRail(button: HTMLButtonElement): void {
  const isOpen = () => button.getAttribute('aria-expanded') === 'true';
  const set = (open: boolean) => {
    button.setAttribute('aria-expanded', String(open));
    part('#desk').toggleAttribute('data-rail', open);
  };
  button.addEventListener('click', () => set(!isOpen()));
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    set(false);
    button.focus();
  });
  part('#desk').addEventListener('click', (event) => {
    const { target } = event;
    if (!isOpen() || !(target instanceof Element) || button.contains(target)) return;
    if (target.closest('.rail__item, .desk__main')) set(false);
  });
}
