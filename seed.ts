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

/** The company's records are typed by kind; the loop over kinds loses which is which. */
const save = (unit: Unit, kind: Kind, record: Stored): void => {
  (unit[kind] as unknown as { save(record: Stored): Stored }).save(record);
};
