import type { DispatchChoices, TransferTargets } from '../../cards/dialogs.ts';
import type { Choice } from '../../cards/parts/inputs.ts';
import type { Case } from '../../domain/cases/case.ts';
import { dayBounds, localDay } from '../../domain/people/say-time.ts';
import { isThere } from '../../domain/routing/presence.ts';
import { templateFor } from '../../domain/work-orders/templates.ts';
import type { Viewing } from './viewing.ts';

/** What can be chosen when a case is handed on or a technician is sent. */
export async function caseChoices(viewing: Viewing, found: Case): Promise<TransferTargets & DispatchChoices> {
  if (found.state !== 'active')
    return { targets: [], skills: [], windows: [], durationMinutes: 60, need: '' };
  return {
    targets: await targetsFor(viewing, found),
    skills: await skillsOf(viewing, found.unitId),
    windows: windowsFrom(viewing, found.priority === 'high'),
    durationMinutes: templateFor(found.category).durationMinutes,
    need: found.title,
  };
}

/** Colleagues who are there, and the queues it is not in. */
async function targetsFor({ tables }: Viewing, found: Case): Promise<Choice[]> {
  const { unitId, ownerId, queueId } = found;
  const agents = await tables.agents.where(
    { unitId, none: [{ id: ownerId ?? '' }] },
    { orderBy: [['name', 'asc']] },
  );
  const queues = await tables.queues.where(
    { unitId, none: [{ id: queueId ?? '' }] },
    { orderBy: [['name', 'asc']] },
  );
  return [
    ...queues.map(({ id, name }) => ({ title: `Queue ${name}`, value: `queue:${id}` })),
    ...agents
      .filter(isThere)
      .map(({ id, name, presence }) => ({ title: `${name} (${presence})`, value: `agent:${id}` })),
  ];
}

async function skillsOf({ tables }: Viewing, unitId: string): Promise<Choice[]> {
  const resources = await tables.resources.where({ unitId, active: true });
  const ids = new Set(resources.flatMap(({ characteristics }) => characteristics.map(({ id }) => id)));
  return [...ids].sort().map((id) => ({ title: nameOf(id), value: id }));
}

const nameOf = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;

const hourMs = 3_600_000;
/** A day with less than this left is not offered as a whole. */
const shortestMs = 2 * hourMs;

/** Arrival windows people name: today while there is some of it left, tomorrow, the days after; the likeliest first. */
function windowsFrom({ now, zone }: Viewing, isUrgent: boolean): Choice[] {
  const from = now();
  const today = dayBounds(localDay(from, zone), zone);
  const tomorrow = dayBounds(localDay(new Date(today.to.getTime() + hourMs), zone), zone);
  const days = (count: number) => new Date(today.to.getTime() + count * 24 * hourMs);
  const soon = today.to.getTime() - from.getTime() >= shortestMs ? [window('Today', from, today.to)] : [];
  const usual = window('Within 3 days', from, days(3));
  const near = [...soon, window('Tomorrow', tomorrow.from, tomorrow.to)];
  return [
    ...(isUrgent ? [...near, usual] : [usual, ...near]),
    window('Within a week', from, days(7)),
    window('Within 2 weeks', from, days(14)),
  ];
}

const window = (title: string, from: Date, to: Date): Choice => ({
  title,
  value: `${from.toISOString()}/${to.toISOString()}`,
});
