import type * as Library from 'adaptivecards';
import type { CardJson } from '../thread/feed.ts';
import { cardLook } from './look.ts';
import { draftsOf, type FieldState, type Press, pressOf, valueFor } from './presses.ts';

declare global {
  interface Window {
    /** The renderer as the page's own script tag brings it. */
    readonly AdaptiveCards: typeof Library;
  }
}

/** A press as the card saw it: what it asks for, its button, and the inputs that went with it. */
export interface CardPress extends Press {
  readonly button: HTMLElement | undefined;
  readonly sent: ReadonlySet<string>;
}

/** What of a card on the screen has to outlive its being drawn anew. */
export interface Carried {
  readonly drafts: ReadonlyMap<string, string>;
  readonly initials: ReadonlyMap<string, string>;
  readonly openForms: ReadonlySet<string>;
  /** The person asked for the change with a button of this very card. */
  readonly asked: boolean;
}

/** A card on the screen. */
export interface DrawnCard {
  readonly element: HTMLElement;
  /** The form that is unfolded, if one is. */
  openForm(): HTMLElement | undefined;
  carry(asked: boolean, sent?: ReadonlySet<string>): Carried;
}

type Form = Library.ShowCardAction;

/** Draws a card with the official renderer; a press is handed on with its inputs checked and collected. */
export function drawCard(json: CardJson, onPress: (press: CardPress) => void, before?: Carried): DrawnCard {
  const library = window.AdaptiveCards;
  library.AdaptiveCard.onProcessMarkdown = showAsWritten;
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig(cardLook);
  card.parse(json);
  const initials = new Map(card.getAllInputs().map((input) => [keyOf(input), textOf(input)]));
  if (before) restore(card, before, initials);
  card.onExecuteAction = (action) => {
    if (action instanceof library.OpenUrlAction) return openPage(action.url);
    const press = pressOf(action as Library.ExecuteAction);
    if (!press) return;
    const sent = new Set(Object.values(action.getReferencedInputs() ?? {}).map(keyOf));
    onPress({ ...press, button: action.renderedElement, sent });
  };
  let isDrawn = false;
  card.onInlineCardExpanded = (form, isExpanded) => {
    if (isDrawn && isExpanded) showForm(form as Form);
  };
  const element = card.render() ?? document.createElement('div');
  // The renderer lists an action of a container more than once.
  const actions = [...new Set(card.getAllActions())];
  const forms = actions.filter((action): action is Form => action instanceof library.ShowCardAction);
  for (const form of forms) {
    nameForm(form);
    if (before && isToOpen(form, before, initials)) form.renderedElement?.click();
  }
  isDrawn = true;
  const carry = (asked: boolean, sent?: ReadonlySet<string>): Carried => ({
    asked,
    initials,
    drafts: draftsOf(
      card.getAllInputs().map((input) => fieldOf(input, initials)),
      sent,
    ),
    openForms: new Set(forms.filter((form) => isOpen(form) && !holdsOneOf(form, sent)).map(verbOf)),
  });
  return { element, carry, openForm: () => forms.find(isOpen)?.card.renderedElement };
}

/** Nothing on a card is formatted: what stands there stands there as it was written. */
function showAsWritten(text: string, result: Library.IMarkdownProcessingResult): void {
  result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  result.didProcess = true;
}

function openPage(address: string | undefined): void {
  if (address && /^https?:/i.test(address)) window.open(address, '_blank', 'noopener');
}

const keyOf = (input: Library.Input): string => `${input.id ?? ''}|${input.label ?? ''}`;
const textOf = (input: Library.Input): string => String((input as Library.TextInput).defaultValue ?? '');

/** Before it is on the screen an input has no value yet, only what it starts with. */
function fieldOf(input: Library.Input, initials: ReadonlyMap<string, string>): FieldState {
  const key = keyOf(input);
  const initial = initials.get(key) ?? '';
  return { key, initial, value: input.renderedElement ? String(input.value ?? '') : initial };
}

function restore(card: Library.AdaptiveCard, before: Carried, initials: ReadonlyMap<string, string>): void {
  for (const input of card.getAllInputs()) {
    const key = keyOf(input);
    const value = valueFor({ key, initial: initials.get(key) ?? '' }, before);
    if (value !== undefined) (input as Library.TextInput).defaultValue = value;
  }
}

/** A form is known by what it asks for: the words on its button change with the case. */
const verbOf = (form: Form): string => {
  const [send] = form.card.getAllActions();
  return (send as Library.ExecuteAction | undefined)?.verb ?? form.title ?? '';
};

const isOpen = (form: Form): boolean => form.renderedElement?.getAttribute('aria-expanded') === 'true';

const holdsOneOf = (form: Form, keys: ReadonlySet<string> = new Set()): boolean =>
  form.card.getAllInputs().some((input) => keys.has(keyOf(input)));

/** Forms that were open stay open, and one into which the server just wrote a proposal opens. */
function isToOpen(form: Form, before: Carried, initials: ReadonlyMap<string, string>): boolean {
  if (before.openForms.has(verbOf(form))) return true;
  if (!before.asked) return false;
  return form.card.getAllInputs().some((input) => {
    const key = keyOf(input);
    const initial = initials.get(key) ?? '';
    return before.initials.has(key) && initial !== '' && before.initials.get(key) === '';
  });
}

/** A form that unfolds may lie below the screen's edge; where a keyboard is at hand, typing can begin at once. */
function showForm({ card }: Form): void {
  const unfolded = card.renderedElement;
  requestAnimationFrame(() => {
    unfolded?.scrollIntoView({ block: 'nearest' });
    if (matchMedia('(hover: hover)').matches)
      unfolded?.querySelector<HTMLElement>('textarea, select, input')?.focus({ preventScroll: true });
  });
}

/** Tells tests and style sheets which form a button unfolds. */
function nameForm(form: Form): void {
  if (form.renderedElement) form.renderedElement.dataset.form = verbOf(form);
}
