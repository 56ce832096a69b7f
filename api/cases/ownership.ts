import { z } from 'zod';
import { focusCase } from '../../domain/cases/focus.ts';
import { pickCase } from '../../domain/routing/offers.ts';
import { parkCase } from '../../domain/routing/park.ts';
import { transferCase } from '../../domain/routing/transfer.ts';
import { cases } from '../cases.ts';
import type { Route } from '../http/route.ts';
import { action } from '../odata/target.ts';

const desk = ['agent', 'supervisor'] as const;

/** Who works on a case. */
export const caseOwnershipRoutes: readonly Route[] = [
  action(
    cases,
    {
      does: 'focus',
      operationId: 'focusCase',
      summary: "Makes it the case that the agent's plain text in Teams goes to",
      roles: desk,
      verb: 'case.focus',
    },
    async (unit, { id }) => {
      await focusCase(unit, { caseId: id });
    },
  ),
  action(
    cases,
    {
      does: 'pick',
      operationId: 'pickCase',
      summary: 'Takes a case out of its queue by hand',
      roles: desk,
      verb: 'case.pick',
    },
    async (unit, { id }) => {
      await pickCase(unit, { caseId: id });
    },
  ),
  action(
    cases,
    {
      does: 'park',
      operationId: 'parkCase',
      summary: 'Sets a case aside until the customer writes again',
      roles: desk,
      verb: 'case.park',
    },
    async (unit, { id }) => {
      await parkCase(unit, { caseId: id });
    },
  ),
  action(
    cases,
    {
      does: 'transfer',
      operationId: 'transferCase',
      summary: 'Hands a case to one colleague or to one queue',
      roles: desk,
      verb: 'case.transfer',
      body: z.object({
        toAgentId: z.string().max(450).optional(),
        toQueueId: z.string().max(450).optional(),
        note: z.string().max(2000).optional(),
      }),
    },
    async (unit, { id }, { body }) => {
      await transferCase(unit, { caseId: id, ...body });
    },
  ),
];
