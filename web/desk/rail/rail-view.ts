import { element, part } from '../../kit/element.ts';
import type { Me } from '../session.ts';
import type { RailData } from './rail-data.ts';
import { type RailOpens, sections } from './rail-items.ts';

/** What can be done from the rail. */
export interface RailDeeds extends RailOpens {
  setPresence(presence: string): void;
  switchPerson(): void;
}

/** Who sits here, and what waits for them. */
export interface RailView {
  readonly element: HTMLElement;
  show(data: RailData, now: number): void;
}

const presences: readonly (readonly [value: string, words: string])[] = [
  ['available', 'Available'],
  ['busy', 'Busy'],
  ['do-not-disturb', 'Do not disturb'],
  ['away', 'Away'],
  ['offline', 'Offline'],
];

/** Draws the rail once, and its lists whenever something changed. */
export function railView(me: Me, deeds: RailDeeds): RailView {
  const choice = element(
    'select',
    { className: 'presence__choice', id: 'presence' },
    ...presences.map(([value, words]) => element('option', { value }, words)),
  );
  const presence = element(
    'label',
    { className: 'presence', hidden: true },
    element('span', { className: 'presence__dot', 'aria-hidden': 'true' }),
    element('span', { className: 'unseen' }, 'My presence'),
    choice,
  );
  choice.addEventListener('change', () => {
    presence.dataset.presence = choice.value;
    deeds.setPresence(choice.value);
  });
  const lists = element('div', { className: 'rail__lists' });
  const root = element(
    'aside',
    { className: 'rail', id: 'rail', 'aria-label': 'My desk' },
    element(
      'div',
      { className: 'rail__me' },
      element('span', { className: 'initials', 'aria-hidden': 'true' }, initials(me.name)),
      element(
        'div',
        { className: 'rail__who' },
        element('p', { className: 'rail__name' }, me.name),
        element('p', { className: 'small quiet' }, me.roles.map(roleWords).join(', ')),
      ),
    ),
    presence,
    lists,
    element(
      'div',
      { className: 'rail__foot small' },
      element(
        'button',
        { className: 'button button--text', type: 'button', onclick: deeds.switchPerson },
        'Switch person',
      ),
      element('a', { href: '/' }, 'About Fieldline'),
    ),
  );

  const show = (data: RailData, now: number) => {
    presence.hidden = data.agent === null;
    if (data.agent && document.activeElement !== choice) {
      choice.value = data.agent.presence;
      presence.dataset.presence = data.agent.presence;
    }
    const focused = lists.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-key')
      : null;
    lists.replaceChildren(...sections(data, deeds, now));
    if (focused) lists.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  };
  return { element: root, show };
}

/** Two letters that stand for a person. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
};

export const roleWords = (role: string): string =>
  role.replace('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

/** On a narrow screen the rail opens over the thread. */
export function foldRail(button: HTMLButtonElement): void {
  const isOpen = () => button.getAttribute('aria-expanded') === 'true';
  const set = (open: boolean) => {
    button.setAttribute('aria-expanded', String(open));
    part('#desk').toggleAttribute('data-rail', open);
  };
  button.addEventListener('click', () => set(!isOpen()));
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    set(false);
    button.focus();
  });
  part('#desk').addEventListener('click', (event) => {
    const { target } = event;
    if (!isOpen() || !(target instanceof Element) || button.contains(target)) return;
    if (target.closest('.rail__item, .desk__main')) set(false);
  });
}
