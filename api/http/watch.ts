import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Refused } from '../../domain/refusals.ts';
import { act, ok, type Route, read } from './route.ts';
import { headerOf } from './trace.ts';

const tag = 'Operations';

/** What watches the server from outside: its health and its counters. */
export const watchRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/health',
      operationId: 'getHealth',
      summary: 'The state of each part; answers 200 while the server can serve',
      tag,
      roles: 'anyone',
      answer: z.record(z.string(), z.unknown()),
    },
    async ({ deps }) => ok(await deps.health()),
  ),
  read(
    {
      method: 'get',
      path: '/metrics',
      operationId: 'getMetrics',
      summary: 'Counters for Prometheus; where METRICS_TOKEN is set, with it as the bearer token only',
      ownToken: true,
      tag,
      roles: 'anyone',
      mediaType: 'text/plain; version=0.0.4; charset=utf-8',
      answer: z.string(),
    },
    async ({ parts, deps, request }) => {
      requireToken(request, deps.metricsToken);
      return ok(await parts.metrics.registry.metrics());
    },
  ),
  read(
    {
      method: 'get',
      path: '/api/dead-letters',
      operationId: 'countDeadLetters',
      summary: 'How many messages could not be handled (inbox), sent (outbox) or fired (timers)',
      tag,
      roles: ['admin'],
      answer: z.object({ inbox: z.int(), outbox: z.int(), timers: z.int() }),
    },
    async ({ deps }) => {
      const { inbox, outbox, timers } = await deps.work.counts();
      return ok({ inbox: inbox.dead, outbox: outbox.dead, timers: timers.dead });
    },
  ),
  act(
    {
      method: 'post',
      path: '/api/dead-letters/replay',
      operationId: 'replayDeadLetters',
      summary: 'Puts dead letters back to be handled or sent once more; answers how many',
      tag,
      roles: ['admin'],
      answer: z.object({ inbox: z.int(), outbox: z.int() }),
    },
    async ({ deps }) => ok(await deps.work.replay()),
  ),
];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets nobody see the counters without the token, where one is set. */
function requireToken(request: IncomingMessage, token: string | undefined): void {
  if (token === undefined) return;
  const given = headerOf(request, 'authorization')?.trim();
  if (!given) throw new Refused('sign_in.required');
  if (!timingSafeEqual(digest(`bearer ${token}`), digest(given.replace(/^bearer\s+/i, 'bearer '))))
    throw new Refused('sign_in.invalid', { problem: 'it is not METRICS_TOKEN' });
}
