import { z } from 'zod';
import { suggestReply, summariseCase } from '../domain/cases/assist.ts';
import {
  type Case,
  type CasePriority,
  type CaseStage,
  type CaseState,
  priorityCodes,
  type ResolutionType,
  stateCodes,
} from '../domain/cases/case.ts';
import { focusCase } from '../domain/cases/focus.ts';
import { openCase } from '../domain/cases/open.ts';
import { rateCase } from '../domain/cases/rate.ts';
import { longestReply, replyToCustomer } from '../domain/cases/reply.ts';
import { cancelCase, reopenCase, resolveCase } from '../domain/cases/resolve.ts';
import { assets } from './assets.ts';
import { channels, messages } from './conversations.ts';
import { customers, sites } from './customers.ts';
import { ok, type Route, write } from './http/route.ts';
import { fieldsOf, forStaff, orNull } from './odata/field.ts';
import { resource, shapeOf, theOne } from './odata/resource.ts';
import { action, showing, showingNew } from './odata/target.ts';

const states = ['active', 'resolved', 'closed', 'cancelled'] as const satisfies readonly CaseState[];
const stages = [
  'in-progress',
  'on-hold',
  'waiting-for-details',
  'researching',
] as const satisfies readonly CaseStage[];
const resolutions = ['problem-solved', 'information-provided'] as const satisfies readonly ResolutionType[];
/** High, normal, low, as in Dynamics. */
export const priorities = ['high', 'normal', 'low'] as const satisfies readonly CasePriority[];
const field = fieldsOf<Case>();

/** Customers' issues, from the first message to the resolution. */
export const cases = resource({
  name: 'cases',
  entity: 'Case',
  kind: 'cases',
  tag: 'Cases',
  says: ['case', 'cases'],
  verb: 'case.show',
  fields: {
    id: field.text('id'),
    number: field.text('number'),
    title: field.text('title'),
    description: field.text('description'),
    state: field.word('state', states),
    stateCode: field.code('state', stateCodes),
    stage: field.word('stage', stages),
    priority: field.word('priority', priorities),
    priorityCode: field.code('priority', priorityCodes),
    category: field.text('category'),
    origin: field.word('origin', [...channels, 'device'] as const),
    customerId: field.text('customerId'),
    customer: field.named('customerId', 'customers'),
    accountId: orNull(field.text('accountId')),
    siteId: orNull(field.text('siteId')),
    site: orNull(field.named('siteId', 'sites')),
    assetId: orNull(field.text('assetId')),
    conversationId: orNull(field.text('conversationId')),
    queueId: orNull(field.text('queueId')),
    queue: orNull(field.named('queueId', 'queues')),
    ownerId: orNull(field.text('ownerId')),
    owner: orNull(field.named('ownerId', 'people')),
    danger: field.flag('danger'),
    slaId: forStaff(orNull(field.text('slaId'))),
    respondBy: orNull(field.instant('respondBy')),
    resolveBy: forStaff(orNull(field.instant('resolveBy'))),
    firstRespondedAt: orNull(field.instant('firstRespondedAt')),
    escalatedAt: forStaff(orNull(field.instant('escalatedAt'))),
    openedAt: field.instant('openedAt'),
    resolvedAt: orNull(field.instant('resolvedAt')),
    closedAt: orNull(field.instant('closedAt')),
    resolutionType: orNull(field.word('resolutionType', resolutions)),
    resolution: orNull(field.text('resolution')),
    satisfaction: orNull(field.integer('satisfaction')),
  },
  expand: {
    customer: { to: 'customers', one: 'customerId' },
    owner: { to: 'people', one: 'ownerId' },
    queue: { to: 'queues', one: 'queueId' },
    account: { to: 'accounts', one: 'accountId' },
    site: { to: 'sites', one: 'siteId' },
    asset: { to: 'assets', one: 'assetId' },
    conversation: { to: 'conversations', one: 'conversationId' },
    messages: { to: 'messages', many: 'caseId' },
    alerts: { to: 'alerts', many: 'caseId' },
    workOrders: { to: 'work-orders', many: 'caseId' },
    kpiInstances: { to: 'kpi-instances', many: 'caseId' },
  },
  own: async ({ id }) => ({ customerId: id }),
});

const desk = ['agent', 'supervisor'] as const;
const why = z.object({ why: z.string().trim().min(1).max(1000) });

