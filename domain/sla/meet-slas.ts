import type { DomainEvents } from '../events.ts';
import type { Unit } from '../unit.ts';
import { changeKpi, kpiOf } from './keep-kpi.ts';
import { cancelKpi, pauseKpi, reopenKpi, resumeKpi, succeedKpi } from './kpi.ts';

interface OfCase {
  readonly caseId: string;
}

/** An agent's first words to the customer keep the promise of an answer; the bot's do not. */
export async function meetFirstResponse(unit: Unit, sent: DomainEvents['message.sent']): Promise<void> {
  if (sent.by !== 'agent' || sent.caseId === null) return;
  const found = await unit.cases.get(sent.caseId);
  if (found.firstRespondedAt) return;
  unit.cases.save({ ...found, firstRespondedAt: unit.now });
  await changeKpi(unit, await kpiOf(unit, found.id, 'first-response'), succeedKpi);
}

/** A resolution keeps the promise of one; an answer still owed is owed no longer. */
export async function meetResolution(unit: Unit, { caseId }: OfCase): Promise<void> {
  await changeKpi(unit, await kpiOf(unit, caseId, 'resolve'), succeedKpi);
  await changeKpi(unit, await kpiOf(unit, caseId, 'first-response'), cancelKpi);
}

/** A case that waits for somebody else (parked, on hold) does not use up our time; an answer is owed all the same. */
export async function pauseSlas(unit: Unit, { caseId }: OfCase): Promise<void> {
  await changeKpi(unit, await kpiOf(unit, caseId, 'resolve'), pauseKpi);
}

/** It is our turn again: the clock runs on with the time that was left. */
export async function resumeSlas(unit: Unit, { caseId }: { readonly caseId: string | null }): Promise<void> {
  const found = caseId === null ? undefined : await unit.cases.find(caseId);
  if (found?.state !== 'active') return;
  await changeKpi(unit, await kpiOf(unit, found.id, 'resolve'), resumeKpi);
}

/** A case opened again is owed its resolution with the time its first life left over. */
export async function reopenSlas(unit: Unit, { caseId }: OfCase): Promise<void> {
  await changeKpi(unit, await kpiOf(unit, caseId, 'resolve'), reopenKpi);
}

/** A case taken back is owed nothing. */
export async function cancelSlas(unit: Unit, { caseId }: OfCase): Promise<void> {
  await changeKpi(unit, await kpiOf(unit, caseId, 'first-response'), cancelKpi);
  await changeKpi(unit, await kpiOf(unit, caseId, 'resolve'), cancelKpi);
}
