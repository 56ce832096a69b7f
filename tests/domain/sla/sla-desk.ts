import type { Case } from '../../../domain/cases/case.ts';
import type { Customer } from '../../../domain/customers/customer.ts';
import type { Actor } from '../../../domain/people/actor.ts';
import type { Person, Role } from '../../../domain/people/person.ts';
import type { Agent } from '../../../domain/routing/agent.ts';
import { slaReactions } from '../../../domain/sla/reactions.ts';
import { breachKpi, warnKpi } from '../../../domain/sla/run-sla-timers.ts';
import type { KpiInstance, KpiKind, Sla } from '../../../domain/sla/sla.ts';
import { Memory } from '../../fixtures/memory.ts';
import { aCalendar } from './office.ts';

const stored = { version: 1, unitId: 'main' } as const;
export const anSla = (change: Partial<Sla> = {}): Sla => ({
  ...stored,
  id: 'standard',
  name: 'Standard',
  order: 1,
  levels: ['gold', 'silver', 'bronze'],
  calendarId: 'office',
  targets: [
    { kind: 'first-response', minutes: { high: 30, normal: 60, low: 120 }, warnAt: 0.75 },
    { kind: 'resolve', minutes: { high: 240, normal: 480, low: 960 }, warnAt: 0.75 },
  ],
  ...change,
});

export const aCustomer = (change: Partial<Customer> = {}): Customer => ({
  ...stored,
  id: 'customer-1',
  name: 'Ines Okafor',
  email: null,
  phone: null,
  language: 'en',
  accountId: null,
  siteId: null,
  level: 'silver',
  anonymous: false,
  externalId: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...change,
});

export const aCase = (change: Partial<Case> = {}): Case => ({
  ...stored,
  id: 'case-1',
  number: 'C-1042',
  title: 'AC on floor 3 leaks',
  description: 'Water below the unit',
  state: 'active',
  stage: 'in-progress',
  priority: 'normal',
  category: 'cooling',
  origin: 'web-chat',
  customerId: 'customer-1',
  accountId: null,
  siteId: null,
  assetId: null,
  conversationId: null,
  queueId: 'queue-1',
  ownerId: null,
  danger: false,
  slaId: null,
  respondBy: null,
  resolveBy: null,
  firstRespondedAt: null,
  escalatedAt: null,
  openedAt: new Date('2026-03-02T10:00:00Z'),
  resolvedAt: null,
  closedAt: null,
  resolutionType: null,
  resolution: null,
  satisfaction: null,
  ...change,
});

export const aPerson = (id: string, roles: readonly Role[], change: Partial<Person> = {}): Person => ({
  ...stored,
  id,
  name: id,
  email: `${id}@example.com`,
  phone: null,
  roles,
  aadObjectId: `aad-${id}`,
  language: 'en',
  active: true,
  ...change,
});

export const anAgent = (id: string, change: Partial<Agent> = {}): Agent => ({
  ...stored,
  id,
  name: id,
  presence: 'available',
  presenceByHand: false,
  presenceAt: new Date('2026-03-02T08:00:00Z'),
  capacityUnits: 3,
  characteristics: [],
  senior: false,
  languages: ['en'],
  focusCaseId: null,
  lastAssignedAt: {},
  lastReleasedAt: null,
  ...change,
});

export const actorOf = ({ id, name, roles }: Person): Actor => ({ id, name, roles, unitId: 'main' });

export const sam = aPerson('sam', ['supervisor']);
export const ann = aPerson('ann', ['agent']);

/** A desk on Monday 2026-03-02 10:00 UTC with one SLA, one queue, an agent, a senior and a supervisor. */
export function aDesk(now = '2026-03-02T10:00:00Z'): Memory {
  const people = [ann, aPerson('dora', ['agent']), sam];
  return new Memory(now, slaReactions)
    .seed('calendars', aCalendar())
    .seed('slas', anSla())
    .seed('customers', aCustomer())
    .seed('people', ...people)
    .seed('agents', anAgent('ann'), anAgent('dora', { senior: true }))
    .seed('queues', {
      ...stored,
      id: 'queue-1',
      name: 'Cooling',
      priority: 1,
      memberIds: ['ann', 'dora'],
      method: 'highest-capacity',
      offersAtOnce: 1,
      offerSeconds: 120,
      calendarId: null,
      categories: ['cooling'],
      fallback: true,
    });
}

/** Opens a case at the desk's present instant, as opening does: the record, then the event. */
export async function openAt(desk: Memory, change: Partial<Case> = {}): Promise<Case> {
  const opened = aCase({ version: 0, openedAt: desk.now, ...change });
  await desk.commit(async (unit) => {
    unit.cases.save(opened);
    const { id: caseId, number, customerId, conversationId, danger } = opened;
    unit.emit('case.opened', { caseId, number, customerId, conversationId, danger });
  });
  return desk.one('cases', opened.id);
}

export const kpiAt = (desk: Memory, kind: KpiKind, caseId = 'case-1'): KpiInstance =>
  desk.one('kpiInstances', `${caseId}:${kind}`);

/** Sets the clock and lets every SLA timer that is due by then fire once, earliest first. */
export async function runTimersAt(desk: Memory, now: string): Promise<void> {
  desk.now = new Date(now);
  const due = [...desk.timers.values()].filter(({ dueAt }) => dueAt <= desk.now);
  due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  for (const { kind, subjectId } of due) {
    if (kind !== 'sla.warn' && kind !== 'sla.breach') continue;
    desk.timers.delete(`${kind}:${subjectId}`);
    await desk.commit((unit) => (kind === 'sla.warn' ? warnKpi : breachKpi)(unit, subjectId));
  }
}

export const timerAt = (desk: Memory, kind: string, kpi: KpiKind): string | undefined =>
  desk.timers.get(`${kind}:case-1:${kpi}`)?.dueAt.toISOString();

export const eventsNamed = (desk: Memory, name: string): readonly unknown[] =>
  desk.events.filter((event) => event.name === name).map(({ data }) => data);

export const textsTo = (desk: Memory, personId: string): string[] =>
  desk.all('posts', { personId, kind: 'text' }).map(({ text }) => text);
