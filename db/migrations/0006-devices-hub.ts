import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, type TableText } from './ddl.ts';

// What devices are told: twins, messages, commands with their safe ranges; and how far an IoT Hub's events were read.
const tables: Readonly<Record<string, TableText>> = {
  twins: {
    columns: `
      id id, version whole, unitId id, desired json, desiredVersion whole, reported json, reportedVersion whole,
      tags json, listens json`,
  },
  device_models: {
    columns: `
      id id, version whole, unitId id, name text, commands json, afterService text?`,
  },
  cloud_messages: {
    columns: `
      id id, version whole, unitId id, deviceId id, state word, messageId name(400), correlationId text?, body text,
      contentType text?, properties json, ack word, enqueuedAt instant, expiresAt instant, lockedUntil instant?,
      deliveryCount whole, feedback word?, settledAt instant?, commandId id?`,
    indexes: ['deviceId state', 'settledAt'],
  },
  device_commands: {
    columns: `
      id id, version whole, unitId id, deviceId id, assetId id?, alertId id?, workOrderId id?, name text, method text,
      payload json?, route word, via word?, state word, timeoutSeconds whole, cloudMessageId id?, status whole?,
      response json?, problem text?, requestedById id, requestedByName text, createdAt instant, confirmedById id?,
      confirmedAt instant?, sentAt instant?, settledAt instant?`,
    indexes: ['deviceId', 'assetId'],
  },
  hub_partitions: {
    columns: `
      id id, version whole, unitId id, stream name(400), partitionId name(100), ownerId id?, ownedAt instant?,
      offset name(100)?, sequenceNumber whole?`,
    indexes: ['stream'],
  },
};

/** What devices are told, and how far an IoT Hub's events have been read. */
export class DevicesHub1761000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables);
  }
}
