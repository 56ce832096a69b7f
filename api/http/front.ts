import {
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request, Response, Server } from 'restify';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import type { Metrics } from './metrics.ts';
import { problemOf, problemType } from './problem.ts';
import { secure } from './security-headers.ts';
import { fail } from './serve.ts';
import { traceIdOf, traceOf } from './trace.ts';

/** What stands before every route, ours and those of the bot, web chat and pages. */
export interface FrontDeps {
  readonly deps: Pick<ApiDeps, 'log' | 'publicUrl'>;
  readonly metrics: Metrics;
  /** While the server closes, connections are not kept. */
  readonly isClosing: () => boolean;
}

/**
 * Gives every answer its trace, its security headers, its count and its line in the access log, and makes every refusal
 * of the server itself (no such route, wrong method, unreadable HTTP) into problem details.
 */
export function frontOf(server: Server, front: FrontDeps): void {
  const { deps } = front;
  (server as Earliest).first((request, response) => greet(request, response, front));
  server.on('restifyError', (request: Request, response: Response, error: Error, done: () => void) => {
    // restify answers by itself unless it is told that an answer was sent.
    Object.assign(response, { _sent: true });
    fail(request, response, { error: routeRefusal(request, response, error), deps });
    done();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    endSocket(socket, { refused: unreadable(error), deps });
  });
  const http: HttpServer = server.server;
  http.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    greet(request, response, front);
    const refused = new Refused('input.unsupported', { problem: 'of expectations only 100-continue is met' });
    fail(request as Request, response as Response, { error: refused, deps });
  });
  http.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    const isAwaited = server.listenerCount('upgrade') > 0 || http.listenerCount('upgrade') > 2;
    if (!isAwaited) endSocket(socket, { refused: new Refused('route.not_found'), deps });
  });
}

/** What restify has had since version 8 and its types have not. */
type Earliest = Server & {
  first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
};

/** First of all for each request; answers false, which ends it, when its address cannot be read at all. */
function greet(
  request: IncomingMessage,
  response: ServerResponse,
  { deps, metrics, isClosing }: FrontDeps,
): boolean {
  const startedAt = performance.now();
  const traceId = traceOf(request);
  response.setHeader('X-Trace-Id', traceId);
  secure(response);
  if (isClosing()) response.setHeader('Connection', 'close');
  response.once('close', () => {
    const ms = performance.now() - startedAt;
    const { method = '', url = '' } = request;
    const status = response.headersSent ? response.statusCode : 0;
    const route = pathOf(request) ?? 'none';
    metrics.note({ method, route, status, seconds: ms / 1000 });
    deps.log.debug({ traceId, method, path: url.split('?')[0], status, ms: Math.round(ms) }, 'http');
  });
  if (isReadable(request)) return true;
  const refused = new Refused('input.invalid', { place: 'address', problem: 'it cannot be read' });
  fail(request as Request, response as Response, { error: refused, deps });
  return false;
}

const pathOf = (request: IncomingMessage): string | undefined =>
  (request as Partial<Request>).getRoute?.()?.path?.toString();

/** restify makes a URL of Host and target and dies of one that is none; so such a request ends here. */
function isReadable(request: IncomingMessage): boolean {
  try {
    (request as Request).getUrl();
    decodeURIComponent((request.url ?? '').split('?')[0]!);
    return true;
  } catch {
    return false;
  }
}

function routeRefusal(request: Request, response: Response, error: Error): Error {
  if (error.name === 'ResourceNotFoundError') return new Refused('route.not_found');
  if (error.name !== 'MethodNotAllowedError') return error;
  const allowed = String(response.getHeader('Allow') ?? '');
  return new Refused('route.method_not_allowed', { method: request.method, allowed });
}

function unreadable(error: NodeJS.ErrnoException): Refused {
  if (error.code === 'HPE_HEADER_OVERFLOW') return new Refused('input.headers_too_large');
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Refused('input.too_slow', { seconds: requestSeconds });
  return new Refused('input.invalid', { place: 'request', problem: 'it is not HTTP as it should be' });
}

/** How long a whole request may take to arrive before Node itself gives it up. */
export const requestSeconds = 60;

/** Answers on the bare socket, where no request was understood; says nothing when an answer has begun. */
function endSocket(
  socket: Duplex & { _httpMessage?: { headersSent?: boolean } | null },
  { refused, deps }: { readonly refused: Refused; readonly deps: Pick<ApiDeps, 'publicUrl'> },
): void {
  if (!socket.writable || socket._httpMessage?.headersSent) return void socket.destroy();
  const traceId = traceIdOf(undefined);
  const body = JSON.stringify(problemOf(refused, { publicUrl: deps.publicUrl, traceId }));
  const head = [
    `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status] ?? 'Error'}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Trace-Id: ${traceId}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
