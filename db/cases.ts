import type { Case } from '../domain/cases/case.ts';
import { flag, id, instant, orNull, recordShape, text, whole, word } from './columns.ts';

/** Keeps cases, found by their number, their owner, their queue and their customer. */
export const cases = recordShape<Case>(
  'cases',
  {
    number: word,
    title: text,
    description: text,
    state: word,
    stage: word,
    priority: word,
    category: text,
    origin: word,
    customerId: id,
    accountId: orNull(id),
    siteId: orNull(id),
    assetId: orNull(id),
    conversationId: orNull(id),
    queueId: orNull(id),
    ownerId: orNull(id),
    danger: flag,
    slaId: orNull(id),
    respondBy: orNull(instant),
    resolveBy: orNull(instant),
    firstRespondedAt: orNull(instant),
    escalatedAt: orNull(instant),
    openedAt: instant,
    resolvedAt: orNull(instant),
    closedAt: orNull(instant),
    resolutionType: orNull(word),
    resolution: orNull(text),
    satisfaction: orNull(whole),
  },
  {
    indexes: [
      ['ownerId', 'state'],
      ['customerId', 'state'],
      ['queueId', 'state'],
      ['conversationId'],
      ['openedAt'],
    ],
    uniques: [['number']],
  },
);
