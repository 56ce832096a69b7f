import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Request, RequestHandler, Response } from 'restify';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import { isLoopbackHost } from '../http/here.ts';
import { fail } from '../http/serve.ts';
import { headerOf, traceOf } from '../http/trace.ts';
import type { ChatCall } from './chat.ts';
import type { ChatClaims, ChatSeals } from './seals.ts';

type FailDeps = Pick<ApiDeps, 'log' | 'publicUrl'>;

/**
 * Serves a call that pages of other sites make: no cookie is ever read, so any page may try, and its token decides. Every
 * refusal becomes problem details.
 */
export function forAnyPage(
  deps: FailDeps,
  run: (request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async function answered(request: Request, response: Response): Promise<void> {
    openToPages(response);
    try {
      await run(request, response);
    } catch (error) {
      fail(request, response, { error, deps });
    }
  };
}

/** Answers the question a browser asks before it lets a page of another site call us. */
export const preflight: RequestHandler = async function preflight(_request: Request, response: Response) {
  openToPages(response);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader(
    'Access-Control-Allow-Headers',
    'Authorization, Content-Type, Accept, x-ms-bot-agent, x-requested-with',
  );
  response.setHeader('Access-Control-Max-Age', '7200');
  response.writeHead(204);
  response.end();
};

function openToPages(response: Response): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

/** Ends an answer with JSON. */
export function sendJson(response: Response, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/**
 * The address a call comes from, for what each address may: that of the connection, never of a header, which anybody can
 * write. Behind a proxy all share the proxy's. Of IPv6 it is the network (/64): whoever has one has all addresses in it.
 */
export function addressOf({ socket }: Pick<IncomingMessage, 'socket'>): string {
  const address = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? '';
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

/** The token or key a call carries; refuses with 401 when it carries none. */
export function bearerOf(request: Request): string {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headerOf(request, 'authorization')?.trim() ?? '') ?? [];
  if (!token) throw new Refused('sign_in.required');
  return token;
}

/**
 * Who calls, by the chat's token: 401 when it is not ours, 403 when it has expired (clients of Direct Line renew on that)
 * or belongs to another conversation.
 */
export function chatOf(request: Request, seals: ChatSeals, conversationId?: string): ChatClaims {
  const opened = seals.chat.open(bearerOf(request));
  if (!opened) throw new Refused('sign_in.invalid', { problem: 'it cannot be verified' });
  if (opened.expiredFor >= 0) throw new Refused('web_chat.token_expired');
  if (conversationId !== undefined && opened.claims.conversationId !== conversationId)
    throw new Refused('web_chat.not_yours');
  return opened.claims;
}

/**
 * Where the caller reaches us: the public address, except that a browser on this machine may know it by another name
 * (localhost for 127.0.0.1), under which its page is allowed to open sockets and pictures.
 */
export function addressFor(publicUrl: string, request: Pick<Request, 'headers'>): string {
  const host = request.headers.host ?? '';
  const { host: ours, protocol } = new URL(publicUrl);
  return isLoopbackHost(ours) && isLoopbackHost(host) ? `${protocol}//${host}` : publicUrl;
}

const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i;

/** A call about a chat, for the use cases behind it. */
export const callOf = (request: Request, claims: ChatClaims, language?: unknown): ChatCall => ({
  claims,
  language: languageOf(language, request),
  traceId: traceOf(request),
});

/** The query of a call, decoded. */
export const queryOf = (request: Request): URLSearchParams =>
  new URLSearchParams((request.url ?? '').split('?')[1] ?? '');

/** A language the caller names, or the first its browser asks for; null when neither is one. */
function languageOf(named: unknown, request: Pick<Request, 'headers'>): string | null {
  const [first = ''] = (request.headers['accept-language'] ?? '').split(/[,;]/);
  const tags = [typeof named === 'string' ? named : '', first.trim()];
  return tags.find((tag) => languageTag.test(tag)) ?? null;
}
