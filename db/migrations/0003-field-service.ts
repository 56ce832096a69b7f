import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, type TableText } from './ddl.ts';

// Work at customers' places: orders, bookings, resources, assets, parts.
const tables: Readonly<Record<string, TableText>> = {
  work_orders: {
    columns: `
      id id, version whole, unitId id, number word, caseId id?, customerId id, accountId id?,
      siteId id, assetId id?, state word, priority word, summary text, instructions text,
      promisedFrom instant?, promisedTo instant?, firstArrivedAt instant?, completedAt instant?,
      createdAt instant, createdById id`,
    indexes: ['caseId', 'customerId state', 'state createdAt'],
    uniques: ['number'],
  },
  requirements: {
    columns: `
      id id, version whole, unitId id, workOrderId id, state word, durationMinutes whole,
      characteristics json, territoryId id?, lat real, lon real, windowFrom instant, windowTo instant`,
    indexes: ['workOrderId', 'state windowFrom'],
  },
  bookings: {
    columns: `
      id id, version whole, unitId id, workOrderId id, requirementId id, resourceId id, state word,
      startAt instant, endAt instant, travelMinutes real, travelKm real, completesOrder flag,
      travelStartedAt instant?, arrivedAt instant?, completedAt instant?, report text?,
      partsUsed json, cancelReason text?`,
    indexes: ['resourceId startAt', 'workOrderId', 'requirementId', 'startAt'],
  },
  booking_timestamps: {
    columns: `
      id id, version whole, unitId id, bookingId id, state word, at instant, source word, byId id`,
    indexes: ['bookingId id'],
  },
  resources: {
    columns: `
      id id, version whole, unitId id, name text, personId id, characteristics json,
      territoryIds json, homeLat real, homeLon real, calendarId id, active flag`,
    indexes: ['personId'],
  },
  territories: {
    columns: `
      id id, version whole, unitId id, name text`,
  },
  assets: {
    columns: `
      id id, version whole, unitId id, number word, name text, category text, model text, serial text,
      accountId id, siteId id, place text, installedAt instant`,
    indexes: ['siteId', 'accountId', 'number'],
  },
  products: {
    columns: `
      id id, version whole, unitId id, name text, kind word, category text, priceCents whole`,
  },
};

/** Work at customers' places: orders, bookings, resources, assets, parts. */
export class FieldService1761000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables);
  }
}
