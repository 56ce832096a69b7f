import { z } from 'zod';
import type { Offer, OfferState } from '../domain/routing/offer.ts';
import { acceptOffer, declineOffer } from '../domain/routing/offers.ts';
import type { AssignmentMethod, Queue } from '../domain/routing/queue.ts';
import type { Route } from './http/route.ts';
import { fieldsOf, orNull } from './odata/field.ts';
import { resource } from './odata/resource.ts';
import { action } from './odata/target.ts';

const methods = [
  'highest-capacity',
  'round-robin',
  'least-active',
] as const satisfies readonly AssignmentMethod[];
const offerStates = [
  'offered',
  'accepted',
  'declined',
  'timed-out',
  'taken',
  'withdrawn',
] as const satisfies readonly OfferState[];
const queue = fieldsOf<Queue>();
const offer = fieldsOf<Offer>();

/** The waiting lines. */
export const queues = resource({
  name: 'queues',
  entity: 'Queue',
  kind: 'queues',
  tag: 'Routing',
  says: ['queue', 'queues'],
  fields: {
    id: queue.text('id'),
    name: queue.text('name'),
    priority: queue.integer('priority'),
    memberIds: queue.words('memberIds'),
    method: queue.word('method', methods),
    offersAtOnce: queue.integer('offersAtOnce'),
    offerSeconds: queue.integer('offerSeconds'),
    calendarId: orNull(queue.text('calendarId')),
    categories: queue.words('categories'),
    fallback: queue.flag('fallback'),
  },
});

/** Chances given to agents to take a case. */
export const offers = resource({
  name: 'offers',
  entity: 'Offer',
  kind: 'offers',
  tag: 'Routing',
  says: ['offer', 'offers'],
  fields: {
    id: offer.text('id'),
    caseId: offer.text('caseId'),
    caseNumber: offer.text('caseNumber'),
    agentId: offer.text('agentId'),
    agent: offer.named('agentId', 'agents'),
    state: offer.word('state', offerStates),
    offeredAt: offer.instant('offeredAt'),
    expiresAt: offer.instant('expiresAt'),
    endedAt: orNull(offer.instant('endedAt')),
    takenBy: orNull(offer.text('takenBy')),
  },
});

/** What an agent does with an offer. */
export const routingRoutes: readonly Route[] = [
  action(
    offers,
    {
      does: 'accept',
      operationId: 'acceptOffer',
      summary: 'Takes the offered case; the first to accept wins',
      roles: ['agent'],
      verb: 'offer.accept',
    },
    async (unit, { id }) => {
      await acceptOffer(unit, { offerId: id });
    },
  ),
  action(
    offers,
    {
      does: 'decline',
      operationId: 'declineOffer',
      summary: 'Lets the offered case go by; the next agent has it at once',
      roles: ['agent'],
      verb: 'offer.decline',
      body: z.object({ reason: z.string().max(1000).optional() }),
    },
    async (unit, { id }, { body: { reason } }) => {
      await declineOffer(unit, { offerId: id, ...(reason && { reason }) });
    },
  ),
];
