/** A refusal or failure of the server, in its own words; `status` is 0 when the server could not be reached at all. */
export class Unanswered extends Error {
  readonly status: number;
  /** The stable code of the refusal, such as `web_chat.token_expired`. */
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** Asks our server for JSON; with a body it posts. Rejects with `Unanswered`, whatever went wrong. */
export async function ask<T>(
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const posting = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  };
  const response = await fetch(path, body === undefined ? { headers } : posting).catch(() => undefined);
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
}
