import { Unanswered } from '../kit/ask.ts';

/** Our API, asked in the name of whoever is signed in. Every call rejects with `Unanswered`, whatever went wrong. */
export interface Server {
  get<T>(path: string): Promise<T>;
  /** `key` makes a repeat of the same request harmless: it is answered as the first one was. */
  post<T>(path: string, body: unknown, key?: string): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
}

/** Speaks to our API with a bearer token. */
export function serverFor(token: string): Server {
  const call = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<T> => {
    const response = await fetch(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key && { 'Idempotency-Key': key }),
      },
    }).catch(() => undefined);
    if (!response) throw new Unanswered(0, undefined, 'The server cannot be reached.');
    const answer = (await response.json().catch(() => undefined)) as
      | { code?: string; detail?: string }
      | undefined;
    if (!response.ok || answer === undefined)
      throw new Unanswered(
        response.status,
        answer?.code,
        answer?.detail ?? `The server answered ${response.status}.`,
      );
    return answer as T;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body, key) => call('POST', path, body, key),
    put: (path, body) => call('PUT', path, body),
  };
}

/** What went wrong, in words for a person. */
export const wordsOf = (error: unknown): string =>
  error instanceof Unanswered ? error.message : 'Something went wrong in this page; load it again.';

/** A list as OData answers it, with the options written as people read them. */
export const list = (path: string, options: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(Object.entries(options).map(([name, value]) => [`$${name}`, value])).toString()}`;

/** A text within a `$filter`. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
