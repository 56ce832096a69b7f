import { requireRole } from '../people/actor.ts';
import type { Stored } from '../stored.ts';
import type { Filter, ReadTable } from '../table.ts';
import type { Unit } from '../unit.ts';
import { type CompanyFile, type CompanyKind, companyFields, companyKinds } from './company-file.ts';

/**
 * The company of the actor's unit as a file, which `importCompany` takes on another installation. Visitors who are not
 * known and everything that comes from work (cases, presence) stay behind. For admins.
 */
export async function exportCompany(unit: Unit): Promise<CompanyFile> {
  requireRole(unit.actor, 'admin');
  const file: Record<string, readonly object[]> = {};
  for (const kind of companyKinds) {
    const table = unit[kind] as unknown as ReadTable<Stored & { readonly anonymous?: boolean }>;
    const records = await table.where({ unitId: unit.actor.unitId } as Filter<Stored>);
    file[kind] = records.filter(({ anonymous }) => !anonymous).map((record) => written(kind, record));
  }
  return file as CompanyFile;
}

const written = (kind: CompanyKind, record: Stored): object =>
  Object.fromEntries(
    companyFields[kind].map((field) => {
      const value = (record as unknown as Readonly<Record<string, unknown>>)[field];
      return [field, value instanceof Date ? value.toISOString() : value];
    }),
  );
