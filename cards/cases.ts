import type { CaseStage, CaseState } from '../domain/cases/case.ts';
import {
  type AdaptiveCard,
  buttons,
  type CardElement,
  card,
  columns,
  facts,
  firstThatFits,
  line,
  type Part,
  quiet,
  section,
  status,
  strong,
  type Tone,
  text,
  title,
} from './card.ts';
import { caseButtons } from './case-buttons.ts';
import type { CaseView, Measure } from './case-view.ts';
import { execute } from './parts/buttons.ts';
import type { CardOptions } from './parts/question.ts';

const measures: readonly [Measure, ...Measure[]] = [
  { messages: 6, message: 700, passage: 240, long: 1500, choices: 40, draft: 4000 },
  { messages: 6, message: 300, passage: 160, long: 900, choices: 25, draft: 3000 },
  { messages: 6, message: 140, passage: 80, long: 500, choices: 12, draft: 2500 },
  { messages: 3, message: 100, passage: 60, long: 300, choices: 8, draft: 1500 },
  { messages: 2, message: 80, passage: 40, long: 160, choices: 6, draft: 800 },
];

/** The one card of a case: posted once to whoever works on it, and redrawn in place at every change. */
export const caseCard = (view: CaseView, options: CardOptions): AdaptiveCard =>
  firstThatFits(measures, (measure) => draw(view, options, measure));

function draw(view: CaseView, options: CardOptions, measure: Measure): AdaptiveCard {
  const isOpen = view.state === 'active';
  return card(
    [
      title(view.number),
      strong(view.title, 160),
      stateLine(view),
      view.danger && isOpen && status('Danger was reported: this goes first.', 'danger'),
      view.clocks.slice(0, 4).map((clock) => line({ text: clock.text, tone: clock.tone, limit: 120 })),
      facts({
        Customer: [view.customer.name, view.customer.account].filter(Boolean).join(', '),
        Level: view.customer.level,
        Site: view.customer.site,
      }),
      isOpen ? null : outcome(view, measure),
      section(...view.notes.slice(-3).map((note) => quiet(note, measure.message))),
      talk(view, measure),
      view.summary ? section(quiet('Summary'), text(view.summary, measure.long)) : null,
      isOpen && view.isMine ? articles(view, measure) : null,
      work(view, isOpen),
      isOpen ? caseButtons(view, options, measure) : null,
    ],
    [],
  );
}

const stages: Record<CaseStage, string> = {
  'in-progress': 'Active',
  'on-hold': 'Parked',
  'waiting-for-details': 'Waiting for details',
  researching: 'Researching',
};
const states: Record<CaseState, string> = {
  active: 'Active',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
};

function stateLine({ state, stage, priority, queue, owner, isMine, isFocused }: CaseView): CardElement {
  const tone: Tone = state !== 'active' ? 'good' : stage === 'on-hold' ? 'info' : 'plain';
  const holder = owner === null ? 'Waiting for an agent' : isMine ? 'Yours' : `Now with ${owner}`;
  const rest = [
    state === 'active' && holder,
    `${priority} priority`,
    queue,
    isFocused && state === 'active' && 'what you type goes here',
  ];
  return line(
    { text: state === 'active' ? stages[stage] : states[state], tone, bold: true },
    { text: `· ${rest.filter(Boolean).join(' · ')}`, quiet: true },
  );
}

function outcome({ resolution, rating, state, owner }: CaseView, { long }: Measure): CardElement | null {
  if (!resolution) return null;
  const kind = resolution.type === 'problem-solved' ? 'Problem solved' : 'Information provided';
  const by = owner ? ` by ${owner}` : '';
  const stars = '★'.repeat(rating ?? 0) + '☆'.repeat(5 - (rating ?? 0));
  return section(
    status(state === 'cancelled' ? `Cancelled${by}` : `${kind}${by}`, 'good'),
    text(resolution.text, long),
    rating === null
      ? quiet('Not rated yet.')
      : line({ text: `${stars} ${rating} of 5`, tone: rating < 3 ? 'warning' : 'good' }),
  );
}

const talk = ({ messages }: CaseView, measure: Measure): CardElement | null =>
  section(
    ...messages
      .slice(-measure.messages)
      .flatMap(({ who, when, text: said, files = [] }) => [
        line({ text: who, bold: true, limit: 60 }, { text: `${when}`, quiet: true, limit: 40 }),
        said && { ...text(said, measure.message), spacing: 'None' },
        ...files.slice(0, 3).map(({ name, url }) => ({
          ...line({ text: 'File:', quiet: true }, { text: name, limit: 60, opens: url }),
          spacing: 'None',
        })),
      ])
      .filter((part) => part !== ''),
  );

const articles = ({ caseId, suggestions, canReply }: CaseView, { passage }: Measure): CardElement | null =>
  section(
    ...suggestions.slice(0, 3).map(({ articleId, title: name, passage: words, confidence, isPublic }) =>
      columns(
        {
          width: 'stretch',
          items: [
            line(
              { text: name, bold: true, limit: 80 },
              { text: `${Math.round(confidence * 100)} %`, quiet: true },
            ),
            { ...quiet(words, passage), spacing: 'None' },
          ],
        },
        {
          width: 'auto',
          items: canReply && isPublic ? buttons(execute('Send', 'article.send', { caseId, articleId })) : [],
        },
      ),
    ),
  );

const work = ({ work: orders }: CaseView, isOpen: boolean): CardElement | null =>
  section(
    ...orders
      .slice(-3)
      .flatMap(({ text: words, workOrderId, isUnplanned }): Part[] => [
        text(words, 160),
        isOpen && isUnplanned ? buttons(execute('Find a time', 'work-order.slots', { workOrderId })) : null,
      ]),
  );
