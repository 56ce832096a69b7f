import { element, part } from '../kit/element.ts';
import { initials, roleWords } from './rail/rail-view.ts';
import { wordsOf } from './server.ts';
import { demoStaff, type Persona, type Session, sessionWith, signInAs } from './session.ts';

/** The roles in the order of the story they play in. */
const order = [
  'agent',
  'supervisor',
  'dispatcher',
  'technician',
  'knowledge-author',
  'telemetry-reader',
  'admin',
];

/** Asks who sits here; resolves once somebody does. */
export async function askWho(problem: string | null): Promise<Session> {
  const people = await demoStaff();
  return new Promise((signedIn) => {
    const note = element(
      'p',
      { className: 'sign-in__note', role: 'alert', hidden: problem === null },
      problem,
    );
    const attempt = async (open: () => Promise<Session>, asked?: string) => {
      try {
        const session = await open();
        if (asked) history.replaceState(null, '', `${location.pathname}?as=${encodeURIComponent(asked)}`);
        signedIn(session);
      } catch (error) {
        note.hidden = false;
        note.textContent = wordsOf(error);
      }
    };
    const ask =
      people.length > 0
        ? personas(people, (id) => void attempt(() => signInAs(id), id))
        : withToken((token) => void attempt(() => sessionWith(token)));
    part('#desk').replaceChildren(
      element('main', { className: 'sign-in' }, ...heading(people.length > 0), note, ...ask),
    );
  });
}

const heading = (isDemo: boolean): HTMLElement[] => [
  element('img', { src: '/web/kit/mark.svg', alt: '', width: 48, height: 48 }),
  element('h1', { className: 'sign-in__title' }, isDemo ? 'Who are you today?' : 'Sign in to your desk'),
  element(
    'p',
    { className: 'quiet' },
    isDemo
      ? 'A desk shows what Teams shows to one member of staff. Every tab can be somebody else.'
      : 'Your company signs you in: paste an access token of its sign-in for Fieldline. In Teams you need none of this.',
  ),
];

function personas(people: readonly Persona[], choose: (id: string) => void): HTMLElement[] {
  const search = element('input', {
    className: 'field sign-in__search',
    type: 'search',
    placeholder: 'Search by name or role',
    'aria-label': 'Search by name or role',
  });
  const nobody = element('p', { className: 'quiet', hidden: true, role: 'status' }, 'Nobody is called that.');
  const roles = [...new Set([...order, ...people.map(({ role }) => role)])].filter((role) =>
    people.some((one) => one.role === role),
  );
  const groups = roles.map((role) => {
    const buttons = people.filter((one) => one.role === role).map((one) => personButton(one, choose));
    const group = element(
      'section',
      { className: 'sign-in__group' },
      element('h2', { className: 'rail__title' }, plural(roleWords(role), buttons.length)),
      element('ul', { className: 'sign-in__people' }, ...buttons.map((button) => element('li', {}, button))),
    );
    return { group, role, buttons };
  });
  search.addEventListener('input', () => {
    const words = search.value.trim().toLowerCase();
    for (const { group, role, buttons } of groups) {
      for (const button of buttons)
        (button.parentElement as HTMLElement).hidden = !`${button.textContent} ${role}`
          .toLowerCase()
          .includes(words);
      group.hidden = buttons.every((button) => button.parentElement?.hidden);
    }
    nobody.hidden = groups.some(({ group }) => !group.hidden);
  });
  return [
    search,
    nobody,
    element('div', { className: 'sign-in__groups' }, ...groups.map(({ group }) => group)),
  ];
}

const personButton = ({ id, name }: Persona, choose: (id: string) => void): HTMLButtonElement =>
  element(
    'button',
    { className: 'sign-in__person', type: 'button', onclick: () => choose(id) },
    element('span', { className: 'initials', 'aria-hidden': 'true' }, initials(name)),
    element('span', {}, name),
  );

function withToken(choose: (token: string) => void): HTMLElement[] {
  const field = element('input', {
    className: 'field',
    type: 'password',
    required: true,
    autocomplete: 'off',
    id: 'token',
  });
  const form = element(
    'form',
    { className: 'sign-in__token' },
    element('label', { htmlFor: 'token' }, 'Access token'),
    field,
    element('button', { className: 'button', type: 'submit' }, 'Sign in'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    choose(field.value.trim());
  });
  return [form];
}

const plural = (words: string, count: number): string => (count === 1 ? words : `${words}s`);
