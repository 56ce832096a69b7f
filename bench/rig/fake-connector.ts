import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call the Bot Connector got, whatever it answered. */
export interface Call {
  /** Epoch milliseconds, with fractions. */
  readonly at: number;
  readonly method: string;
  readonly conversationId: string;
  /** Of the activity that was sent, or that was to be updated. */
  readonly activityId: string;
  readonly activity: Readonly<Record<string, unknown>>;
  readonly answered: Mood;
}

/** How the connector takes a call. `cut` delivers it and breaks the connection before its answer is whole. */
export type Mood = 'ok' | 'cut' | 'throttled' | 'failing' | 'hanging' | 'garbage';

/** A stand-in for the Bot Connector on loopback that keeps a ledger of its calls. */
export interface FakeConnector {
  readonly url: string;
  readonly calls: Call[];
  /** Decides for each call; `ok` unless told otherwise. */
  mood: (call: Omit<Call, 'answered'>) => Mood;
  /** Breaks the connections of calls it never answered, as a restart of it does. */
  letGo(): void;
  close(): Promise<void>;
}

const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?/;

export async function aFakeConnector(): Promise<FakeConnector> {
  let made = 0;
  const held: ServerResponse[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeConnector = {
    // 127.1 is this machine too, written as nobody writes it: the product takes 127.0.0.1 for the playground, which shows
    // other cards than Teams does.
    url: `http://127.1:${(server.address() as AddressInfo).port}/`,
    calls: [],
    mood: () => 'ok',
    letGo: () => {
      for (const response of held.splice(0)) response.destroy();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.timeOrigin + performance.now();
    const [, conversation = '', updated] = path.exec(request.url ?? '') ?? [];
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const activityId = updated ?? `activity-${++made}`;
    const { method = '' } = request;
    const conversationId = decodeURIComponent(conversation);
    const call = {
      at,
      method,
      conversationId,
      activityId,
      activity: JSON.parse(Buffer.concat(parts).toString() || '{}'),
    };
    const answered = fake.mood(call);
    fake.calls.push({ ...call, answered });
    if (answered === 'hanging') held.push(response);
    else answer(response, answered, activityId);
  }
  return fake;
}

/** restify, loaded in the same process by some suites, makes `writeHead` answer nothing: so it is never chained here. */
function answer(response: ServerResponse, mood: Mood, activityId: string): void {
  const body = JSON.stringify({ id: activityId });
  const json = { 'content-type': 'application/json' };
  const say = (status: number, headers: Readonly<Record<string, string | number>>, text: string) => {
    response.writeHead(status, headers);
    response.end(text);
  };
  if (mood === 'ok') say(200, { ...json, 'content-length': body.length }, body);
  if (mood === 'garbage') say(200, json, '<html>a proxy\u0000says hello');
  if (mood === 'failing') say(500, json, '{"error":{"code":"ServiceError"}}');
  if (mood === 'throttled') say(429, { ...json, 'retry-after': '1' }, '{"error":{"code":"Throttled"}}');
  if (mood !== 'cut') return;
  response.writeHead(200, { ...json, 'content-length': body.length });
  response.write(body.slice(0, 4), () => response.destroy());
}

/** Calls that reached the people: what they saw, in order. */
export const delivered = ({ calls }: FakeConnector): Call[] =>
  calls.filter(({ answered }) => answered === 'ok' || answered === 'cut' || answered === 'garbage');
