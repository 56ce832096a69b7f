import type { EscalationState } from '../domain/sla/sla.ts';
import { type AdaptiveCard, card, facts, quiet, section, status, strong, text, title } from './card.ts';
import { declineEscalationQuestion } from './dialogs.ts';
import { execute, form, primary } from './parts/buttons.ts';
import { choiceInput, textInput } from './parts/inputs.ts';
import { asking, type CardOptions } from './parts/question.ts';

/** A broken promise as the supervisor who decides about it sees it; times are said already. */
export interface EscalationView {
  readonly escalationId: string;
  readonly caseNumber: string;
  readonly caseTitle: string;
  readonly customer: string;
  readonly account: string | null;
  readonly level: string;
  readonly owner: string | null;
  /** Which promises, e.g. `First response and resolution`. */
  readonly promise: string;
  /** How late, e.g. `First response was due today 09:00, 12 min overdue`. */
  readonly late: string;
  /** What has happened so far, newest last. */
  readonly history: readonly string[];
  readonly state: EscalationState;
  /** The supervisor who decided; for one that was withdrawn, whoever made it pointless. */
  readonly decidedBy: string | null;
  /** When, with its preposition: `at 14:02`. */
  readonly decidedAt: string | null;
  /** Why it was decided so, or what made it pointless. */
  readonly reason: string | null;
  /** Who has the case after an approval. */
  readonly nowWith: string | null;
  /** When it comes back: `at 14:32`. */
  readonly snoozedUntil: string | null;
}

/** Asks a supervisor to hand a late case to a senior, to leave it where it is, or to be asked again later. */
export function escalationCard(view: EscalationView, options: CardOptions): AdaptiveCard {
  const { state } = view;
  const isOpen = state === 'pending' || state === 'snoozed';
  return card(
    [
      title(`${view.promise} overdue: ${view.caseNumber}`),
      strong(view.caseTitle),
      state !== 'pending' && decisionOf(view),
      isOpen && status(view.late, 'danger'),
      view.reason && (state === 'approved' || state === 'declined')
        ? text(`Reason: ${view.reason}`, 500)
        : null,
      facts({
        Customer: [view.customer, view.account].filter(Boolean).join(', '),
        Level: view.level,
        Owner: view.owner ?? 'nobody yet',
        ...(!isOpen && { Promise: view.late }),
      }),
      section(...view.history.slice(-4).map((entry) => quiet(entry, 240))),
    ],
    isOpen ? decisions(view, options) : [],
  );
}

function decisionOf({ state, decidedBy, decidedAt, nowWith, snoozedUntil, reason }: EscalationView) {
  if (state === 'withdrawn')
    return status(`Withdrawn${decidedAt ? ` ${decidedAt}` : ''}${reason ? `: ${reason}` : ''}.`, 'plain');
  const by = [decidedBy && ` by ${decidedBy}`, decidedAt && ` ${decidedAt}`].filter(Boolean).join('');
  if (state === 'approved') return status(`Approved${by}${nowWith ? `; now with ${nowWith}` : ''}.`, 'good');
  if (state === 'declined') return status(`Declined${by}.`, 'plain');
  return status(`Snoozed${by}${snoozedUntil ? `; back ${snoozedUntil}` : ''}.`, 'info');
}

const snoozes = [
  { title: '15 minutes', value: '15' },
  { title: '30 minutes', value: '30' },
  { title: '1 hour', value: '60' },
];

const decisions = ({ escalationId, caseNumber }: EscalationView, options: CardOptions) => [
  form(
    'Approve',
    [textInput({ id: 'reason', label: 'Note for the senior who takes it (optional)', longest: 500 })],
    primary(execute('Hand it to a senior', 'escalation.approve', { escalationId })),
  ),
  asking(declineEscalationQuestion({ escalationId, caseNumber }), options),
  form(
    'Snooze',
    [choiceInput({ id: 'minutes', label: 'Ask me again in', required: true, value: '15', choices: snoozes })],
    primary(execute('Snooze', 'escalation.snooze', { escalationId })),
  ),
];
