import type { Database } from './db/database.ts';
import { demoCompany } from './demo/company.ts';
import type { Stored } from './domain/stored.ts';
import type { Kind, Unit } from './domain/unit.ts';

/** Puts the demo company into a new database, in one transaction; a database that has people is left as it is. */
export async function seedDemo(database: Database): Promise<void> {
  if ((await database.tables.people.count({})) > 0) return;
  const company = demoCompany({ seed: 7, now: database.clock.now() });
  await database.commit({})(async (unit) => {
    for (const [kind, records] of Object.entries(company) as [Kind, readonly Stored[]][])
      for (const record of records) save(unit, kind, record);
  });
}

/**
 * Lets the first admin in: without anybody on the staff list every token of a production installation would be refused.
 * Once there are people nothing is touched. Answers whether somebody is there now.
 */
export async function seedAdmin(
  database: Database,
  admin: { readonly aadObjectId: string; readonly name: string } | undefined,
): Promise<boolean> {
  return database.commit({})(async (unit) => {
    if ((await unit.people.count({})) > 0) return true;
    if (!admin) return false;
    unit.people.save({
      id: 'admin-1',
      version: 0,
      unitId: 'main',
      name: admin.name,
      email: '',
      phone: null,
      roles: ['admin'],
      aadObjectId: admin.aadObjectId,
      language: 'en',
      active: true,
    });
    return true;
  });
}

/** A queue that takes everything, while there is none at all: the first customer must not find a house without a desk. */
export async function seedQueue(database: Database): Promise<void> {
  await database.commit({})(async (unit) => {
    if ((await unit.queues.count({})) > 0) return;
    unit.queues.save({
      id: 'queue-everything',
      version: 0,
      unitId: 'main',
      name: 'Everything',
      priority: 99,
      memberIds: [],
      method: 'highest-capacity',
      offersAtOnce: 1,
      offerSeconds: 120,
      calendarId: null,
      categories: [],
      fallback: true,
    });
  });
}

/** The company's records are typed by kind; the loop over kinds loses which is which. */
const save = (unit: Unit, kind: Kind, record: Stored): void => {
  (unit[kind] as unknown as { save(record: Stored): Stored }).save(record);
};
