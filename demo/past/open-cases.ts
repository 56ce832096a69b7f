import type { Case } from '../../domain/cases/case.ts';
import type { Customer } from '../../domain/customers/customer.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Escalation, KpiInstance } from '../../domain/sla/sla.ts';

const stored = { version: 0, unitId: 'main' } as const;
const minute = 60_000;

/** Work in hand when the demo begins, taken by phone: who asked, who has it, what it is about, how long ago in minutes. */
const inHand: readonly (readonly [
  customer: string,
  owner: string,
  category: string,
  priority: Case['priority'],
  ago: number,
  title: string,
  asked: string,
])[] = [
  [
    'customer-tobias-lang',
    'agent-04',
    'billing',
    'normal',
    190,
    'Which visits are on the November invoice?',
    'Please send a list of the visits that the November invoice is for.',
  ],
  [
    'customer-pascal-renard',
    'agent-07',
    'heating',
    'normal',
    130,
    'Radiator in the reading room hisses',
    'The radiator in the reading room hisses all day; it still gets warm.',
  ],
  [
    'customer-wendy-sharp',
    'agent-05',
    'doors-and-access',
    'low',
    75,
    'Two new key fobs for the bike cellar',
    'Two tenants moved in and need fobs for the bike cellar.',
  ],
  [
    'customer-dean-rudd',
    'agent-06',
    'ventilation',
    'normal',
    260,
    'Extract fan above gate 2 rattles',
    'The extract fan above gate 2 rattles since the storm. Nobody has called back yet.',
  ],
];

/** The case whose first answer is late: a supervisor has to decide about it from the very start. */
const lateCase = 'case-1041';

export interface InHand {
  readonly cases: Case[];
  readonly kpiInstances: KpiInstance[];
  readonly escalations: Escalation[];
}

/** Open cases of other agents, numbered after the closed ones, one of them escalated. */
export function demoOpenCases(cast: {
  readonly customers: readonly Customer[];
  readonly people: readonly Person[];
  readonly now: Date;
}): InHand {
  const cases = inHand.map((row, at) => openCase(cast, row, 1038 + at));
  const late = cases.find(({ id }) => id === lateCase)!;
  const breachedAt = new Date(cast.now.getTime() - 20 * minute);
  const supervisor = cast.people.find(({ roles }) => roles.includes('supervisor'))!;
  const kpi = lateAnswer(late, breachedAt);
  const escalation: Escalation = {
    ...stored,
    id: `escalation:${kpi.id}`,
    caseId: late.id,
    caseNumber: late.number,
    kpiId: kpi.id,
    kind: kpi.kind,
    state: 'pending',
    breachedAt,
    supervisorId: supervisor.id,
    decidedById: null,
    decidedAt: null,
    reason: null,
    snoozedUntil: null,
    assignedToId: null,
  };
  return { cases, kpiInstances: [kpi], escalations: [escalation] };
}

function openCase(
  { customers, now }: { readonly customers: readonly Customer[]; readonly now: Date },
  [customerId, ownerId, category, priority, ago, title, description]: (typeof inHand)[number],
  number: number,
): Case {
  const customer = customers.find(({ id }) => id === customerId)!;
  const openedAt = new Date(now.getTime() - ago * minute);
  const isLate = `case-${number}` === lateCase;
  return {
    ...stored,
    id: `case-${number}`,
    number: `C-${number}`,
    title,
    description,
    state: 'active',
    stage: isLate ? 'in-progress' : 'researching',
    priority,
    category,
    origin: 'phone',
    customerId,
    accountId: customer.accountId,
    siteId: customer.siteId,
    assetId: null,
    conversationId: null,
    queueId: category === 'billing' ? 'queue-office' : 'queue-buildings',
    ownerId,
    danger: false,
    slaId: `sla-${customer.level}`,
    respondBy: isLate ? new Date(now.getTime() - 20 * minute) : null,
    resolveBy: null,
    firstRespondedAt: isLate ? null : new Date(openedAt.getTime() + 12 * minute),
    escalatedAt: isLate ? new Date(now.getTime() - 20 * minute) : null,
    openedAt,
    resolvedAt: null,
    closedAt: null,
    resolutionType: null,
    resolution: null,
    satisfaction: null,
  };
}

const lateAnswer = ({ id, openedAt, slaId }: Case, breachedAt: Date): KpiInstance => {
  const targetMs = breachedAt.getTime() - openedAt.getTime();
  return {
    ...stored,
    id: `${id}:first-response`,
    caseId: id,
    slaId: slaId ?? '',
    kind: 'first-response',
    state: 'noncompliant',
    calendarId: 'hours-office',
    calendarVersion: 1,
    targetMs,
    warnMs: targetMs * 0.75,
    leftMs: 0,
    runningSince: openedAt,
    startedAt: openedAt,
    warnAt: new Date(openedAt.getTime() + targetMs * 0.75),
    dueAt: breachedAt,
    warnedAt: new Date(openedAt.getTime() + targetMs * 0.75),
    breachedAt,
    endedAt: breachedAt,
    segments: [],
  };
};
