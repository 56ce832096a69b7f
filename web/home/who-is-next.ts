import { ask } from '../kit/ask.ts';

type List<T> = { readonly value: readonly T[] };

/** Ids of the people whom the story has come to, by role. */
export type Next = Readonly<Record<string, string | undefined>>;

let token: string | undefined;

const signedIn = async (): Promise<void> => {
  token ??= (await ask<{ token: string }>('/api/demo/sign-in', { persona: 'supervisor' })).token;
};

/** When the next promise to a customer falls due; undefined while none runs. */
export async function nextDeadline(): Promise<Date | undefined> {
  await signedIn();
  const [next] = await newest<{ dueAt: string }>('kpi-instances', {
    filter: "(state eq 'in-progress' or state eq 'nearing') and dueAt ne null",
    orderby: 'dueAt asc',
  });
  return next && new Date(next.dueAt);
}

/** Looks, with a supervisor's eyes, who was offered the newest case, whose visit is next and who has to decide. */
export async function whoIsNext(): Promise<Next> {
  await signedIn();
  const [offer] = await newest<{ agentId: string }>('offers', {
    filter: "state eq 'offered' or state eq 'accepted'",
    orderby: 'offeredAt desc',
  });
  const [escalation] = await newest<{ supervisorId: string }>('escalations', {
    filter: "state eq 'pending'",
    orderby: 'breachedAt desc',
  });
  const [order] = await newest<{ bookings: readonly { resourceId: string; state: string }[] }>(
    'work-orders',
    {
      filter: "state eq 'scheduled' or state eq 'in-progress'",
      orderby: 'createdAt desc',
      expand: 'bookings',
    },
  );
  const visit = order?.bookings.find(({ state }) => state !== 'cancelled');
  const technician =
    visit && (await get<{ personId: string }>(`/api/resources/${encodeURIComponent(visit.resourceId)}`));
  return { agent: offer?.agentId, supervisor: escalation?.supervisorId, technician: technician?.personId };
}

const newest = async <T>(set: string, options: Readonly<Record<string, string>>): Promise<readonly T[]> => {
  const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [`$${name}`, value]));
  return (await get<List<T>>(`/api/${set}?${query}&$top=1`)).value;
};

const get = <T>(path: string): Promise<T> =>
  ask<T>(path, undefined, { Authorization: `Bearer ${token ?? ''}` });
