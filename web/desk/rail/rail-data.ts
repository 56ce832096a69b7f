import { list, quoted, type Server } from '../server.ts';
import type { Me } from '../session.ts';
import type { Kpi } from './sla-hint.ts';

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

/** Everything the rail can show. */
interface Parts {
  readonly agent: { readonly presence: string; readonly focusCaseId: string | null };
  readonly cases: readonly RailCase[];
  readonly visits: readonly RailVisit[];
  readonly decisions: readonly { readonly id: string; readonly caseNumber: string; readonly kind: string }[];
  readonly toPlan: readonly { readonly id: string; readonly number: string; readonly summary: string }[];
  readonly queues: readonly { readonly id: string; readonly name: string; readonly waiting: number }[];
}

/** What stands beside the thread; a part that is not one's own business is null. */
export type RailData = { readonly [K in keyof Parts]: Parts[K] | null };

type List<T> = { readonly value: readonly T[] };
type Options = Readonly<Record<string, string>>;

const many = async <T>(server: Server, path: string, options: Options): Promise<readonly T[]> =>
  (await server.get<List<T>>(list(path, options))).value;

/** Whom each part concerns, and where it comes from. */
const parts: {
  readonly [K in keyof Parts]: {
    readonly roles: readonly string[];
    load(server: Server, me: Me): Promise<Parts[K]>;
  };
} = {
  agent: {
    roles: ['agent'],
    load: (server, { id }) => server.get(`/api/agents/${encodeURIComponent(id)}`),
  },
  cases: {
    roles: ['agent'],
    load: (server, { id }) =>
      many(server, '/api/cases', {
        filter: `ownerId eq ${quoted(id)} and state eq 'active'`,
        expand: 'kpiInstances',
        orderby: 'openedAt asc',
        top: '12',
      }),
  },
  visits: {
    roles: ['technician'],
    load: async (server) => (await server.get<List<RailVisit>>('/api/my-day')).value,
  },
  decisions: {
    roles: ['supervisor'],
    load: (server) => many(server, '/api/escalations', { filter: "state eq 'pending'", top: '10' }),
  },
  toPlan: {
    roles: ['dispatcher'],
    load: (server) =>
      many(server, '/api/work-orders', {
        filter: "state eq 'unscheduled'",
        orderby: 'createdAt asc',
        top: '8',
      }),
  },
  queues: { roles: ['agent', 'supervisor', 'dispatcher'], load: (server) => queuesWith(server) },
};

async function queuesWith(server: Server): Promise<Parts['queues']> {
  const all = await many<{ id: string; name: string }>(server, '/api/queues', { orderby: 'priority asc' });
  const open = await many<{ queueId: string | null }>(server, '/api/cases', {
    filter: "state eq 'active' and ownerId eq null",
    select: 'queueId',
    top: '200',
  });
  return all.map(({ id, name }) => ({
    id,
    name,
    waiting: open.filter(({ queueId }) => queueId === id).length,
  }));
}

/**
 * Asks for what concerns a person of these roles, all at once. A part that cannot be loaded just now stays as it was
 * `before`, and leaves the others standing.
 */
export async function loadRail(server: Server, me: Me, before?: RailData): Promise<RailData> {
  const part = async <K extends keyof Parts>(name: K): Promise<Parts[K] | null> => {
    const { roles, load } = parts[name];
    if (!roles.some((role) => me.roles.includes(role))) return null;
    return load(server, me).catch(() => before?.[name] ?? null);
  };
  const [agent, cases, visits, decisions, toPlan, queues] = await Promise.all([
    part('agent'),
    part('cases'),
    part('visits'),
    part('decisions'),
    part('toPlan'),
    part('queues'),
  ]);
  return { agent, cases, visits, decisions, toPlan, queues };
}
