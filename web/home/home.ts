import { ask } from '../kit/ask.ts';
import { element, part } from '../kit/element.ts';
import { type Persona, personaFor } from './personas.ts';
import { nextDeadline, whoIsNext } from './who-is-next.ts';

/** What each role does, in the order of the story. */
const roles: readonly (readonly [role: string, words: string])[] = [
  ['agent', 'Accepts cases, answers customers, sends technicians, resolves.'],
  ['technician', 'Gets visits, says travelling and arrived, completes them.'],
  ['supervisor', 'Decides when a promise to a customer is broken.'],
  ['dispatcher', 'Gives work orders their time and their technician.'],
];

const isDemo = document.documentElement.dataset.mode !== 'production';

function showPeople(personas: readonly Persona[]): void {
  part('#people').replaceChildren(
    ...roles.flatMap(([role, words]) => {
      const found = personaFor(personas, role);
      return found ? [personCard(found, role, words)] : [];
    }),
  );
}

const personCard = ({ name }: Persona, role: string, words: string): HTMLElement =>
  element(
    'li',
    { className: 'card person' },
    element(
      'div',
      {},
      element(
        'p',
        { className: 'person__role' },
        role.replace(/^./, (letter) => letter.toUpperCase()),
      ),
      element('p', { className: 'person__name' }, name),
      element('p', { className: 'quiet' }, words),
    ),
    element(
      'a',
      { className: 'button', href: `/desk?as=${role}`, target: '_blank', rel: 'noopener' },
      'Open the desk',
    ),
  );

/** Moves the clock just past the next promise, however far off it is: at night nothing falls due for hours. */
async function moveToDeadline(): Promise<void> {
  const due = await nextDeadline();
  if (!due) {
    part('#clock').textContent = 'No promise is running: ask something in the chat first.';
    return;
  }
  const { now } = await ask<{ now: string }>('/api/demo/clock', { advance: 'PT0S' });
  const seconds = Math.max(1, Math.ceil((due.getTime() - Date.parse(now)) / 1000) + 2);
  await moveClock(`PT${seconds}S`);
}

/** Moves the product's clock, or with `PT0S` only reads it. */
async function moveClock(advance: string): Promise<void> {
  const shown = part('#clock');
  try {
    const { now } = await ask<{ now: string }>('/api/demo/clock', { advance });
    const at = new Date(now);
    const day = at.toLocaleDateString('en-GB', { weekday: 'long' });
    const clock = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    shown.textContent = `Fieldline's clock: ${day} ${clock}`;
  } catch (error) {
    shown.textContent = error instanceof Error ? error.message : 'The clock cannot be moved.';
  }
}

/** The story's links lead to whoever the story has come to: the agent who is asked, the technician who is booked. */
async function leadTheStory(personas: readonly Persona[]): Promise<void> {
  const next = await whoIsNext();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-who]')) {
    const role = link.dataset.who ?? '';
    const found = personas.find(({ id }) => id === next[role]) ?? personaFor(personas, role);
    if (!found) continue;
    link.href = `/desk?as=${encodeURIComponent(found.id)}`;
    link.textContent = `${found.name}, ${role}`;
  }
}

async function start(): Promise<void> {
  part('#copy').addEventListener('click', async () => {
    const copy = part('#copy');
    const done = await navigator.clipboard.writeText(part('#command').textContent ?? '').then(
      () => 'Copied',
      () => 'Press Ctrl+C',
    );
    if (done !== 'Copied') getSelection()?.selectAllChildren(part('#command'));
    copy.textContent = done;
    setTimeout(() => {
      copy.textContent = 'Copy';
    }, 2_000);
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-advance]'))
    button.addEventListener('click', async () => {
      button.disabled = true;
      const { advance = 'PT0S' } = button.dataset;
      await (advance === 'deadline' ? moveToDeadline() : moveClock(advance));
      button.disabled = false;
    });
  const { value: personas } = await ask<{ value: readonly Persona[] }>('/api/demo/personas');
  showPeople(personas);
  await moveClock('PT0S');
  const lead = () => void leadTheStory(personas).catch(() => undefined); // the links stay as they are
  lead();
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) lead();
  });
  addEventListener('focus', lead);
}

if (isDemo)
  start().catch(() => {
    part('#people').replaceChildren(
      element('li', { className: 'quiet' }, 'The demo cannot be reached right now; load the page again.'),
    );
  });
