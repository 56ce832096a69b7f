import { z } from 'zod';
import { act, ok, type Route, read } from './route.ts';

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
      summary: 'Counters for Prometheus',
      tag,
      roles: 'anyone',
      mediaType: 'text/plain; version=0.0.4; charset=utf-8',
      answer: z.string(),
    },
    async ({ parts }) => ok(await parts.metrics.registry.metrics()),
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
