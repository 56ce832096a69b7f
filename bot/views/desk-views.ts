import type { EscalationView } from '../../cards/escalations.ts';
import type { HomeView } from '../../cards/home.ts';
import type { OfferView } from '../../cards/offers.ts';
import type { FoundCase } from '../../cards/search-results.ts';
import { hasRole } from '../../domain/people/actor.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Queue } from '../../domain/routing/queue.ts';
import { explainKpi } from '../../domain/sla/explain.ts';
import { latePromises, namePromises } from '../../domain/sla/late-promises.ts';
import { clocksOf } from './case-view.ts';
import { type FieldViewing, myDayView } from './field-views.ts';
import { byId, maybe, staffTimes, type Viewing } from './viewing.ts';

/** Loads what an agent sees of an offer. */
export async function offerView(viewing: Viewing, offerId: string): Promise<OfferView> {
  const { tables } = viewing;
  const offer = await tables.offers.get(offerId);
  const found = await tables.cases.get(offer.caseId);
  const customer = await tables.customers.get(found.customerId);
  const account = await maybe(tables, 'accounts', found.accountId ?? customer.accountId);
  const agent = await maybe(tables, 'agents', offer.agentId);
  const item = await maybe(tables, 'queueItems', offer.queueItemId);
  const mark = `Offered to ${agent?.name} (`;
  const chosen = item?.trail.findLast(({ text }) => text.startsWith(mark))?.text;
  const { expiresAt, offeredAt, state, takenBy } = offer;
  return {
    offerId,
    caseNumber: found.number,
    caseTitle: found.title,
    customer: customer.name,
    account: account?.name ?? null,
    level: customer.level,
    priority: found.priority,
    danger: found.danger,
    why: chosen?.slice(mark.length).replace(/\)\.?$/, '') ?? 'you are next in line',
    opening: found.description,
    state,
    answerBy: staffTimes(viewing).clock(expiresAt),
    seconds: Math.round((expiresAt.getTime() - offeredAt.getTime()) / 1000),
    takenBy,
  };
}

/** Loads what a supervisor sees of a broken promise. */
export async function escalationView(viewing: Viewing, escalationId: string): Promise<EscalationView> {
  const { tables, now } = viewing;
  const times = staffTimes(viewing);
  const escalation = await tables.escalations.get(escalationId);
  const found = await tables.cases.get(escalation.caseId);
  const customer = await tables.customers.get(found.customerId);
  const account = await maybe(tables, 'accounts', found.accountId ?? customer.accountId);
  const late = await latePromises(tables, escalation);
  const calendars = await byId(
    tables,
    'calendars',
    late.map(({ calendarId }) => calendarId),
  );
  const item = await tables.queueItems.find(`case:${found.id}`);
  const people = await byId(tables, 'people', [
    found.ownerId,
    escalation.decidedById,
    escalation.assignedToId,
  ]);
  const nameOf = (id: string | null) => (id ? (people.get(id)?.name ?? null) : null);
  const { decidedAt, snoozedUntil, state, reason } = escalation;
  return {
    escalationId,
    caseNumber: found.number,
    caseTitle: found.title,
    customer: customer.name,
    account: account?.name ?? null,
    level: customer.level,
    owner: nameOf(found.ownerId),
    promise: sentence(namePromises(late.length > 0 ? late : [escalation])),
    late: late.map((kpi) => explainKpi(kpi, calendars.get(kpi.calendarId) ?? null, now()).text).join('; '),
    history: (item?.trail ?? []).slice(-4).map(({ at, text }) => `${times.when(new Date(at))} ${text}`),
    state,
    decidedBy: nameOf(escalation.decidedById),
    decidedAt: decidedAt && times.within(decidedAt),
    reason,
    nowWith: nameOf(escalation.assignedToId),
    snoozedUntil: snoozedUntil && times.within(snoozedUntil),
  };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Loads what a member of staff comes back to. */
export async function homeView(viewing: FieldViewing, personId: string): Promise<HomeView> {
  const { tables } = viewing;
  const person = await tables.people.get(personId);
  const agent = await tables.agents.find(personId);
  const isTechnician = (await tables.resources.first({ personId })) !== undefined;
  return {
    name: person.name,
    roles: person.roles,
    presence: agent?.presence ?? null,
    cases: await casesOf(viewing, personId),
    day: isTechnician ? await myDayView(viewing, personId) : null,
    queues: await queuesOf(viewing, person),
    escalations: hasRole(person, 'supervisor') ? await decisionsFor(viewing, person.unitId) : [],
  };
}

async function casesOf(viewing: Viewing, personId: string): Promise<HomeView['cases']> {
  const cases = await viewing.tables.cases.where(
    { ownerId: personId, state: 'active' },
    { orderBy: [['openedAt', 'asc']], limit: 6 },
  );
  return Promise.all(
    cases.map(async ({ id: caseId, number, title }) => {
      const [clock] = await clocksOf(viewing, caseId);
      return { caseId, number, title, clock: clock?.text ?? null };
    }),
  );
}

/** The queues a person works for, or all of them for those who look after all. */
async function queuesOf({ tables }: Viewing, person: Person): Promise<HomeView['queues']> {
  const queues = await tables.queues.where({ unitId: person.unitId }, { orderBy: [['priority', 'asc']] });
  const isMember = ({ memberIds }: Queue) => memberIds.includes(person.id);
  const shown = hasRole(person, 'supervisor', 'dispatcher') ? queues : queues.filter(isMember);
  return Promise.all(
    shown.map(async (queue) => {
      const inLine = { queueId: queue.id, state: 'waiting' } as const;
      const waiting = await tables.queueItems.count(inLine);
      const head =
        isMember(queue) && waiting > 0
          ? await tables.queueItems.first(inLine, {
              orderBy: [
                ['danger', 'desc'],
                ['enteredAt', 'asc'],
              ],
            })
          : undefined;
      const found = await maybe(tables, 'cases', head?.caseId);
      return { name: queue.name, waiting, next: found ? { caseId: found.id, number: found.number } : null };
    }),
  );
}

async function decisionsFor(viewing: Viewing, unitId: string): Promise<string[]> {
  const { tables } = viewing;
  const pending = await tables.escalations.where(
    { unitId, state: 'pending' },
    { orderBy: [['breachedAt', 'asc']], limit: 20 },
  );
  return Promise.all(
    pending.map(async (escalation) => {
      const late = await latePromises(tables, escalation);
      const told = (late.length > 0 ? late : [escalation]).map(
        (one) =>
          `${namePromises([one])} was due ${staffTimes(viewing).when(one.breachedAt ?? escalation.breachedAt)}`,
      );
      return `${escalation.caseNumber}: ${told.join(', ')}`;
    }),
  );
}

/** Loads what a search shows of a case. */
export async function foundCase(viewing: Viewing, caseId: string): Promise<FoundCase> {
  const { tables } = viewing;
  const { id, number, title, state, priority, customerId, ownerId, openedAt, accountId } =
    await tables.cases.get(caseId);
  const customer = await tables.customers.get(customerId);
  const account = await maybe(tables, 'accounts', accountId ?? customer.accountId);
  const owner = await maybe(tables, 'people', ownerId);
  return {
    caseId: id,
    number,
    title,
    customer: customer.name,
    account: account?.name ?? null,
    state,
    priority,
    owner: owner?.name ?? null,
    openedAt: staffTimes(viewing).when(openedAt),
  };
}
