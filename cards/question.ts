import { execute, form, openDialog, primary, submit } from './buttons.ts';
import { type AdaptiveCard, type CardAction, type CardElement, card, quiet, title } from './card.ts';
import type { ButtonData, Verb } from './verbs.ts';

/** How a client shows questions: as dialogs where it can open one, else as forms within the card. */
export interface CardOptions {
  readonly dialogs: boolean;
}

/**
 * Something a button must ask before it can be done. Written once, shown two ways, so that a dialog in Teams and the
 * form within the card can never ask for different things.
 */
export interface Question<V extends Verb = Verb> {
  /** The words on the button that asks. */
  readonly button: string;
  readonly heading: string;
  readonly note?: string;
  readonly fields: readonly CardElement[];
  /** The words on the button that sends. */
  readonly send: string;
  readonly verb: V;
  readonly data: ButtonData<V>;
}

/** The button that asks: it opens a dialog or unfolds a form. */
export const asking = <V extends Verb>(question: Question<V>, { dialogs }: CardOptions): CardAction => {
  const { button, fields, send, verb, data } = question;
  return dialogs ? openDialog(button, verb, data) : form(button, fields, primary(execute(send, verb, data)));
};

/** The card within a dialog: the same fields as the form, sent with `task/submit`. */
export const dialogCard = <V extends Verb>(question: Question<V>): AdaptiveCard => {
  const { heading, note, fields, send, verb, data } = question;
  return card([title(heading), note ? quiet(note) : null, fields], [primary(submit(send, verb, data))]);
};
