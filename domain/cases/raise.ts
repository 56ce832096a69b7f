import { distribute } from '../routing/distribute.ts';
import type { Unit } from '../unit.ts';
import type { Case } from './case.ts';

/** Makes a running case the first of all: somebody is in danger. Whoever could take it is offered it again at once. */
export async function raiseDanger(unit: Unit, { caseId }: { readonly caseId: string }): Promise<Case> {
  const found = await unit.cases.get(caseId);
  const raised = unit.cases.save({ ...found, danger: true, priority: 'high' });
  if (found.priority !== 'high') unit.emit('case.prioritised', { caseId, from: found.priority, to: 'high' });
  const item = await unit.queueItems.find(`case:${caseId}`);
  if (item) unit.queueItems.save({ ...item, danger: true, priority: 'high' });
  await distribute(unit, {});
  return raised;
}
