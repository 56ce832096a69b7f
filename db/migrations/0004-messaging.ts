import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, type TableText } from './ddl.ts';

// What comes in, what goes out, what falls due, and the logs.
const tables: Readonly<Record<string, TableText>> = {
  posts: {
    columns: `
      id id, version whole, unitId id, personId id, kind word, author word, card word?, subjectId id?,
      caseId id?, text text, draft text?, summary text?, revision whole, activityId name(400)?,
      sentRevision whole, at instant, updatedAt instant`,
    indexes: ['personId at', 'card subjectId', 'caseId', 'activityId'],
  },
  web_chats: {
    columns: `
      id id, version whole, unitId id, userId name(400), userName text?, externalId name(400)?,
      createdAt instant`,
    indexes: ['externalId', 'userId'],
  },
  idempotent_answers: {
    columns: `
      id id, version whole, unitId id, requestHash name(100), status whole, body json?, at instant`,
    indexes: ['at'],
  },
  inbox: {
    columns: `
      seq whole, lane name(450), traceId text?, at instant, state word, attempts whole,
      nextAt instant, fence name(80)?, holder whole?, leaseUntil instant?, uncertain flag, error text?, channel word,
      key name(700), activity json?`,
    indexes: ['state nextAt', 'lane state seq'],
    uniques: ['channel key'],
  },
  outbox: {
    columns: `
      seq whole, lane name(450), traceId text?, at instant, state word, attempts whole,
      nextAt instant, fence name(80)?, holder whole?, leaseUntil instant?, uncertain flag, error text?, outgoing json`,
    indexes: ['state nextAt', 'lane state seq'],
  },
  timers: {
    columns: `
      id id, kind word, subjectId id, dueAt instant, state word, attempts whole, nextAt instant,
      fence name(80)?, holder whole?, leaseUntil instant?, uncertain flag, error text?`,
    indexes: ['state nextAt'],
  },
  events: {
    columns: `
      seq whole, name word, at instant, unitId id, actorId id, traceId text?, caseId id?, data json`,
    indexes: ['caseId seq'],
  },
  web_chat_log: {
    columns: `
      seq whole, webChatId id, activity json`,
    indexes: ['webChatId seq'],
  },
  sequences: {
    columns: `
      name word, last whole`,
  },
  numbers: {
    columns: `
      series word, next whole`,
  },
  settings: {
    columns: `
      name name(200), value json?`,
  },
};

/** What comes in, what goes out, what falls due, and the logs. */
export class Messaging1761000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    for (const [series, next] of Object.entries({ C: 1042, W: 2077, A: 101, K: 101 }))
      await runner.query(`INSERT INTO "numbers" ("series", "next") VALUES ('${series}', ${next})`);
    for (const name of ['events', 'web_chat_log', 'inbox', 'outbox'])
      await runner.query(`INSERT INTO "sequences" ("name", "last") VALUES ('${name}', 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables);
  }
}
