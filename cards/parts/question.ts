import { type AdaptiveCard, type CardAction, type CardElement, card, quiet } from '../card.ts';
import type { ButtonData, Verb } from '../verbs.ts';
import { execute, form, openDialog, primary, submit } from './buttons.ts';
import { oneLine } from './literal.ts';

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

/** What a dialog shows: its own title, and the card with the inputs under it. */
export interface Dialog {
  readonly title: string;
  readonly card: AdaptiveCard;
}

/** A question as a dialog: the same fields as the form, sent with `task/submit`. */
export const dialogOf = <V extends Verb>(question: Question<V>): Dialog => {
  const { heading, note, fields, send, verb, data } = question;
  return {
    title: oneLine(heading, 120),
    card: card([note ? quiet(note) : null, fields], [primary(submit(send, verb, data))]),
  };
};
