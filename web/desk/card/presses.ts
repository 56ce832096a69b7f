import type { CardJson, Post } from '../thread/feed.ts';

/** What a button asks the server for. */
export interface Press {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A button of the renderer once its inputs were checked and put into its data. */
export interface PressedAction {
  /** Of Action.Execute; Action.Submit carries its verb in the data. */
  readonly verb?: string;
  readonly data?: unknown;
}

/** Reads what a pressed button means; undefined for a button that carries no verb. */
export function pressOf({ verb, data }: PressedAction): Press | undefined {
  const given = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  const { verb: inData, msteams: _, ...rest } = given;
  if (verb) return { verb, data: given };
  return typeof inData === 'string' && inData !== '' ? { verb: inData, data: rest } : undefined;
}

/** What the server answers to a press: a card or a line. */
export interface Answer {
  readonly card?: CardJson;
  readonly text?: string;
}

/** Where an answer belongs. */
export type AnswerPlace =
  /** In the place of the card that was pressed. */
  | { readonly how: 'replace' }
  /** It is a post of its own, which the thread shows already. */
  | { readonly how: 'elsewhere'; readonly postId: string }
  /** As a line under the card that was pressed. */
  | { readonly how: 'note'; readonly text: string };

/**
 * Decides where the answer to a press is shown. A button on one card may open another (home opens a case, a case opens
 * the times for a visit): such a card has become a post, and must not take the place of the card it was asked from.
 */
export function placeOf(answer: Answer, pressedId: string | null, posts: readonly Post[]): AnswerPlace {
  if (!answer.card) return { how: 'note', text: answer.text ?? '' };
  const looks = JSON.stringify(answer.card);
  const same = posts.filter(({ card }) => card && JSON.stringify(card) === looks);
  const own = same.find(({ id }) => id === pressedId);
  const other = same.at(-1);
  return own || !other ? { how: 'replace' } : { how: 'elsewhere', postId: other.id };
}

/** One input of a card that is on the screen. */
export interface FieldState {
  /** Its id and its label: the same when the card is drawn anew. */
  readonly key: string;
  /** What the server put there, and what stands there now. */
  readonly initial: string;
  readonly value: string;
}

/** Which values of a card that is about to be redrawn have to be put back: what somebody typed and has not sent. */
export function draftsOf(
  fields: readonly FieldState[],
  sent: ReadonlySet<string> = new Set(),
): Map<string, string> {
  const typed = fields.filter(({ key, initial, value }) => value !== initial && !sent.has(key));
  return new Map(typed.map(({ key, value }) => [key, value]));
}

/**
 * What an input of the redrawn card shows. A draft of a person stands against news from elsewhere; but when the person
 * asked for a proposal and the server made a new one, the proposal is what was asked for.
 */
export function valueFor(
  field: { readonly key: string; readonly initial: string },
  before: {
    readonly drafts: ReadonlyMap<string, string>;
    readonly initials: ReadonlyMap<string, string>;
    readonly asked: boolean;
  },
): string | undefined {
  const isProposed = field.initial !== '' && field.initial !== (before.initials.get(field.key) ?? '');
  return before.asked && isProposed ? undefined : before.drafts.get(field.key);
}
