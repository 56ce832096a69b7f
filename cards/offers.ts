import type { CasePriority } from '../domain/cases/case.ts';
import type { OfferState } from '../domain/routing/offer.ts';
import { type AdaptiveCard, card, facts, line, quiet, section, status, strong, text, title } from './card.ts';
import { execute, primary } from './parts/buttons.ts';

/** An offer as its agent sees it. */
export interface OfferView {
  readonly offerId: string;
  readonly caseNumber: string;
  readonly caseTitle: string;
  readonly customer: string;
  readonly account: string | null;
  /** The customer's service level, e.g. `gold`. */
  readonly level: string;
  readonly priority: CasePriority;
  readonly danger: boolean;
  /** Why routing chose this agent. */
  readonly why: string;
  /** What the customer first wrote. */
  readonly opening: string;
  readonly state: OfferState;
  /** The deadline as a clock time, e.g. `14:32`. */
  readonly answerBy: string;
  /** How long the offer stands in all. */
  readonly seconds: number;
  readonly takenBy: string | null;
}

const endings: Record<Exclude<OfferState, 'offered'>, (view: OfferView) => string> = {
  accepted: () => 'You took it.',
  declined: () => 'You declined.',
  'timed-out': ({ answerBy }) => `Timed out at ${answerBy}.`,
  taken: ({ takenBy }) => `Taken by ${takenBy ?? 'a colleague'}.`,
  withdrawn: () => 'Withdrawn.',
};

/**
 * Offers a case to one agent until a clock time. It is redrawn only when the offer ends, so the deadline is said as a
 * time and not counted down; once ended it has no buttons, and says how it ended.
 */
export function offerCard(view: OfferView): AdaptiveCard {
  const { offerId, caseNumber, state } = view;
  if (state !== 'offered')
    return card([
      title(`Offer of ${caseNumber}`),
      status(endings[state](view), state === 'accepted' ? 'good' : 'plain'),
      quiet(view.caseTitle, 160),
    ]);
  return card(
    [
      title(`New case ${caseNumber}`),
      strong(view.caseTitle),
      view.danger && status('Danger was reported: this goes first.', 'danger'),
      line(
        { text: `Answer by ${view.answerBy}`, bold: true, tone: 'warning' },
        { text: `· you have ${view.seconds} seconds`, quiet: true },
      ),
      facts({
        Customer: [view.customer, view.account].filter(Boolean).join(', '),
        Level: view.level,
        Priority: view.priority,
        'Why you': view.why,
      }),
      section(text(view.opening, 600)),
    ],
    [
      primary(execute('Accept', 'offer.accept', { offerId })),
      execute('Decline', 'offer.decline', { offerId }),
    ],
  );
}
