import type { ServerResponse } from 'node:http';
import { type RefusalCode, Refused, refusals } from '../../domain/refusals.ts';

/** RFC 9457 problem details with our stable code; never a stack. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly traceId: string;
}

/** The media type by which clients tell a refusal from an answer. */
export const problemType = 'application/problem+json';

/** Short words for a kind of problem; the detail says what happened this time. */
const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'The request took too long',
  409: 'Not possible now',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported content',
  422: 'Contradicts an earlier request',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Something went wrong',
  503: 'Not available',
};

/** Tells a refusal as problem details. Pure, so that the raw socket, restify and our own routes say the same. */
export function problemOf(
  refused: Refused,
  at: { readonly publicUrl: string; readonly traceId: string },
): Problem {
  const { status } = refused;
  return {
    type: `${at.publicUrl}/api/docs/errors#${refused.code}`,
    title: titles[status] ?? refusals[refused.code].text,
    status,
    code: refused.code,
    detail: refused.message,
    traceId: at.traceId,
  };
}

/** Anything that is not a refusal is an accident of ours: the caller learns where it is logged and nothing more. */
export const refusalOf = (error: unknown, traceId: string): Refused =>
  error instanceof Refused ? error : new Refused('internal.unexpected', { traceId });

/** Ends an answer with problem details, unless it has begun already: then the connection is cut, which cannot be misread. */
export function sendProblem(
  response: ServerResponse,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) return void response.destroy();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  for (const name of ['ETag', 'Content-Encoding', 'Content-Disposition']) response.removeHeader(name);
  const body = JSON.stringify(problem);
  response.writeHead(problem.status, {
    'Content-Type': problemType,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
