import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, type TableText } from './ddl.ts';

// People, customers and what was said.
const tables: Readonly<Record<string, TableText>> = {
  people: {
    columns: `
      id id, version whole, unitId id, name text, email text, phone text?, roles json,
      aadObjectId name(200), language word, active flag`,
    indexes: ['aadObjectId'],
  },
  teams_references: {
    columns: `
      id id, version whole, unitId id, serviceUrl text, conversationId name(400), channelId word,
      botId text, botName text, userId name(400), tenantId text?, blockedAt instant?`,
    indexes: ['conversationId'],
  },
  customers: {
    columns: `
      id id, version whole, unitId id, name text, email name(400)?, phone name(100)?, language word,
      accountId id?, siteId id?, level word, anonymous flag, externalId name(400)?, createdAt instant`,
    indexes: ['externalId', 'email', 'phone', 'accountId'],
  },
  accounts: {
    columns: `
      id id, version whole, unitId id, name text, level word, phone text?`,
  },
  sites: {
    columns: `
      id id, version whole, unitId id, name text, accountId id, address text, lat real, lon real,
      territoryId id?, accessNotes text?`,
    indexes: ['accountId'],
  },
  conversations: {
    columns: `
      id id, version whole, unitId id, channel word, externalId name(700), state word, customerId id,
      caseId id?, agentId id?, language word, dialogue json, createdAt instant,
      lastCustomerAt instant?, lastActivityAt instant, closedAt instant?`,
    indexes: ['channel externalId', 'customerId', 'caseId', 'state lastActivityAt'],
  },
  sessions: {
    columns: `
      id id, version whole, unitId id, conversationId id, caseId id?, holderId id, mode word,
      capacityUnits whole, startedAt instant, endedAt instant?, endReason word?`,
    indexes: ['holderId endedAt', 'conversationId', 'caseId'],
  },
  participants: {
    columns: `
      id id, version whole, unitId id, conversationId id, kind word, memberId id, name text,
      joinedAt instant, leftAt instant?`,
    indexes: ['conversationId', 'memberId'],
  },
  messages: {
    columns: `
      id id, version whole, unitId id, conversationId id, caseId id?, channel word,
      externalId name(700)?, direction word, authorId id, authorName text, authorKind word, text text,
      files json, card json?, state word, language word, at instant`,
    indexes: ['conversationId id', 'caseId id', 'externalId'],
  },
  attachments: {
    columns: `
      id id, version whole, unitId id, conversationId id, name text, contentType text,
      sizeBytes whole, sha256 name(64), createdAt instant`,
    indexes: ['conversationId'],
  },
};

/** People, customers and what was said. */
export class PeopleAndConversations1761000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables);
  }
}
