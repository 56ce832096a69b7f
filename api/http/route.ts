import type { Request, Response } from 'restify';
import type { z } from 'zod';
import type { Verb } from '../../cards/verbs.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/person.ts';
import type { Unit } from '../../domain/unit.ts';
import type { ApiDeps, ReadTables } from '../deps.ts';
import type { Live } from '../live/live.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { BodyLimits } from './body.ts';
import type { Keyed } from './idempotency.ts';
import type { Metrics } from './metrics.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call a route: some roles, everybody signed in, or anyone at all. An admin may call what staff may. */
export type Callers = readonly Role[] | 'signed-in' | 'anyone';

/** Everybody who works here. */
export const staff: readonly Role[] = [
  'agent',
  'technician',
  'dispatcher',
  'supervisor',
  'knowledge-author',
  'admin',
];

/** What the caller asked for, checked against the route's own schemas. */
export interface Asked<P = unknown, Q = unknown, B = unknown> {
  readonly deps: ApiDeps;
  /** From a verified token; `visitor` where a route is open to anyone. */
  readonly actor: Actor;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Every query option as it was sent, for routes that read OData's own. */
  readonly options: URLSearchParams;
  readonly traceId: string;
  readonly request: Request;
  /** What a repeated request with an Idempotency-Key is known by; see `onceFor`. */
  readonly keyed: Keyed | undefined;
  readonly parts: Parts;
}

/** What the server itself is made of, for the few routes that are about the server. */
export interface Parts {
  readonly tokens: Tokens;
  readonly live: Live;
  readonly metrics: Metrics;
  /** Every route of the server, as declared. */
  readonly routes: readonly Route[];
}

/** What is answered: a JSON body, unless a media type is named. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Draws the body of a write once it is carried out: from what was committed, with all that followed from it; or, for
   * the answer that is kept for an Idempotency-Key, from within the unit of work.
   */
  readonly show?: (tables: ReadTables) => Promise<Pick<Answer, 'body' | 'headers'>>;
}

/** An answer whose body is drawn. */
export async function drawn(answer: Answer, tables: ReadTables): Promise<Answer> {
  if (!answer.show) return answer;
  const { show, ...rest } = answer;
  const { body, headers } = await show(tables);
  return { ...rest, body, headers: { ...rest.headers, ...headers } };
}

/** A route as declared data: the server, the OpenAPI document and the tests are all made from it. */
export interface Declared<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** With `:name` for each parameter. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly roles: Callers;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** How much of a body is taken, where the usual limits are too small. */
  readonly limits?: BodyLimits;
  readonly answer?: z.ZodType;
  readonly status?: number;
  /** What the answer is when it is not JSON. */
  readonly mediaType?: string;
  /** The verb on a card that this is the twin of: the same use case with the same role check. */
  readonly verb?: Verb;
  /** Answers in demo mode only; elsewhere there is nothing at its address, and no document tells of it. */
  readonly demoOnly?: boolean;
  /**
   * Adds to the answer, as it leaves, what must be kept nowhere else, such as a device's key: it is in no answer that is
   * kept for an Idempotency-Key.
   */
  readonly reveal?: (asked: Asked, answer: Answer) => Promise<Answer>;
  /** Checks a token of its own, which is no person's: whoever asks is a visitor. */
  readonly ownToken?: boolean;
  /** Takes a short-lived token as `?access_token=` too, where a browser can send no header. */
  readonly tokenInQuery?: boolean;
}

/** How a route is carried out. A `write` runs inside one commit and has no effect outside its unit. */
export type Run =
  | { readonly how: 'read'; readonly run: (asked: Asked) => Promise<Answer> }
  | { readonly how: 'write'; readonly run: (unit: Unit, asked: Asked) => Promise<Answer> }
  | { readonly how: 'act'; readonly run: (asked: Asked) => Promise<Answer> }
  | { readonly how: 'stream'; readonly run: (asked: Asked, response: Response) => Promise<void> };

export type Route = Declared & Run;

type Typed<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Asked<
  z.output<P>,
  z.output<Q>,
  z.output<B>
>;

/** Declares a route that changes nothing. */
export const read = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  declared: Declared<P, Q, B>,
  run: (asked: Typed<P, Q, B>) => Promise<Answer>,
): Route => ({ ...declared, how: 'read', run: run as (asked: Asked) => Promise<Answer> });

/** Declares a route whose whole effect is one unit of work; the server commits it, with the answer to its key. */
export const write = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  declared: Declared<P, Q, B>,
  run: (unit: Unit, asked: Typed<P, Q, B>) => Promise<Answer>,
): Route => ({ ...declared, how: 'write', run: run as (unit: Unit, asked: Asked) => Promise<Answer> });

/** Declares a route that does something which is no single unit of work, such as a turn of the bot or signing in. */
export const act = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  declared: Declared<P, Q, B>,
  run: (asked: Typed<P, Q, B>) => Promise<Answer>,
): Route => ({ ...declared, how: 'act', run: run as (asked: Asked) => Promise<Answer> });

/** Declares a route that writes its answer itself: files and live streams. It throws before the first byte or not at all. */
export const stream = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  declared: Declared<P, Q, B>,
  run: (asked: Typed<P, Q, B>, response: Response) => Promise<void>,
): Route => ({ ...declared, how: 'stream', run: run as (asked: Asked, response: Response) => Promise<void> });

/** An answer with a body of JSON. */
export const ok = (body: unknown): Answer => ({ body });
