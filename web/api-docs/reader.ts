import { element, part } from '../kit/element.ts';
import {
  type Description,
  type Listed,
  listed,
  type Operation,
  resolved,
  type Schema,
  wordsFor,
} from './description.ts';
import { offerSignIn } from './session.ts';
import { tryIt } from './try-it.ts';

const state = part('#state');
const search = part<HTMLInputElement>('#search');

async function start(): Promise<void> {
  const answer = await fetch('/api/openapi.json');
  if (!answer.ok) throw new Error(`the description could not be loaded (${answer.status})`);
  const description = (await answer.json()) as Description;
  part('#about').textContent = description.info.description;
  const shown = show(description, listed(description));
  search.addEventListener('input', () => narrow(shown, search.value));
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    search.focus();
  });
  narrow(shown, '');
  openNamed();
  addEventListener('hashchange', openNamed);
}

interface Shown {
  readonly words: string;
  readonly entry: HTMLElement;
  readonly group: HTMLElement;
}

function show(description: Description, all: readonly Listed[]): Shown[] {
  const shown: Shown[] = [];
  for (const { name } of description.tags) {
    const id = `group-${name.toLowerCase().replace(/\W+/g, '-')}`;
    const group = element('section', { className: 'group', id }, element('h2', {}, name));
    for (const one of all.filter(({ operation }) => operation.tags.includes(name))) {
      const entry = entryOf(description, one);
      const { method, path, operation } = one;
      const words = [method, path, operation.summary, operation.operationId, operation['x-verb']]
        .join(' ')
        .toLowerCase();
      group.append(entry);
      shown.push({ words, entry, group });
    }
    part('#operations').append(group);
    part('#tags').append(element('a', { href: `#${id}` }, name));
  }
  return shown;
}

/** Shows what holds every word that was typed, and says how many that are. */
function narrow(shown: readonly Shown[], typed: string): void {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  for (const { entry, words: own } of shown) entry.hidden = !words.every((word) => own.includes(word));
  for (const group of new Set(shown.map((one) => one.group)))
    group.hidden = shown.every((one) => one.group !== group || one.entry.hidden);
  const count = shown.filter(({ entry }) => !entry.hidden).length;
  state.textContent = count === 0 ? `Nothing holds "${typed.trim()}".` : `${count} operations`;
}

/** An operation's line; what is inside is drawn when it is first opened. */
function entryOf(description: Description, one: Listed): HTMLElement {
  const { method, path, operation } = one;
  const entry = element(
    'details',
    { className: 'operation', id: operation.operationId },
    element(
      'summary',
      {},
      element('span', { className: `method method--${method}` }, method),
      element('span', { className: 'path' }, path),
      element('span', { className: 'quiet small' }, operation.summary),
    ),
  );
  entry.addEventListener('toggle', () => entry.append(...bodyOf(description, one)), { once: true });
  return entry;
}

function bodyOf(description: Description, one: Listed): HTMLElement[] {
  const { operation } = one;
  const body = operation.requestBody?.content['application/json']?.schema;
  const [type, done] = Object.entries(answerOf(operation)?.content ?? {})[0] ?? [];
  const each = done && resolved(description, done.schema).properties?.value?.items;
  const isStream = type === 'text/event-stream';
  return [
    element(
      'div',
      { className: 'operation__body' },
      facts(operation),
      ...(body ? [element('h3', {}, 'Body'), fieldsOf(description, body)] : []),
      ...(done ? [element('h3', {}, `Answer (${type})`), fieldsOf(description, done.schema)] : []),
      ...(each
        ? [element('h3', {}, `Each ${wordsFor(description, each)}`), fieldsOf(description, each)]
        : []),
      ...(isStream ? [] : [element('h3', {}, 'Try it'), tryIt(description, one)]),
    ),
  ];
}

const answerOf = ({ responses }: Operation) =>
  Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];

function facts(operation: Operation): HTMLElement {
  const roles = operation['x-roles'].map((role) => element('span', { className: 'badge badge--info' }, role));
  const verb = operation['x-verb'];
  const refused = Object.keys(operation.responses).filter((status) => status >= '400');
  return element(
    'p',
    { className: 'facts small' },
    ...roles,
    verb && element('span', { className: 'badge' }, `button ${verb}`),
    element('span', { className: 'quiet' }, `refusals: ${refused.join(', ')}`),
  );
}

/** The fields of a body or an answer, one line each. */
function fieldsOf(description: Description, given: Schema): HTMLElement {
  const schema = resolved(description, given);
  const { properties } = schema;
  if (!properties) return element('p', { className: 'code' }, wordsFor(description, given));
  const lines = Object.entries(properties).map(([name, field]) => {
    const isWanted = schema.required?.includes(name) ?? false;
    return element(
      'tr',
      {},
      element('th', { scope: 'row', className: 'code' }, isWanted ? name : `${name}?`),
      element('td', { className: 'code' }, wordsFor(description, field)),
      element('td', { className: 'small quiet' }, field.description ?? ''),
    );
  });
  return element('table', {}, element('tbody', {}, ...lines));
}

/** Opens the operation that the address names. */
function openNamed(): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}

start().catch((error: unknown) => {
  state.textContent = error instanceof Error ? error.message : String(error);
});
offerSignIn().catch(() => undefined);
