import { element } from '../../kit/element.ts';
import type { RailData } from '../rail/rail-data.ts';
import { inShort, type Post } from './feed.ts';

/** Where a person types. */
export interface Composer {
  readonly element: HTMLFormElement;
  /** Makes the next words an answer to a post. */
  quote(post: Post): void;
  /** Says to whom plain words go now. */
  aim(words: string): void;
  focus(): void;
}

interface ComposerDeps {
  /** Words that do something by themselves, offered as buttons. */
  readonly commands: readonly string[];
  readonly hint: string;
  say(text: string, quoted: Post | null): void;
  typing(caseId: string | null): void;
}

const tallestPx = 200;

/** The line at the foot of the desk: Enter sends, Shift and Enter begins a new line. */
export function composer({ commands, hint, say, typing }: ComposerDeps): Composer {
  let quoted: Post | null = null;
  const field = element('textarea', {
    className: 'composer__field',
    rows: 1,
    maxLength: 8000,
    placeholder: hint,
    'aria-label': 'Write to Fieldline',
    'aria-describedby': 'composer-aim',
  });
  const send = element(
    'button',
    { className: 'composer__send', type: 'submit', title: 'Send (Enter)' },
    sendMark(),
  );
  const quoteWords = element('span', { className: 'composer__quoted' });
  const drop = element(
    'button',
    { className: 'composer__drop', type: 'button', 'aria-label': 'Do not quote' },
    '×',
  );
  const quote = element('p', { className: 'composer__quote', hidden: true }, quoteWords, drop);
  const aim = element('span', { id: 'composer-aim', className: 'composer__aim' });
  const quick = element(
    'span',
    { className: 'composer__quick' },
    ...commands.map((command) =>
      element(
        'button',
        { className: 'composer__command', type: 'button', onclick: () => say(command, null) },
        command,
      ),
    ),
  );
  const form = element(
    'form',
    { className: 'composer' },
    quote,
    element('div', { className: 'composer__line' }, field, send),
    element('div', { className: 'composer__foot small quiet' }, aim, quick),
  );

  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, tallestPx)}px`;
  };
  const unquote = () => {
    quoted = null;
    quote.hidden = true;
  };
  const submit = () => {
    const text = field.value.trim();
    if (text === '') return;
    say(text, quoted);
    field.value = '';
    unquote();
    grow();
  };

  field.addEventListener('input', () => {
    grow();
    if (isForCustomer(field.value, commands)) typing(quoted?.caseId ?? null);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') unquote();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  drop.addEventListener('click', () => {
    unquote();
    field.focus();
  });

  return {
    element: form,
    quote: (post) => {
      quoted = post;
      quoteWords.textContent = `Reply to: ${inShort(post)}`;
      quote.hidden = false;
      field.focus();
    },
    aim: (words) => {
      aim.textContent = words;
    },
    focus: () => field.focus(),
  };
}

/** Whether words look like an answer to a customer, and not like the beginning of a command. */
export function isForCustomer(text: string, commands: readonly string[]): boolean {
  const said = text.trim().toLowerCase();
  if (said.length < 3 || /^(\?|(ask|kb|show|case)\b|c-?\d*$)/.test(said)) return false;
  return !['available', 'away', 'home', 'queue', ...commands].some((command) => command.startsWith(said));
}

function sendMark(): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const mark = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  mark.setAttribute('viewBox', '0 0 24 24');
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', 'Send message');
  path.setAttribute('d', 'M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4');
  mark.append(path);
  return mark;
}

/** The commands that somebody with these roles needs most. */
export const commandsFor = (roles: readonly string[]): readonly string[] => [
  ...(roles.includes('technician') ? ['my day'] : ['status']),
  ...(roles.includes('agent') ? ['cases'] : []),
  'help',
];

/** To whom plain words go now, as the server will decide it. */
export function aimOf({ agent, cases }: Pick<RailData, 'agent' | 'cases'>, canReply: boolean): string {
  if (!canReply) return 'Questions are looked up in the articles.';
  const focused = cases?.find(({ id }) => id === agent?.focusCaseId);
  const aimed = focused ?? (cases?.length === 1 ? cases[0] : undefined);
  if (aimed) return `Goes to ${aimed.number}${aimed.customer ? `, ${aimed.customer.name}` : ''}`;
  if (cases === null) return 'Begin with a case number to answer its customer.';
  return cases.length > 1
    ? 'No case in focus: quote its card, or begin with its number.'
    : 'No case of yours: commands only.';
}
