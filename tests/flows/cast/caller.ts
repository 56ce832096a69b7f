import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningApp } from '../../fixtures/running-app.ts';

type Json = Record<string, never>;
type Body = Readonly<Record<string, unknown>>;

/** Somebody of the demo company who uses the REST API with a token of the sign-in. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  post(path: string, body?: Body, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  put(path: string, body: Body): Promise<Answered>;
  patch(path: string, body: Body): Promise<Answered>;
  /** The one record of a list that fits; fails unless there is exactly one. */
  one(path: string): Promise<Json>;
  /** Opens `GET /api/events`, going on after an id when one is given. */
  listens(after?: string): Promise<Listener>;
}

/** An answer of the API; the body is read as it is needed. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there
  readonly body: any;
}

export interface Heard {
  readonly id: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly data: any;
}

export interface Listener {
  readonly heard: readonly Heard[];
  /** Resolves with the first event of a name that fits, now or when it comes. */
  until(name: string, fits?: (data: Heard['data']) => boolean): Promise<Heard>;
  stop(): void;
}

/** Signs in as somebody, by id or role. */
export async function aCaller(app: RunningApp, persona: string): Promise<Caller> {
  const { token, user } = await app.signIn(persona);
  const call = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: Body | undefined; headers?: Readonly<Record<string, string>> },
  ) => {
    const answer = await fetch(app.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
  const get: Caller['get'] = (path, headers = {}) => call('GET', path, { headers });
  return {
    id: user.id,
    name: user.name,
    token,
    get,
    post: (path, body, headers = {}) => call('POST', path, { body, headers }),
    put: (path, body) => call('PUT', path, { body }),
    patch: (path, body) => call('PATCH', path, { body }),
    one: async (path) => {
      const { status, body } = await get(path);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.value.length, 1, `${path}: ${JSON.stringify(body.value)}`);
      return body.value[0];
    },
    listens: (after) => aListener(app, { token, after }),
  };
}

async function aListener(
  app: RunningApp,
  { token, after }: { token: string; after: string | undefined },
): Promise<Listener> {
  const ending = new AbortController();
  const answer = await fetch(`${app.url}/api/events`, {
    headers: { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) },
    signal: ending.signal,
  });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  const heard: Heard[] = [];
  void read(answer.body!, heard).catch(() => undefined); // ends when the test stops listening
  return {
    heard,
    until: async (name, fits = () => true) => {
      for (let tries = 0; tries < 200; tries++) {
        const found = heard.find((one) => one.name === name && fits(one.data));
        if (found) return found;
        await wait(10);
      }
      return assert.fail(`${name} was not heard, only ${heard.map((one) => one.name)}`);
    },
    stop: () => ending.abort(),
  };
}

async function read(stream: ReadableStream<Uint8Array>, heard: Heard[]): Promise<void> {
  let text = '';
  const words = new TextDecoder();
  for await (const part of stream) {
    text += words.decode(part, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const [, id, name, data] = /^id: (\d+)\nevent: (.+)\ndata: (.+)$/.exec(frame) ?? [];
      if (data !== undefined) heard.push({ id: id!, name: name!, data: JSON.parse(data) });
    }
  }
}

/** It was carried out. */
export function expectDone({ status, body }: Answered): void {
  assert.ok(status >= 200 && status < 300, JSON.stringify(body));
}

/** A refusal is problem details of RFC 9457 with a stable code. */
export function expectRefusal(
  { status, headers, body }: Answered,
  wanted: { readonly status: number; readonly code: string },
): void {
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.deepEqual({ status, code: body.code }, wanted);
  assert.equal(body.status, status);
  for (const part of ['type', 'title', 'detail', 'traceId']) assert.ok(body[part], `no ${part}`);
}
