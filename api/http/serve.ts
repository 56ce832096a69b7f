import type { Request, RequestHandler, Response } from 'restify';
import type { z } from 'zod';
import { hasRole } from '../../domain/people/actor.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import { type Callers, visitor } from '../sign-in/callers.ts';
import { hasBody, readBody } from './body.ts';
import { keyOf, onceFor } from './idempotency.ts';
import { problemOf, refusalOf, sendProblem } from './problem.ts';
import { type Answer, type Asked, type Declared, drawn, type Parts, type Route } from './route.ts';
import { isWholeText, parseJson } from './strict-json.ts';
import { headerOf, traceOf } from './trace.ts';

/** What every route is served with. */
export interface Service {
  readonly deps: ApiDeps;
  readonly callers: Callers;
  readonly parts: Parts;
}

/**
 * Turns a declared route into a handler: who calls, whether they may, what they ask (checked once, here), then the route
 * itself, and its answer. Every refusal becomes problem details; anything else is logged and answered with 500.
 */
export function serve(route: Route, service: Service): RequestHandler {
  return async function served(request: Request, response: Response): Promise<void> {
    try {
      const asked = await ask(route, request, service);
      if (route.how === 'stream') return await route.run(asked, response);
      send(response, route, await carryOut(route, asked));
    } catch (error) {
      fail(request, response, { error, deps: service.deps });
    }
  };
}

async function ask(route: Route, request: Request, { deps, callers, parts }: Service): Promise<Asked> {
  const actor = route.ownToken ? undefined : await callers.callerOf(request, route);
  if (route.roles !== 'anyone' && !actor) throw new Refused('sign_in.required');
  if (Array.isArray(route.roles) && !hasRole(actor ?? visitor, ...route.roles))
    throw new Refused('role.not_allowed', { role: route.roles.join(' or ') });
  requireAcceptable(request, route.mediaType ?? 'application/json');
  const options = optionsOf(request);
  const bytes = route.method === 'get' ? Buffer.alloc(0) : await readBody(request, route.limits);
  return {
    deps,
    parts,
    actor: actor ?? visitor,
    params: check(route.params, paramsOf(request), 'address'),
    query: check(route.query, Object.fromEntries(options), 'query'),
    body: check(route.body, bodyOf(request, bytes, route), 'body'),
    options,
    traceId: traceOf(request),
    request,
    keyed: route.method === 'get' ? undefined : keyOf(request, actor ?? visitor, bytes),
  };
}

async function carryOut(route: Exclude<Route, { how: 'stream' }>, asked: Asked): Promise<Answer> {
  if (route.how !== 'write') return route.run(asked);
  const { deps, actor, traceId, keyed } = asked;
  const answer = await deps.commit((unit) => onceFor(unit, keyed, () => route.run(unit, asked)), {
    actor,
    traceId,
  });
  const shown = await drawn(answer, deps.tables);
  return route.reveal ? route.reveal(asked, shown) : shown;
}

/** Parts of the address, decoded; what no id can hold is refused before a store meets it. */
function paramsOf(request: Request): Readonly<Record<string, string>> {
  const params = request.params as Readonly<Record<string, string>>;
  if (Object.values(params).every(isWholeText)) return params;
  throw new Refused('input.invalid', {
    place: 'address',
    problem: 'it holds characters that cannot be kept',
  });
}

/** Query options, decoded; `$filter` may be sent as `%24filter`. */
function optionsOf(request: Request): URLSearchParams {
  const options = new URLSearchParams((request.url ?? '').split('?').slice(1).join('?'));
  for (const [name, value] of options)
    if (!isWholeText(name) || !isWholeText(value))
      throw new Refused('input.invalid', {
        place: 'query',
        problem: 'it holds characters that cannot be kept',
      });
  return options;
}

/** An action that needs nothing may be called without a body; one that is sent must be JSON and say so. */
function bodyOf(request: Request, bytes: Buffer, route: Declared): unknown {
  if (bytes.length === 0 && !hasBody(request)) return route.body ? {} : undefined;
  const type = headerOf(request, 'content-type') ?? '';
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    throw new Refused('input.unsupported', { problem: 'send the body as application/json' });
  return parseJson(bytes);
}

function check<S extends z.ZodType>(schema: S | undefined, value: unknown, where: string): unknown {
  if (!schema) return value;
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const place = [where === 'body' ? '' : where, ...(issue?.path ?? [])]
    .filter((part) => part !== '')
    .join('.');
  throw new Refused('input.invalid', {
    place: place || where,
    problem: (issue?.message ?? 'not readable').replace(/\.$/, ''),
  });
}

function requireAcceptable(request: Request, type: string): void {
  const header = headerOf(request, 'accept');
  if (header === undefined || header.trim() === '') return;
  const [family] = type.split('/');
  const takes = header
    .split(',')
    .filter((range) => !/;\s*q=0(\.0*)?\s*(;|$)/i.test(range))
    .map((range) => range.split(';')[0]?.trim().toLowerCase());
  const isTaken = takes.some(
    (range) => range === '*/*' || range === `${family}/*` || range === type.split(';')[0],
  );
  if (!isTaken) throw new Refused('answer.not_acceptable', { type });
}

function send(response: Response, route: Declared, answer: Answer): void {
  const status = answer.status ?? route.status ?? 200;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (status === 304) {
    response.writeHead(304);
    return void response.end();
  }
  const isText = route.mediaType !== undefined && typeof answer.body === 'string';
  const text = isText ? (answer.body as string) : JSON.stringify(answer.body ?? null);
  response.writeHead(status, {
    'Content-Type': route.mediaType ?? 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** Answers a failed request. One whose body was not read to its end loses its connection, once the answer is out. */
export function fail(
  request: Request,
  response: Response,
  { error, deps }: { readonly error: unknown; readonly deps: Pick<ApiDeps, 'log' | 'publicUrl'> },
): void {
  const traceId = traceOf(request);
  const refusal = refusalOf(error, traceId);
  if (refusal.code === 'internal.unexpected')
    deps.log.error({ err: error, traceId, method: request.method, path: request.path() }, 'request failed');
  const isUnread = hasBody(request) && !request.complete;
  sendProblem(response, problemOf(refusal, { publicUrl: deps.publicUrl, traceId }), {
    ...(isUnread && { Connection: 'close' }),
  });
  if (isUnread) lingerAndCut(request);
}

/** Reads on for a moment, so that the caller has time to see the answer before the connection is gone. */
function lingerAndCut(request: Request): void {
  request.resume();
  setTimeout(() => request.socket.destroy(), 500).unref();
}
