import type { Case } from '../cases/case.ts';
import { postText } from '../messaging/posting.ts';
import type { Person } from '../people/person.ts';
import type { Unit } from '../unit.ts';
import type { Presence } from './agent.ts';
import { trailWords, withTrail } from './queue-item.ts';

const onDuty: readonly (Presence | undefined)[] = ['available', 'busy'];

/**
 * The supervisors of a unit to turn to, the best to ask first: those who are there, available before busy. When none
 * is, all of them, for somebody has to hear.
 */
export async function supervisorsToAsk(unit: Unit, unitId: string): Promise<Person[]> {
  const people = await unit.people.where({ unitId, active: true });
  const supervisors = people.filter(({ roles }) => roles.includes('supervisor'));
  if (supervisors.length === 0) return [];
  const agents = await unit.agents.where({ id: { in: supervisors.map(({ id }) => id) } });
  const presence = new Map(agents.map((agent) => [agent.id, agent.presence]));
  const rank = ({ id }: Person) => onDuty.indexOf(presence.get(id));
  const there = supervisors.filter((one) => rank(one) >= 0);
  return there.length > 0 ? there.sort((a, b) => rank(a) - rank(b)) : supervisors;
}

/** Tells one supervisor about a case, or everyone who could be reached when it is a matter of danger. */
export async function tellSupervisors(
  unit: Unit,
  about: { readonly unitId: string; readonly caseId: string; readonly text: string; readonly all: boolean },
): Promise<void> {
  const found = await supervisorsToAsk(unit, about.unitId);
  for (const { id } of about.all ? found : found.slice(0, 1))
    await postText(unit, { personId: id, text: about.text, caseId: about.caseId });
}

/** Pages people for a case of danger, once for each case: every supervisor who is there, or all when none is. */
export async function pageForDanger(unit: Unit, found: Case, words?: string): Promise<void> {
  const item = await unit.queueItems.find(`case:${found.id}`);
  if (item?.trail.some(({ text }) => text === trailWords.paged)) return;
  if (item) unit.queueItems.save(withTrail(item, unit.now, trailWords.paged));
  await tellSupervisors(unit, {
    unitId: found.unitId,
    caseId: found.id,
    text: `DANGER in ${found.number}${words ? ` ("${words}")` : ''}: ${found.title}. The customer has the safety text; make sure somebody acts now.`,
    all: true,
  });
}
