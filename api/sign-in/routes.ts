import type { IncomingMessage } from 'node:http';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import { isAtThisMachine } from '../http/here.ts';
import { act, ok, type Route, read } from '../http/route.ts';
import { isCustomer } from '../odata/resource.ts';
import { personaOf, personas } from './persona.ts';

const tag = 'Sign-in';
const persona = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  roles: z.array(z.string()),
  aadObjectId: z.string().nullable(),
});
const user = persona.pick({ id: true, name: true, aadObjectId: true });

/** Who one is, a token for streams, and the demo company's own sign-in and clock. */
export const signInRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/me',
      operationId: 'getMe',
      summary: 'Who the token names, with the roles held',
      tag,
      roles: 'signed-in',
      answer: z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), unitId: z.string() }),
    },
    async ({ actor: { id, name, roles, unitId } }) => ok({ id, name, roles, unitId }),
  ),
  act(
    {
      method: 'post',
      path: '/api/sign-in/stream-token',
      operationId: 'mintStreamToken',
      summary:
        'A token of ten minutes for ?access_token=, where a browser can send no header (live changes, files)',
      tag,
      roles: 'signed-in',
      answer: z.object({ token: z.string(), expiresInSeconds: z.int() }),
    },
    async ({ actor, parts }) => {
      const kind = isCustomer(actor) ? 'customer' : 'person';
      return ok({ token: await parts.tokens.mint({ kind, id: actor.id }, 'stream'), expiresInSeconds: 600 });
    },
  ),
  read(
    {
      method: 'get',
      path: '/api/demo/personas',
      demoOnly: true,
      operationId: 'listPersonas',
      summary: 'Everyone of the demo company whom one can sign in as (demo mode, this machine only)',
      tag,
      roles: 'anyone',
      answer: z.object({ value: z.array(persona) }),
    },
    async ({ deps, request }) => {
      requireDemo(deps, request);
      const all = await personas(deps.tables);
      return ok({ value: all.map(({ holder: _, ...shown }) => ({ ...shown, role: shown.roles[0] })) });
    },
  ),
  act(
    {
      method: 'post',
      path: '/api/demo/sign-in',
      demoOnly: true,
      operationId: 'demoSignIn',
      summary: 'A bearer token for an id or a role of the demo company (demo mode, this machine only)',
      tag,
      roles: 'anyone',
      body: z.object({ persona: z.string().min(1).max(200) }),
      answer: z.object({ token: z.string(), user }),
    },
    async ({ deps, request, body, parts }) => {
      requireDemo(deps, request);
      const { holder, id, name, aadObjectId } = await personaOf(deps.tables, body.persona);
      return ok({ token: await parts.tokens.mint(holder, 'api'), user: { id, name, aadObjectId } });
    },
  ),
  act(
    {
      method: 'post',
      path: '/api/demo/clock',
      demoOnly: true,
      operationId: 'advanceClock',
      summary: "Moves the product's clock ahead; timers follow it (demo mode, this machine only)",
      tag,
      roles: 'anyone',
      body: z.object({ advance: z.string().max(40).describe('An ISO 8601 duration such as PT4H') }),
      answer: z.object({ now: z.iso.datetime() }),
    },
    async ({ deps, request, body }) => {
      requireDemo(deps, request);
      await deps.clock.advance(millisecondsOf(body.advance));
      return ok({ now: deps.clock.now() });
    },
  ),
];

/** Demo sign-in is for whoever sits at this machine, and for no page of another site opened there. */
function requireDemo({ mode, isLoopback }: ApiDeps, request: IncomingMessage): void {
  if (mode !== 'demo') throw new Refused('route.not_found');
  if (!isLoopback(request.socket.remoteAddress) || !isAtThisMachine(request))
    throw new Refused('demo.loopback_only');
}

const longestMs = 366 * 24 * 3_600_000;

function millisecondsOf(text: string): number {
  const wrong = (problem: string): never => {
    throw new Refused('input.invalid', { place: 'advance', problem });
  };
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(text);
  } catch {
    return wrong('it must be an ISO 8601 duration such as PT4H');
  }
  if (duration.years !== 0 || duration.months !== 0)
    return wrong('name weeks, days or hours; months and years have no fixed length');
  const milliseconds = duration.total({
    unit: 'milliseconds',
    relativeTo: Temporal.PlainDate.from('2026-01-01'),
  });
  if (milliseconds < 0 || milliseconds > longestMs) return wrong('it must lie between nothing and 366 days');
  return milliseconds;
}
