import { element, part } from '../kit/element.ts';

interface Persona {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

let token = '';

/** The header of whoever the reader has signed in as. */
export const bearer = (): Record<string, string> => (token ? { Authorization: `Bearer ${token}` } : {});

/** Lets the reader be somebody of the demo company; elsewhere a token can be pasted. */
export async function offerSignIn(): Promise<void> {
  const pasted = part<HTMLInputElement>('#token');
  pasted.addEventListener('input', () => {
    token = pasted.value.trim();
  });
  const answer = await fetch('/api/demo/personas');
  if (!answer.ok) return;
  const { value } = (await answer.json()) as { value: Persona[] };
  const choice = part<HTMLSelectElement>('#persona');
  for (const role of new Set(value.map((one) => one.role)))
    choice.append(
      element(
        'optgroup',
        { label: role },
        ...value
          .filter((one) => one.role === role)
          .map(({ id, name }) => element('option', { value: id }, name)),
      ),
    );
  choice.addEventListener('change', () => void signIn(choice.value));
  part('#sign-in').hidden = false;
  part('#token-label').hidden = true;
}

async function signIn(persona: string): Promise<void> {
  token = '';
  if (!persona) return;
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch('/api/demo/sign-in', {
    method: 'POST',
    headers,
    body: JSON.stringify({ persona }),
  });
  if (answer.ok) token = ((await answer.json()) as { token: string }).token;
}
