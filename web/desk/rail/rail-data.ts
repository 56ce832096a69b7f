import { dueIn, type Urgency } from '../countdown.ts';
import { list, quoted, type Server } from '../server.ts';
import type { Me } from '../session.ts';

/** A promise to a customer that runs. */
export interface Kpi {
  readonly kind: string;
  readonly state: string;
  readonly dueAt: string | null;
  /** When it was kept, in time or late. */
  readonly endedAt: string | null;
}

/** A case of one's own. */
export interface RailCase {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly stage: string;
  readonly customer: { readonly name: string } | null;
  readonly kpiInstances?: readonly Kpi[];
}

/** A stop of a technician's day. */
export interface RailVisit {
  readonly booking: {
    readonly id: string;
    readonly state: string;
    readonly startAt: string;
    readonly endAt: string;
  };
  readonly workOrder: { readonly number: string; readonly summary: string };
  readonly site: { readonly name: string };
}

/** What stands beside the thread; a part that is not one's own business is null. */
export interface RailData {
  readonly agent: { readonly presence: string; readonly focusCaseId: string | null } | null;
  readonly cases: readonly RailCase[] | null;
  readonly visits: readonly RailVisit[] | null;
  readonly decisions:
    | readonly { readonly id: string; readonly caseNumber: string; readonly kind: string }[]
    | null;
  readonly toPlan:
    | readonly { readonly id: string; readonly number: string; readonly summary: string }[]
    | null;
  readonly queues: readonly { readonly id: string; readonly name: string; readonly waiting: number }[] | null;
}

type List<T> = { readonly value: readonly T[] };
type Found<K extends keyof RailData> = NonNullable<RailData[K]>;

/**
 * Asks for what concerns a person of these roles, all at once. A part that cannot be loaded just now stays as it was
 * `before`, and leaves the others standing.
 */
export async function loadRail(server: Server, me: Me, before?: RailData): Promise<RailData> {
  const is = (...roles: string[]) => roles.some((role) => me.roles.includes(role));
  const part = async <K extends keyof RailData>(
    name: K,
    roles: readonly string[],
    asked: () => Promise<RailData[K]>,
  ): Promise<RailData[K] | null> => (is(...roles) ? asked().catch(() => before?.[name] ?? null) : null);
  const many = async <T>(path: string, options: Readonly<Record<string, string>>) =>
    (await server.get<List<T>>(list(path, options))).value;

  const [agent, cases, visits, decisions, toPlan, queues] = await Promise.all([
    part('agent', ['agent'], () => server.get<Found<'agent'>>(`/api/agents/${encodeURIComponent(me.id)}`)),
    part('cases', ['agent'], () =>
      many<RailCase>('/api/cases', {
        filter: `ownerId eq ${quoted(me.id)} and state eq 'active'`,
        expand: 'kpiInstances',
        orderby: 'openedAt asc',
        top: '12',
      }),
    ),
    part('visits', ['technician'], async () => (await server.get<List<RailVisit>>('/api/my-day')).value),
    part('decisions', ['supervisor'], () =>
      many<Found<'decisions'>[number]>('/api/escalations', { filter: "state eq 'pending'", top: '10' }),
    ),
    part('toPlan', ['dispatcher'], () =>
      many<Found<'toPlan'>[number]>('/api/work-orders', {
        filter: "state eq 'unscheduled'",
        orderby: 'createdAt asc',
        top: '8',
      }),
    ),
    part('queues', ['agent', 'supervisor', 'dispatcher'], async () => {
      const all = await many<{ id: string; name: string; priority: number }>('/api/queues', {
        orderby: 'priority asc',
      });
      const waiting = await many<{ queueId: string | null }>('/api/cases', {
        filter: "state eq 'active' and ownerId eq null",
        select: 'queueId',
        top: '200',
      });
      return all.map(({ id, name }) => ({
        id,
        name,
        waiting: waiting.filter(({ queueId }) => queueId === id).length,
      }));
    }),
  ]);
  return { agent, cases, visits, decisions, toPlan, queues };
}

const promises: Readonly<Record<string, string>> = { 'first-response': 'First response', resolve: 'Resolve' };
const running = new Set(['in-progress', 'nearing', 'noncompliant']);
const isRunning = ({ state, endedAt }: Kpi): boolean => running.has(state) && !endedAt;

/** The most urgent promise of a case in a few words; one that is late outranks all that are not. */
export function slaHint(kpis: readonly Kpi[], now: number): { text: string; urgency: Urgency } | null {
  const open = kpis
    .filter(isRunning)
    .flatMap(({ kind, dueAt }) => (dueAt ? [{ kind, due: Date.parse(dueAt) }] : []));
  const [first] = open.sort((one, other) => one.due - other.due);
  if (!first)
    return kpis.some(({ state }) => state === 'paused')
      ? { text: 'Clock is paused', urgency: 'plain' }
      : null;
  const { text, urgency } = dueIn(first.due, now);
  return { text: `${promises[first.kind] ?? first.kind} ${text}`, urgency };
}
