import type { Case } from '../cases/case.ts';
import type { Unit } from '../unit.ts';
import { tellSupervisors } from './supervisors.ts';
import { trailWords, withTrail } from './trail.ts';

/** Pages people for a case of danger, once for each case: every supervisor who is there, or all when none is. */
export async function pageForDanger(unit: Unit, found: Case): Promise<void> {
  const item = await unit.queueItems.find(`case:${found.id}`);
  if (item?.trail.some(({ text }) => text === trailWords.paged)) return;
  if (item) unit.queueItems.save(withTrail(item, unit.now, trailWords.paged));
  await tellSupervisors(unit, {
    unitId: found.unitId,
    caseId: found.id,
    text: `DANGER in ${found.number}: ${found.title}. The customer has the safety text; please make sure somebody acts now.`,
    all: true,
  });
}
