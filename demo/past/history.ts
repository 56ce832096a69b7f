import type { Asset } from '../../domain/assets/asset.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Conversation } from '../../domain/conversations/conversation.ts';
import type { Message } from '../../domain/conversations/message.ts';
import type { Customer } from '../../domain/customers/customer.ts';
import type { Agent } from '../../domain/routing/agent.ts';
import type { Resource } from '../../domain/scheduling/resource.ts';
import type { Booking, Requirement, WorkOrder } from '../../domain/work-orders/work-order.ts';
import type { Chance } from '../chance.ts';
import { demoQueues } from '../rules.ts';
import { type Story, stories } from './stories.ts';

const stored = { version: 0, unitId: 'main' } as const;
const minute = 60_000;
const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minute);

/** The past of the demo company, as records. */
export interface History {
  readonly cases: Case[];
  readonly conversations: Conversation[];
  readonly messages: Message[];
  readonly workOrders: WorkOrder[];
  readonly requirements: Requirement[];
  readonly bookings: Booking[];
}

interface Cast {
  readonly customers: readonly Customer[];
  readonly agents: readonly Agent[];
  readonly assets: readonly Asset[];
  readonly resources: readonly Resource[];
  readonly random: Chance;
  readonly now: Date;
}

const closedCases = 32;

/** Plays the stories over the last ten weeks: closed cases with their talks, visits and ratings, newest last. */
export function demoHistory(cast: Cast): History {
  const history: History = {
    cases: [],
    conversations: [],
    messages: [],
    workOrders: [],
    requirements: [],
    bookings: [],
  };
  for (let at = 0; at < closedCases; at++) play(cast, history, at);
  return history;
}

function play(cast: Cast, history: History, at: number): void {
  const { customers, agents, random, now } = cast;
  const story = stories[at % stories.length]!;
  const customer = customers[(at * 7 + 1) % customers.length]!;
  const agent = agents[(at * 3) % agents.length]!;
  const openedAt = after(now, -(closedCases - at) * 2 * 1440 + random.whole(0, 500));
  const resolvedAt = after(openedAt, random.whole(90, 2400));
  const id = `case-${1006 + at}`;
  const conversationId = `conversation-${1006 + at}`;
  const asset = cast.assets.find(
    ({ siteId, category }) => siteId === customer.siteId && category === story.category,
  );
  history.cases.push({
    ...stored,
    id,
    number: `C-${1006 + at}`,
    title: story.title,
    description: story.asked,
    state: 'closed',
    stage: 'in-progress',
    priority: customer.level === 'gold' ? 'high' : 'normal',
    category: story.category,
    origin: 'web-chat',
    customerId: customer.id,
    accountId: customer.accountId,
    siteId: customer.siteId,
    assetId: asset?.id ?? null,
    conversationId,
    queueId: demoQueues.find(({ categories }) => categories.includes(story.category))?.id ?? null,
    ownerId: agent.id,
    danger: false,
    slaId: `sla-${customer.level}`,
    respondBy: after(openedAt, 120),
    resolveBy: after(openedAt, 2880),
    firstRespondedAt: after(openedAt, random.whole(3, 40)),
    escalatedAt: null,
    openedAt,
    resolvedAt,
    closedAt: after(resolvedAt, 72 * 60),
    resolutionType: story.category === 'general' ? 'information-provided' : 'problem-solved',
    resolution: story.resolution,
    satisfaction: random.pick([5, 5, 5, 4, 4, 3, null]),
  });
  talk(history, { story, customer, agent, openedAt, resolvedAt, caseId: id, conversationId });
  if (story.visit) visit(cast, history, { story, customer, openedAt, caseId: id, at, asset });
}

interface Told {
  readonly story: Story;
  readonly customer: Customer;
  readonly openedAt: Date;
  readonly caseId: string;
}

function talk(
  history: History,
  told: Told & { agent: Agent; resolvedAt: Date; conversationId: string },
): void {
  const { story, customer, agent, openedAt, resolvedAt, caseId, conversationId } = told;
  history.conversations.push({
    ...stored,
    id: conversationId,
    channel: 'web-chat',
    externalId: `past-${conversationId}`,
    state: 'closed',
    customerId: customer.id,
    caseId,
    agentId: null,
    language: 'en',
    dialogue: { at: 'idle' },
    createdAt: openedAt,
    lastCustomerAt: openedAt,
    lastActivityAt: resolvedAt,
    closedAt: resolvedAt,
  });
  const lines = [story.asked, ...story.answered, story.resolution];
  lines.forEach((text, at) => {
    const inbound = at === 0;
    history.messages.push({
      ...stored,
      id: `message-${conversationId}-${at}`,
      conversationId,
      caseId,
      channel: 'web-chat',
      externalId: null,
      direction: inbound ? 'inbound' : 'outbound',
      authorId: inbound ? customer.id : agent.id,
      authorName: inbound ? customer.name : agent.name,
      authorKind: inbound ? 'customer' : 'agent',
      text,
      files: [],
      card: null,
      state: inbound ? 'received' : 'read',
      language: 'en',
      at: at === lines.length - 1 ? resolvedAt : after(openedAt, at * 12),
    });
  });
}

function visit(cast: Cast, history: History, told: Told & { at: number; asset: Asset | undefined }): void {
  const { story, customer, openedAt, caseId, at, asset } = told;
  const resource = cast.resources[(at * 5) % cast.resources.length]!;
  const id = `work-order-${2038 + at}`;
  const startAt = after(openedAt, 75);
  const endAt = after(startAt, 60 + (at % 3) * 15);
  history.workOrders.push({
    ...stored,
    id,
    number: `W-${2038 + at}`,
    caseId,
    customerId: customer.id,
    accountId: customer.accountId,
    siteId: customer.siteId ?? '',
    assetId: asset?.id ?? null,
    state: 'posted',
    priority: 'normal',
    summary: story.title,
    instructions: story.asked,
    promisedFrom: startAt,
    promisedTo: after(startAt, 120),
    firstArrivedAt: startAt,
    completedAt: endAt,
    createdAt: after(openedAt, 20),
    createdById: 'dispatcher-01',
  });
  const requirementId = `requirement-${2038 + at}`;
  history.requirements.push({
    ...stored,
    id: requirementId,
    workOrderId: id,
    state: 'completed',
    durationMinutes: 60,
    characteristics: [],
    territoryId: null,
    lat: resource.homeLat,
    lon: resource.homeLon,
    windowFrom: startAt,
    windowTo: endAt,
  });
  history.bookings.push({
    ...stored,
    id: `booking-${2038 + at}`,
    workOrderId: id,
    requirementId,
    resourceId: resource.id,
    state: 'completed',
    startAt,
    endAt,
    travelMinutes: 14 + (at % 9),
    travelKm: 5 + (at % 6),
    completesOrder: true,
    travelStartedAt: after(startAt, -15),
    arrivedAt: startAt,
    completedAt: endAt,
    report: story.visit ?? null,
    partsUsed: [],
    cancelReason: null,
  });
}
