import { type AdaptiveCard, card, status, type Tone, text, title } from './card.ts';
import { execute } from './parts/buttons.ts';

/** Something worth knowing that asks for nothing. */
export interface NoticeView {
  readonly title: string;
  readonly text: string;
  readonly tone?: Tone;
  /** The case it is about, when the reader may want to see it. */
  readonly about?: { readonly caseId: string; readonly number: string } | null;
}

/** Tells something in a card of its own, with a way to the case it is about. */
export const noticeCard = ({ title: words, text: said, tone = 'plain', about }: NoticeView): AdaptiveCard =>
  card(
    [title(words), tone === 'plain' ? text(said, 1000) : status(said, tone)],
    [about ? execute(`Show ${about.number}`, 'case.show', { caseId: about.caseId }) : null],
  );
