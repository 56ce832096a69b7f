import { z } from 'zod';
import { type Copilot, sendArticle, suggestReply, summariseCase } from '../domain/cases/assist.ts';
import { focusCase } from '../domain/cases/focus.ts';
import { rateCase } from '../domain/cases/rate.ts';
import { longestReply, replyToCustomer } from '../domain/cases/reply.ts';
import { resolveCase } from '../domain/cases/resolve.ts';
import { postCard } from '../domain/messaging/posting.ts';
import { requireRole } from '../domain/people/actor.ts';
import { Refused } from '../domain/refusals.ts';
import { pickCase } from '../domain/routing/offers.ts';
import { parkCase } from '../domain/routing/park.ts';
import { transferCase } from '../domain/routing/transfer.ts';
import type { Unit } from '../domain/unit.ts';
import { createWorkOrder } from '../domain/work-orders/create.ts';
import { on, type Shown, type VerbHandler } from './verb.ts';

const caseId = z.string().min(1);
const ofCase = z.object({ caseId });
const shown = (subjectId: string): Shown => ({ card: 'case', subjectId });

/** What the buttons of a case's card do. */
export const caseVerbs = (copilot: Copilot): readonly VerbHandler[] => [
  on('case.show', ofCase, async (unit, input) => {
    requireRole(unit.actor, 'agent', 'supervisor', 'dispatcher', 'technician', 'knowledge-author');
    await unit.cases.get(input.caseId);
    await postCard(unit, {
      personId: unit.actor.id,
      card: 'case',
      subjectId: input.caseId,
      caseId: input.caseId,
    });
    return shown(input.caseId);
  }),
  on('case.focus', ofCase, async (unit, input) => {
    await focusCase(unit, input);
    return shown(input.caseId);
  }),
  on('case.reply', z.object({ caseId, text: z.string().max(longestReply) }), async (unit, input) => {
    await replyToCustomer(unit, input);
    await focusCase(unit, input);
    return shown(input.caseId);
  }),
  on('case.suggest-reply', ofCase, async (unit, input) => {
    await suggestReply(unit, { ...input, copilot });
    return shown(input.caseId);
  }),
  on('case.summary', ofCase, async (unit, input) => {
    await summariseCase(unit, { ...input, copilot });
    return shown(input.caseId);
  }),
  on('case.park', ofCase, async (unit, input) => {
    await parkCase(unit, input);
    return shown(input.caseId);
  }),
  on('case.pick', ofCase, async (unit, input) => {
    await pickCase(unit, input);
    return shown(input.caseId);
  }),
  on(
    'case.resolve',
    z.object({
      caseId,
      type: z.enum(['problem-solved', 'information-provided']),
      text: z.string().trim().min(1, 'say how the case was resolved').max(4000),
    }),
    async (unit, input) => {
      await resolveCase(unit, input);
      return shown(input.caseId);
    },
  ),
  on(
    'case.transfer',
    z.object({ caseId, target: z.string().min(1), note: z.string().max(2000).optional() }),
    transfer,
  ),
  on('article.send', z.object({ caseId, articleId: z.string().min(1) }), async (unit, input) => {
    await sendArticle(unit, { ...input, copilot });
    return shown(input.caseId);
  }),
  on('case.rate', z.object({ caseId, rating: z.coerce.number() }), async (unit, input) => {
    await rateCase(unit, input);
    return { text: 'Thank you.' };
  }),
  on('case.dispatch', dispatchInput(), async (unit, { skill, need, durationMinutes, window, ...input }) => {
    const [from, to] = window.split('/') as [string, string];
    const made = await createWorkOrder(unit, {
      ...input,
      summary: need,
      durationMinutes,
      ...(skill ? { characteristics: [{ id: skill, rating: 1 }] } : {}),
      window: { from: new Date(from), to: new Date(to) },
    });
    await postCard(unit, {
      personId: unit.actor.id,
      card: 'slots',
      subjectId: made.order.id,
      caseId: input.caseId,
    });
    return { card: 'slots', subjectId: made.order.id };
  }),
];

function dispatchInput() {
  const instants = z
    .string()
    .refine(
      (value) =>
        value.split('/').length === 2 && value.split('/').every((part) => !Number.isNaN(Date.parse(part))),
      {
        message: 'two instants with a slash between',
      },
    );
  return z.object({
    caseId,
    need: z.string().trim().min(1).max(500),
    skill: z.string().max(60).optional(),
    durationMinutes: z.coerce.number().int().min(15).max(1440),
    window: instants,
  });
}

async function transfer(
  unit: Unit,
  input: { readonly caseId: string; readonly target: string; readonly note?: string | undefined },
): Promise<Shown> {
  const [kind, id] = [
    input.target.slice(0, input.target.indexOf(':')),
    input.target.slice(input.target.indexOf(':') + 1),
  ];
  if ((kind !== 'agent' && kind !== 'queue') || !id)
    throw new Refused('input.invalid', { place: 'target', problem: 'agent:<id> or queue:<id>' });
  const to = kind === 'agent' ? { toAgentId: id } : { toQueueId: id };
  await transferCase(unit, { caseId: input.caseId, ...to, ...(input.note ? { note: input.note } : {}) });
  return shown(input.caseId);
}
