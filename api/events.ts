import { z } from 'zod';
import type { Actor } from '../domain/people/actor.ts';
import { Refused } from '../domain/refusals.ts';
import type { ReadTables } from './deps.ts';
import { type Route, stream } from './http/route.ts';
import { headerOf } from './http/trace.ts';
import { eventSight } from './live/sight.ts';
import { isCustomer } from './odata/resource.ts';

/** Live changes as Server-Sent Events. */
export const eventRoutes: readonly Route[] = [
  stream(
    {
      method: 'get',
      path: '/api/events',
      operationId: 'streamEvents',
      summary:
        'What changes, as Server-Sent Events, as far as the caller may see it; goes on after Last-Event-ID (or ?lastEventId=)',
      tag: 'Events',
      roles: 'signed-in',
      query: z.object({ lastEventId: z.string().optional(), access_token: z.string().optional() }),
      answer: z.string(),
      mediaType: 'text/event-stream',
      tokenInQuery: true,
    },
    async ({ actor, deps, parts, request, query }, response) => {
      const after = seqOf(headerOf(request, 'last-event-id') ?? query.lastEventId);
      const sees = await eventSight(actor, deps.tables);
      const isWelcome = () => isStillHere(actor, deps.tables);
      await parts.live.serve({ response, sees, after, isCustomer: isCustomer(actor), isWelcome });
    },
  ),
];

function seqOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (!/^\d{1,15}$/.test(text))
    throw new Refused('input.invalid', { place: 'Last-Event-ID', problem: 'it must be the id of an event' });
  return Number(text);
}

/** Whether whoever listens still has the account and the roles the stream was opened with. */
async function isStillHere(actor: Actor, tables: ReadTables): Promise<boolean> {
  if (isCustomer(actor)) return (await tables.customers.find(actor.id)) !== undefined;
  const person = await tables.people.find(actor.id);
  return person?.active === true && actor.roles.every((role) => person.roles.includes(role));
}
