import { literal, oneLine, plainWords } from './parts/literal.ts';

/** One element of a card's body, as plain JSON. */
export interface CardElement {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** One button of a card, as plain JSON. */
export interface CardAction {
  readonly type: string;
  readonly title: string;
  readonly [property: string]: unknown;
}

/** An Adaptive Card 1.5. `fallbackText` is also what a notification or a list of chats says about it. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  readonly fallbackText: string;
  readonly body?: readonly CardElement[];
  readonly actions?: readonly CardAction[];
}

/** How a line feels; each stands for a colour every client has, light or dark. */
export type Tone = 'plain' | 'good' | 'warning' | 'danger' | 'info';

const colours: Record<Tone, string> = {
  plain: 'Default',
  good: 'Good',
  warning: 'Warning',
  danger: 'Attention',
  info: 'Accent',
};

/** Buttons in one row: what every client shows without hiding one. */
const buttonsInRow = 5;
/** Every card stays below this in UTF-8: the smallest limit of a channel is 28 KB, and the envelope needs room. */
export const maxCardBytes = 25_000;

/** What is left out where a line does not apply: `card` and `section` skip these. */
export type Part = CardElement | readonly CardElement[] | null | false;

/** Puts a card together; parts that do not apply are left out, more buttons than fit in a row become several rows. */
export function card(
  body: readonly Part[],
  actions: readonly (CardAction | null | false)[] = [],
): AdaptiveCard {
  const shown = partsOf(body);
  const buttons = actions.filter((one) => one !== null && one !== false);
  const inRows = buttons.length > buttonsInRow;
  const whole = inRows ? [...shown, ...rowsOf(buttons)] : shown;
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: firstWords(shown, buttons),
    ...(whole.length > 0 && { body: whole }),
    ...(buttons.length > 0 && !inRows && { actions: buttons }),
  };
}

/** Size of a card as it travels. */
export const sizeOf = (made: AdaptiveCard): number => new TextEncoder().encode(JSON.stringify(made)).length;

/** Draws a card as roomily as its data allows: the first of the given measures that stays within the size limit. */
export function firstThatFits<M>(
  measures: readonly [M, ...M[]],
  draw: (measure: M) => AdaptiveCard,
): AdaptiveCard {
  const [roomy, ...tighter] = measures;
  return tighter.reduce(
    (made, measure) => (sizeOf(made) <= maxCardBytes ? made : draw(measure)),
    draw(roomy),
  );
}

/** A card's heading: a true heading for screen readers. Clients format it, so it is for our own words; see `plainWords`. */
export const title = (words: string): CardElement => ({
  type: 'TextBlock',
  text: plainWords(words, 120),
  size: 'Large',
  weight: 'Bolder',
  wrap: true,
  style: 'heading',
});

/** One stretch of text within a line; a space stands between two. */
export interface Run {
  readonly text: string;
  readonly tone?: Tone;
  readonly bold?: boolean;
  readonly quiet?: boolean;
  readonly limit?: number;
  /** An address of our own that a tap opens; never one that somebody wrote. */
  readonly opens?: string;
}

/**
 * A paragraph of any text at all. Text runs are the one element no client reads as Markdown, so whatever a customer
 * wrote stands there as written: no link, no image, no formatting.
 */
export const line = (...runs: readonly Run[]): CardElement => ({
  type: 'RichTextBlock',
  inlines: runs.map(({ text: words, tone = 'plain', bold, quiet: isQuiet, limit = 300, opens }, index) => ({
    type: 'TextRun',
    text: `${index > 0 ? ' ' : ''}${literal(words, limit)}`,
    ...(tone !== 'plain' && { color: colours[tone] }),
    ...(bold && { weight: 'Bolder' }),
    ...(isQuiet && { isSubtle: true }),
    ...(opens && { selectAction: { type: 'Action.OpenUrl', url: opens } }),
  })),
});

/** A line of any text; bold; or subdued, for what is there if one looks. */
export const text = (words: string, limit?: number): CardElement => line({ text: words, limit });
export const strong = (words: string, limit = 200): CardElement =>
  line({ text: oneLine(words, limit), bold: true, limit });
export const quiet = (words: string, limit?: number): CardElement =>
  line({ text: words, quiet: true, limit });
/** A state at a glance: bold and in its tone's colour, but said in words too, for those who do not see colours. */
export const status = (words: string, tone: Tone): CardElement => line({ text: words, tone, bold: true });

/** Columns side by side, empty ones left out: `stretch` takes the room there is, `auto` what it needs. */
export const columns = (
  ...each: readonly { readonly width: string; readonly items: readonly CardElement[] }[]
): CardElement => ({
  type: 'ColumnSet',
  spacing: 'Small',
  columns: each
    .filter(({ items }) => items.length > 0)
    .map(({ width, items }) => ({ type: 'Column', width, items })),
});

/** Named values under one another; those without a value are left out. */
export const facts = (values: Readonly<Record<string, string | null | undefined>>): CardElement[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value
      ? [columns({ width: '96px', items: [quiet(name)] }, { width: 'stretch', items: [text(value, 240)] })]
      : [],
  );

/** A part of the card set off by a line; gone when nothing is in it. */
export function section(...items: readonly Part[]): CardElement | null {
  const shown = partsOf(items);
  return shown.length === 0 ? null : { type: 'Container', separator: true, spacing: 'Medium', items: shown };
}

/** Buttons within the body, where a card has more than one group of them. */
export function buttons(...actions: readonly (CardAction | null | false)[]): CardElement[] {
  return rowsOf(actions.filter((one) => one !== null && one !== false));
}

const rowsOf = (actions: readonly CardAction[]): CardElement[] =>
  Array.from({ length: Math.ceil(actions.length / buttonsInRow) }, (_, row) => ({
    type: 'ActionSet',
    actions: actions.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  }));

const partsOf = (parts: readonly Part[]): CardElement[] =>
  parts.flatMap((part) => (part === null || part === false ? [] : part)) as CardElement[];

/** The card in a few words: its first two lines, or what its buttons say where it has no more. */
function firstWords(body: readonly CardElement[], actions: readonly CardAction[]): string {
  const lines = body.filter(({ type }) => type === 'TextBlock' || type === 'RichTextBlock').slice(0, 2);
  const said = lines.map(({ text: heading, inlines }) =>
    typeof heading === 'string' ? heading : (inlines as readonly Run[]).map((run) => run.text).join(''),
  );
  return oneLine((said.length > 0 ? said : actions.map((button) => button.title)).join(' · '), 160);
}
