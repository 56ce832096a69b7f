import { ask } from '../kit/ask.ts';
import { element, part } from '../kit/element.ts';
import type { Writer } from './session.ts';
import { word } from './words.ts';

interface Persona {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

const visitor: Writer = { key: 'visitor', proof: {} };

/**
 * Who writes: in the demo whoever is chosen at the top of the page (`?as=` in the address, `visitor` for nobody known),
 * elsewhere a visitor. Only a demo on this machine has the list to choose from.
 */
export async function chosenWriter(): Promise<Writer> {
  const customers = await demoCustomers();
  if (customers.length === 0) return visitor;
  const asked = new URLSearchParams(location.search).get('as');
  const chosen =
    asked === visitor.key ? undefined : (customers.find(({ id }) => id === asked) ?? customers[0]);
  showChoice(customers, chosen?.id ?? visitor.key);
  return chosen ? { key: `as.${chosen.id}`, proof: { user: { id: chosen.id, name: chosen.name } } } : visitor;
}

async function demoCustomers(): Promise<readonly Persona[]> {
  if (document.documentElement.dataset.mode !== 'demo') return [];
  try {
    const { value } = await ask<{ value: readonly Persona[] }>('/api/demo/personas');
    return value.filter(({ role }) => role === 'customer');
  } catch {
    return []; // not on this machine
  }
}

function showChoice(customers: readonly Persona[], chosen: string): void {
  const choice = part<HTMLSelectElement>('#as-choice');
  const option = (value: string, text: string) =>
    element('option', { value, selected: value === chosen }, text);
  choice.replaceChildren(
    ...customers.map(({ id, name }) => option(id, name)),
    option(visitor.key, word('visitor')),
  );
  choice.addEventListener('change', () => {
    location.search = new URLSearchParams({ as: choice.value }).toString();
  });
  part('#as-label').textContent = word('writingAs');
  part('#as').hidden = false;
}
