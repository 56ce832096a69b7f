import type { CardAction, CardElement } from '../card.ts';
import type { ButtonData, Verb } from '../verbs.ts';
import { oneLine } from './literal.ts';

const label = (words: string): string => oneLine(words, 40);

/** Asks the bot for something; where the answer is a card, it replaces the one the button stands on. */
export const execute = <V extends Verb>(words: string, verb: V, data: ButtonData<V>): CardAction => ({
  type: 'Action.Execute',
  title: label(words),
  data,
  verb,
});

/** Sends what stands in a dialog (a Teams task module knows no Action.Execute) or on a customer's card in Web Chat. */
export const submit = <V extends Verb>(words: string, verb: V, data: ButtonData<V>): CardAction => ({
  type: 'Action.Submit',
  title: label(words),
  data: { ...data, verb },
});

/** Opens a dialog in Teams; the dialog's own button then sends the same verb with what was filled in. */
export const openDialog = <V extends Verb>(words: string, verb: V, data: ButtonData<V>): CardAction => ({
  type: 'Action.Submit',
  title: label(words),
  data: { ...data, verb, msteams: { type: 'task/fetch' } },
});

/** Says something in the customer's name: Web Chat turns text data into a message of theirs. */
export const say = (words: string, said: string): CardAction => ({
  type: 'Action.Submit',
  title: label(words),
  data: oneLine(said, 200),
});

/** Opens a page; the address is always made by us, never taken from a message. */
export const openPage = (words: string, address: URL): CardAction => ({
  type: 'Action.OpenUrl',
  title: label(words),
  url: address.href,
});

/** Unfolds inputs within the card with one button under them: a dialog for clients that cannot open one. */
export const form = (words: string, fields: readonly CardElement[], send: CardAction): CardAction => ({
  type: 'Action.ShowCard',
  title: label(words),
  card: { type: 'AdaptiveCard', body: fields, actions: [send] },
});

/** The button most people want: at most one in a group. */
export const primary = (button: CardAction): CardAction => ({ ...button, style: 'positive' });
/** A button to think about before pressing. */
export const grave = (button: CardAction): CardAction => ({ ...button, style: 'destructive' });
