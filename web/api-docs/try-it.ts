import { element } from '../kit/element.ts';
import { type Description, exampleOf, type Listed, type Parameter } from './description.ts';
import { bearer } from './session.ts';

/** A form that sends the very request and shows the very answer. */
export function tryIt(description: Description, { method, path, operation }: Listed): HTMLElement {
  const fields = (operation.parameters ?? []).map((parameter) => ({ parameter, input: inputFor(parameter) }));
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body =
    schema && element('textarea', { className: 'field code', value: pretty(exampleOf(description, schema)) });
  const answer = element('div', { 'aria-live': 'polite' });
  const form = element(
    'form',
    { className: 'try' },
    ...fields.map(({ parameter, input }) =>
      element('label', {}, element('span', { className: 'code' }, parameter.name), input),
    ),
    body && element('label', {}, element('span', { className: 'code' }, 'body'), body),
    element('button', { className: 'button', type: 'submit' }, 'Send'),
    answer,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const given = fields
      .map(({ parameter, input }) => ({ ...parameter, value: input.value.trim() }))
      .filter(({ value }) => value !== '');
    answer.replaceChildren(element('p', { className: 'quiet' }, 'Sending …'));
    answer.replaceChildren(...(await sent(method, path, { given, body: body?.value })));
  });
  return form;
}

type Given = Parameter & { readonly value: string };

function inputFor({ name, required = false, description = '', schema }: Parameter): HTMLInputElement {
  return element('input', {
    className: 'field code',
    name,
    required,
    placeholder: schema.description ?? description,
  });
}

async function sent(
  method: string,
  path: string,
  { given, body }: { readonly given: readonly Given[]; readonly body: string | undefined },
): Promise<HTMLElement[]> {
  const of = (place: Parameter['in']) => given.filter((one) => one.in === place);
  const address = of('path').reduce(
    (url, { name, value }) => url.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const query = of('query').map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  const headers: Record<string, string> = {
    ...bearer(),
    ...Object.fromEntries(of('header').map(({ name, value }) => [name, value])),
  };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const url = query.length > 0 ? `${address}?${query.join('&')}` : address;
  const from = performance.now();
  try {
    const limit = AbortSignal.timeout(15_000);
    const response = await fetch(url, {
      method: method.toUpperCase(),
      headers,
      signal: limit,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return shown(`${method.toUpperCase()} ${url}`, response, { text, ms: performance.now() - from });
  } catch (error) {
    return [element('p', {}, `No answer: ${error instanceof Error ? error.message : String(error)}`)];
  }
}

function shown(
  request: string,
  response: Response,
  { text, ms }: { readonly text: string; readonly ms: number },
): HTMLElement[] {
  const tone = response.ok ? 'badge badge--good' : 'badge badge--warning';
  const etag = response.headers.get('etag');
  const facts = [
    `${Math.round(ms)} ms`,
    `trace ${response.headers.get('x-trace-id') ?? '?'}`,
    ...(etag ? [`ETag ${etag}`] : []),
  ];
  return [
    element('p', { className: 'code' }, request),
    element(
      'p',
      { className: 'facts small' },
      element('span', { className: tone }, String(response.status)),
      ` ${facts.join(' · ')}`,
    ),
    element('pre', { tabIndex: 0 }, readable(text)),
  ];
}

function readable(text: string): string {
  try {
    return pretty(JSON.parse(text));
  } catch {
    return text;
  }
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
