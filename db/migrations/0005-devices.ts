import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, type TableText } from './ddl.ts';

// Connected machines: devices, what their telemetry says, and the alerts made of it.
const tables: Readonly<Record<string, TableText>> = {
  devices: {
    columns: `
      id id, version whole, unitId id, name text, model name(200), assetId id?, state word,
      sealedPrimaryKey text?, sealedSecondaryKey text?, thumbprints json, rules json, source word,
      registeredAt instant, registeredById id, lastSeenAt instant?`,
    indexes: ['assetId', 'unitId state'],
  },
  alerts: {
    columns: `
      id id, version whole, unitId id, number word, deviceId id, assetId id?, channel name(200), kind word,
      state word, severity word, score real, detail text, count whole, firstAt instant, lastAt instant,
      inBandAt instant?, raisedAt instant, groupKey name(400), parentId id?, grouped whole,
      caseId id?, workOrderId id?,
      snoozedUntil instant?, verifyUntil instant?, note text?, acknowledgedById id?,
      acknowledgedAt instant?, clearedById id?, clearedAt instant?, clearReason word?, clearText text?`,
    indexes: [
      'deviceId state',
      'unitId state raisedAt',
      'unitId raisedAt',
      'groupKey lastAt',
      'parentId state',
      'assetId state',
      'caseId',
      'workOrderId',
    ],
    uniques: ['number'],
  },
  conditions: {
    columns: `
      id id, version whole, unitId id, deviceId id, channel name(200), kind word, isStanding flag,
      since instant, firstAt instant, lastAt instant, severity word, score real, detail text,
      count whole, alertId id?`,
    indexes: ['deviceId isStanding', 'alertId'],
  },
  quiet_times: {
    columns: `
      id id, version whole, unitId id, purpose word, assetId id?, deviceId id?, channel name(200)?,
      kind word?, startAt instant, endAt instant, reason text, createdById id, findings whole`,
    indexes: ['deviceId endAt', 'assetId endAt'],
  },
  alert_settings: {
    columns: `
      id id, version whole, unitId id, isGrouping flag, groupBy json, groupSeconds whole,
      stormAlerts whole, stormSeconds whole, caseFrom word?, workOrderFrom word?, showFrom word,
      verifyMinutes whole, isFollowingUp flag`,
  },
};

/** Connected machines: devices, what their telemetry says, and the alerts made of it. */
export class Devices1761000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await runner.query(`INSERT INTO "numbers" ("series", "next") VALUES ('L', 101)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM "numbers" WHERE "series" = 'L'`);
    await dropTables(runner, tables);
  }
}
