import type { CasePriority, CaseState } from '../domain/cases/case.ts';
import { type ArticleView, articleResultCard, readable } from './articles.ts';
import { type AdaptiveCard, card, facts, quiet, strong, title } from './card.ts';
import { execute } from './parts/buttons.ts';
import { plainWords } from './parts/literal.ts';

/**
 * One hit of the message extension: the line in the list, which Teams formats and so holds plain words only, and the card
 * that goes into the chat.
 */
export interface SearchResult {
  readonly title: string;
  readonly subtitle: string;
  readonly card: AdaptiveCard;
}

/** What is shown of a case that was searched for. */
export interface FoundCase {
  readonly caseId: string;
  readonly number: string;
  readonly title: string;
  readonly customer: string;
  readonly account: string | null;
  readonly state: CaseState;
  readonly priority: CasePriority;
  readonly owner: string | null;
  /** When it was opened, for people. */
  readonly openedAt: string;
}

/** A case among the hits: enough to tell it from the others, with a way to its own card. */
export function caseResult(found: FoundCase): SearchResult {
  const { caseId, number, state, priority } = found;
  const customer = [found.customer, found.account].filter(Boolean).join(', ');
  return {
    title: plainWords(`${number} ${found.title}`, 120),
    subtitle: plainWords(`${customer} · ${state} · ${priority} · ${found.owner ?? 'no owner yet'}`, 160),
    card: card(
      [
        title(number),
        strong(found.title),
        facts({ Customer: customer, State: state, Priority: priority, Owner: found.owner ?? 'nobody yet' }),
        quiet(`Opened ${found.openedAt}`),
      ],
      [execute('Show', 'case.show', { caseId })],
    ),
  };
}

/** An article among the hits. */
export const articleResult = (found: ArticleView & { readonly number: string }): SearchResult => ({
  title: plainWords(found.title, 120),
  subtitle: plainWords(`${found.number}, version ${found.articleVersion} · ${readable(found.passage)}`, 160),
  card: articleResultCard(found),
});
