import type { Agent } from '../domain/routing/agent.ts';
import type { Offer } from '../domain/routing/offer.ts';
import type { Queue } from '../domain/routing/queue.ts';
import type { QueueItem } from '../domain/routing/queue-item.ts';
import { flag, id, instant, json, orNull, recordShape, text, whole, word } from './columns.ts';

/** Keeps the waiting lines and how each finds its agent. */
export const queues = recordShape<Queue>('queues', {
  name: text,
  priority: whole,
  memberIds: json,
  method: word,
  offersAtOnce: whole,
  offerSeconds: whole,
  calendarId: orNull(id),
  categories: json,
  fallback: flag,
});

/** Keeps the working side of people who answer customers. */
export const agents = recordShape<Agent>(
  'agents',
  {
    name: text,
    presence: word,
    presenceByHand: flag,
    presenceAt: instant,
    capacityUnits: whole,
    characteristics: json,
    senior: flag,
    languages: json,
    focusCaseId: orNull(id),
    lastAssignedAt: json,
    lastReleasedAt: orNull(instant),
  },
  { indexes: [['presence']] },
);

/** Keeps what waits in which queue. */
export const queueItems = recordShape<QueueItem>(
  'queue_items',
  {
    caseId: id,
    queueId: id,
    state: word,
    priority: word,
    danger: flag,
    capacityUnits: whole,
    characteristics: json,
    language: word,
    enteredAt: instant,
    declines: json,
    trail: json,
  },
  { indexes: [['queueId', 'state'], ['state', 'enteredAt'], ['caseId']] },
);

/** Keeps who was offered which case, and how it ended. */
export const offers = recordShape<Offer>(
  'offers',
  {
    queueItemId: id,
    caseId: id,
    caseNumber: word,
    agentId: id,
    state: word,
    offeredAt: instant,
    expiresAt: instant,
    endedAt: orNull(instant),
    takenBy: orNull(text),
  },
  {
    indexes: [
      ['caseId', 'state'],
      ['agentId', 'state'],
      ['queueItemId', 'state'],
    ],
  },
);