const opening: Route = write(
  {
    method: 'post',
    path: '/api/cases',
    tag: cases.tag,
    operationId: 'openCase',
    summary: 'Opens a case on behalf of a customer; it is classified, queued and offered at once',
    roles: desk,
    status: 201,
    body: z.object({
      customerId: z.string().max(450),
      title: z.string().trim().min(1).max(200),
      description: z.string().trim().max(20_000).default(''),
      origin: z.enum(channels).default('phone').describe('How the customer got in touch'),
      siteId: z.string().max(450).nullish(),
      assetId: z.string().max(450).nullish(),
    }),
    answer: shapeOf(cases),
  },
  async (unit, asked) => {
    const { customerId, title, origin, siteId, assetId } = asked.body;
    const description = asked.body.description || title;
    const seen = { actor: asked.actor, tables: unit };
    const opened = await openCase(unit, {
      customer: await theOne(customers, { ...seen, id: customerId }),
      conversation: null,
      origin,
      title,
      description,
      ...(siteId && { siteId: (await theOne(sites, { ...seen, id: siteId })).id }),
      ...(assetId && { assetId: (await theOne(assets, { ...seen, id: assetId })).id }),
      classification: asked.deps.know.classify(`${title}\n${description}`),
    });
    return showingNew(cases, opened.id, asked);
  },
);

const talking: readonly Route[] = [
  action(
    cases,
    {
      does: 'reply',
      operationId: 'replyToCase',
      summary: "Answers the customer on the conversation's channel",
      roles: desk,
      verb: 'case.reply',
      body: z.object({ text: z.string().max(longestReply) }),
      answer: shapeOf(messages),
    },
    async (unit, { id }, asked) => {
      const sent = await replyToCustomer(unit, { caseId: id, text: asked.body.text });
      await focusCase(unit, { caseId: id });
      return showing(messages, sent.id, asked);
    },
  ),
  action(
    cases,
    {
      does: 'suggest-reply',
      operationId: 'suggestReply',
      summary:
        'Proposes an answer made of articles for the agent to read and send; null when no article supports one',
      roles: desk,
      verb: 'case.suggest-reply',
      answer: z.object({ draft: z.string().nullable() }),
    },
    async (unit, { id }, { deps }) => ok(await suggestReply(unit, { caseId: id, copilot: deps.know })),
  ),
  action(
    cases,
    {
      does: 'summary',
      operationId: 'summariseCase',
      summary: "Sums the talk up in the talk's own sentences",
      roles: desk,
      verb: 'case.summary',
      answer: z.object({ summary: z.string() }),
    },
    async (unit, { id }, { deps }) => ok(await summariseCase(unit, { caseId: id, copilot: deps.know })),
  ),
];

const ending: readonly Route[] = [
  action(
    cases,
    {
      does: 'resolve',
      operationId: 'resolveCase',
      summary: 'Ends a case with its resolution; the customer is told and asked for a rating',
      roles: desk,
      verb: 'case.resolve',
      body: z.object({
        type: z.enum(resolutions).default('problem-solved'),
        text: z.string().trim().min(1, 'say how the case was resolved').max(4000),
      }),
    },
    async (unit, { id }, { body }) => {
      await resolveCase(unit, { caseId: id, ...body });
    },
  ),
  action(
    cases,
    {
      does: 'cancel',
      operationId: 'cancelCase',
      summary: 'Takes a case back that should not have been',
      roles: desk,
      body: why,
    },
    async (unit, { id }, { body }) => {
      await cancelCase(unit, { caseId: id, why: body.why });
    },
  ),
  action(
    cases,
    {
      does: 'reopen',
      operationId: 'reopenCase',
      summary: 'Opens a resolved or cancelled case again; it goes back to its owner or its queue',
      roles: ['agent', 'supervisor', 'customer'],
      body: why,
    },
    async (unit, { id }, { body }) => {
      await reopenCase(unit, { caseId: id, why: body.why });
    },
  ),
  action(
    cases,
    {
      does: 'rate',
      operationId: 'rateCase',
      summary: "Takes the customer's rating of a resolved case",
      roles: ['customer'],
      verb: 'case.rate',
      body: z.object({ rating: z.number().describe('A whole number from 1 to 5') }),
    },
    async (unit, { id }, { body }) => {
      await rateCase(unit, { caseId: id, rating: body.rating });
    },
  ),
];

/** What can be done to a case. */
export const caseRoutes: readonly Route[] = [opening, ...talking, ...ending];
