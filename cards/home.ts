import type { Role } from '../domain/people/person.ts';
import type { Presence } from '../domain/routing/agent.ts';
import {
  type AdaptiveCard,
  buttons,
  type CardAction,
  type CardElement,
  card,
  columns,
  firstThatFits,
  line,
  quiet,
  section,
  status,
  type Tone,
  text,
  title,
} from './card.ts';
import { dayLines, type MyDayView } from './my-day.ts';
import { execute, primary } from './parts/buttons.ts';

/** What a member of staff comes back to; a part that is not theirs is empty. */
export interface HomeView {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Of those who take cases. */
  readonly presence: Presence | null;
  readonly cases: readonly {
    readonly caseId: string;
    readonly number: string;
    readonly title: string;
    readonly clock: string | null;
  }[];
  /** Of those who drive. */
  readonly day: MyDayView | null;
  readonly queues: readonly {
    readonly name: string;
    readonly waiting: number;
    /** The case at the head of the line, for those who may take it. */
    readonly next: { readonly caseId: string; readonly number: string } | null;
  }[];
  /** Decisions that wait for this person, e.g. `C-1042: first response 12 min late`. */
  readonly escalations: readonly string[];
}

const presences: Record<Presence, readonly [words: string, tone: Tone]> = {
  available: ['You are available: cases are offered to you.', 'good'],
  busy: ['You are at capacity: nothing more is offered until you finish one.', 'warning'],
  'do-not-disturb': ['Do not disturb: nothing is offered to you.', 'danger'],
  away: ['You are away: nothing is offered to you.', 'plain'],
  offline: ['You are offline: nothing is offered to you.', 'plain'],
};

const hints: readonly (readonly [Role, string])[] = [
  ['agent', '"C-1042: your answer" sends it to that case; without a number it goes to the case in focus'],
  ['agent', 'cases, C-1042, available, away'],
  ['technician', 'my day'],
  ['dispatcher', 'alerts, L-214, how is pump 7'],
  ['technician', 'how is pump 7, register device and its code'],
];

/** Where everybody starts: one's state, what waits for one, and what one can type. */
export const homeCard = (view: HomeView): AdaptiveCard =>
  firstThatFits([10, 5, 3], (rows) => draw(view, rows));

function draw(view: HomeView, rows: number): AdaptiveCard {
  const { name, roles, presence, escalations, day, queues } = view;
  const typed = hints.filter(([role]) => roles.includes(role)).map(([, words]) => words);
  return card(
    [
      title(`Hello ${name}`),
      presence ? status(...presences[presence]) : null,
      escalations.length > 0
        ? section(
            status(`${escalations.length} to decide`, 'danger'),
            ...escalations.slice(0, rows).map((one) => text(one, 160)),
          )
        : null,
      roles.includes('agent') ? casesOf(view, rows) : null,
      day ? section(line({ text: `Your day · ${day.day}`, bold: true }), dayLines(day, rows)) : null,
      section(...queues.slice(0, rows).map(queueLine)),
      section(quiet(`You can type: ${[...typed, 'ask and a question', 'status', 'help'].join(' · ')}`, 400)),
    ],
    presenceButtons(view),
  );
}

const casesOf = ({ cases }: HomeView, rows: number): CardElement | null =>
  section(
    quiet(cases.length > 0 ? 'Your cases' : 'No cases of yours right now.'),
    ...cases.slice(0, rows).map(({ number, title: words, clock, caseId }) =>
      columns(
        {
          width: 'stretch',
          items: [
            line({ text: number, bold: true }, { text: `${words}`, limit: 90 }),
            ...(clock ? [{ ...quiet(clock, 120), spacing: 'None' }] : []),
          ],
        },
        { width: 'auto', items: buttons(execute('Show', 'case.show', { caseId })) },
      ),
    ),
  );

const queueLine = ({ name, waiting, next }: HomeView['queues'][number]): CardElement =>
  columns(
    {
      width: 'stretch',
      items: [line({ text: name, limit: 60 }, { text: `· ${waiting} waiting`, quiet: true })],
    },
    {
      width: 'auto',
      items: next ? buttons(execute(`Take ${next.number}`, 'case.pick', { caseId: next.caseId })) : [],
    },
  );

function presenceButtons({ presence, roles }: HomeView): CardAction[] {
  const isThere = presence === 'available' || presence === 'busy';
  return [
    ...(presence && !isThere
      ? [primary(execute('Set available', 'presence.set', { presence: 'available' }))]
      : []),
    ...(presence && isThere ? [execute('Set away', 'presence.set', { presence: 'away' })] : []),
    ...(roles.includes('technician') ? [execute('My day', 'my-day.show', {})] : []),
  ];
}
