import { z } from 'zod';
import { ok, type Route, read } from './route.ts';

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
];
