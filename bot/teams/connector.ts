import http from 'node:http';
import https from 'node:https';

/** What the Bot Connector said: the activity's id, or why not. */
export interface ConnectorAnswer {
  readonly status: number;
  readonly id: string | null;
  /** From Retry-After, in seconds. */
  readonly retryAfterSeconds: number | null;
  readonly error: string | null;
}

/** The few calls of the Bot Connector the product makes, over kept-alive connections. */
export interface Connector {
  send(to: Address, activity: object): Promise<ConnectorAnswer>;
  update(to: Address, activityId: string, activity: object): Promise<ConnectorAnswer>;
  remove(to: Address, activityId: string): Promise<ConnectorAnswer>;
  close(): void;
}

export interface Address {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

export interface ConnectorDeps {
  /** The bot's own token; null where no app id is configured (the playground). */
  readonly token: { get(): Promise<string>; clear(refused?: string): void } | null;
  readonly timeoutMs?: number;
}

/** Raised when a request was sent and no answer came: the other side may have it. */
export class Unanswered extends Error {}

/**
 * A client of the Bot Connector's REST API. The SDK's own client builds a whole request pipeline per turn, a quarter of
 * a turn's cost; this one keeps sockets open and sends the JSON.
 */
export function connector({ token, timeoutMs = 15_000 }: ConnectorDeps): Connector {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  };

  const call = async (method: string, url: URL, body: string | null): Promise<ConnectorAnswer> => {
    const bearer = token ? await token.get() : null;
    const answer = await request({ method, url, body, bearer, timeoutMs, agents });
    if (answer.status === 401 && bearer) token?.clear(bearer);
    return answer;
  };

  const at = ({ serviceUrl, conversationId }: Address, activityId = '') => {
    const base = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`;
    const path = `v3/conversations/${encodeURIComponent(conversationId)}/activities`;
    return new URL(activityId ? `${path}/${encodeURIComponent(activityId)}` : path, base);
  };

  return {
    send: (to, activity) => call('POST', at(to), JSON.stringify(activity)),
    update: (to, activityId, activity) => call('PUT', at(to, activityId), JSON.stringify(activity)),
    remove: (to, activityId) => call('DELETE', at(to, activityId), null),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

interface Request {
  readonly method: string;
  readonly url: URL;
  readonly body: string | null;
  readonly bearer: string | null;
  readonly timeoutMs: number;
  readonly agents: Readonly<Record<string, http.Agent>>;
}

function request({ method, url, body, bearer, timeoutMs, agents }: Request): Promise<ConnectorAnswer> {
  const transport = url.protocol === 'https:' ? https : http;
  const headers: Record<string, string | number> = { accept: 'application/json' };
  if (body !== null) {
    headers['content-type'] = 'application/json; charset=utf-8';
    headers['content-length'] = Buffer.byteLength(body);
  }
  if (bearer) headers.authorization = `Bearer ${bearer}`;
  return new Promise((resolve, reject) => {
    let handedOver = false;
    const call = transport.request(
      url,
      { method, headers, agent: agents[url.protocol], timeout: timeoutMs },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size <= 65_536) parts.push(part);
        });
        response.on('error', () => reject(new Unanswered('the answer broke off')));
        response.on('end', () => resolve(read(response, Buffer.concat(parts).toString('utf8'))));
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('finish', () => {
      handedOver = true;
    });
    call.on('error', (error) => reject(handedOver ? new Unanswered(error.message) : error));
    call.end(body ?? undefined);
  });
}

function read(response: http.IncomingMessage, text: string): ConnectorAnswer {
  const status = response.statusCode ?? 0;
  const after = Number(response.headers['retry-after']);
  let id: string | null = null;
  try {
    const parsed: unknown = text ? JSON.parse(text) : null;
    if (parsed && typeof parsed === 'object' && 'id' in parsed && typeof parsed.id === 'string')
      id = parsed.id;
  } catch {
    // An answer without JSON has no id; the status says the rest.
  }
  return {
    status,
    id,
    retryAfterSeconds: Number.isFinite(after) && after > 0 ? after : null,
    error: status >= 200 && status < 300 ? null : `${status} ${text.slice(0, 200)}`,
  };
}
