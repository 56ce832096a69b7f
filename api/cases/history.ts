import { z } from 'zod';
import { explainItem } from '../../domain/routing/explain.ts';
import { cases } from '../cases.ts';
import { ok, type Route, read, staff } from '../http/route.ts';
import { oneParams, theOne } from '../odata/resource.ts';
import { timelineEntry, timelineOf } from './timeline.ts';

const aboutOne = { method: 'get', tag: cases.tag, params: oneParams } as const;

/** How a case came to be where it is. */
export const caseHistoryRoutes: readonly Route[] = [
  read(
    {
      ...aboutOne,
      path: '/api/cases/:id/timeline',
      operationId: 'getCaseTimeline',
      summary: 'Everything that happened to a case, oldest first; customers see their side of it',
      roles: [...staff, 'customer'],
      answer: z.object({ value: z.array(timelineEntry) }),
    },
    async ({ actor, deps, params }) => {
      const { id } = await theOne(cases, { id: params.id, actor, tables: deps.tables });
      return ok({ value: await timelineOf(id, { actor, deps }) });
    },
  ),
  read(
    {
      ...aboutOne,
      path: '/api/cases/:id/routing',
      operationId: 'explainRouting',
      summary: 'Why the case is where it is, and how each member of its queue stands to it',
      roles: staff,
      answer: z.object({ value: z.array(z.object({ at: z.string().nullable(), text: z.string() })) }),
    },
    async ({ actor, deps, params }) => {
      const { id } = await theOne(cases, { id: params.id, actor, tables: deps.tables });
      return ok({ value: await deps.commit((unit) => explainItem(unit, id), { actor }) });
    },
  ),
];
