import type { ReadTable } from '../table.ts';
import type { Records } from '../unit.ts';
import type { Escalation, KpiInstance, KpiKind } from './sla.ts';

type Tables = { readonly [K in 'kpiInstances' | 'escalations']: ReadTable<Records[K]> };

const names: Record<KpiKind, string> = { 'first-response': 'first response', resolve: 'resolution' };

/**
 * The broken promises one escalation is about, the earliest first: the one that raised it, and others of its case that
 * broke while it was open, for a supervisor is asked once about a case and not once about each of its promises. While it
 * is open, those that were kept late in the meantime are left out.
 */
export async function latePromises(tables: Tables, escalation: Escalation): Promise<KpiInstance[]> {
  const { id, caseId, kpiId, state, breachedAt, decidedAt } = escalation;
  const asked = await tables.escalations.where({ caseId, none: [{ id }] });
  const elsewhere = new Set(asked.map((other) => other.kpiId));
  const isOpen = state === 'pending' || state === 'snoozed';
  const brokenAt = (kpi: KpiInstance): Date | null => (kpi.id === kpiId ? breachedAt : kpi.breachedAt);
  const broken = (await tables.kpiInstances.where({ caseId })).filter((kpi) => {
    const at = brokenAt(kpi);
    return at !== null && !elsewhere.has(kpi.id) && (isOpen || kpi.id === kpiId || at <= decidedAt!);
  });
  const owed = broken.filter(({ endedAt }) => endedAt === null);
  const told = isOpen && owed.length > 0 ? owed : broken;
  return told.sort((a, b) => brokenAt(a)!.getTime() - brokenAt(b)!.getTime());
}

/** Names promises within a sentence: `first response`, `first response and resolution`. */
export const namePromises = (kpis: readonly Pick<KpiInstance, 'kind'>[]): string =>
  kpis.map(({ kind }) => names[kind]).join(' and ');
