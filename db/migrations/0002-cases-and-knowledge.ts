import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, type TableText } from './ddl.ts';

// Cases, who gets them, what was promised about them, and what is known.
const tables: Readonly<Record<string, TableText>> = {
  cases: {
    columns: `
      id id, version whole, unitId id, number word, title text, description text, state word,
      stage word, priority word, category text, origin word, customerId id, accountId id?, siteId id?,
      assetId id?, conversationId id?, queueId id?, ownerId id?, danger flag, slaId id?,
      respondBy instant?, resolveBy instant?, firstRespondedAt instant?, escalatedAt instant?,
      openedAt instant, resolvedAt instant?, closedAt instant?, resolutionType word?,
      resolution text?, satisfaction whole?`,
    indexes: ['ownerId state', 'customerId state', 'queueId state', 'conversationId', 'openedAt'],
    uniques: ['number'],
  },
  queues: {
    columns: `
      id id, version whole, unitId id, name text, priority whole, memberIds json, method word,
      offersAtOnce whole, offerSeconds whole, calendarId id?, categories json, fallback flag`,
  },
  agents: {
    columns: `
      id id, version whole, unitId id, name text, presence word, presenceByHand flag,
      presenceAt instant, capacityUnits whole, characteristics json, senior flag, languages json,
      focusCaseId id?, lastAssignedAt json, lastReleasedAt instant?`,
    indexes: ['presence'],
  },
  queue_items: {
    columns: `
      id id, version whole, unitId id, caseId id, queueId id, state word, priority word, danger flag,
      capacityUnits whole, characteristics json, language word, enteredAt instant, declines json,
      trail json`,
    indexes: ['queueId state', 'state enteredAt', 'caseId'],
  },
  offers: {
    columns: `
      id id, version whole, unitId id, queueItemId id, caseId id, caseNumber word, agentId id,
      state word, offeredAt instant, expiresAt instant, endedAt instant?, takenBy text?`,
    indexes: ['caseId state', 'agentId state', 'queueItemId state'],
  },
  slas: {
    columns: `
      id id, version whole, unitId id, name text, order whole, levels json, calendarId id,
      targets json`,
  },
  kpi_instances: {
    columns: `
      id id, version whole, unitId id, caseId id, slaId id, kind word, state word, calendarId id,
      calendarVersion whole, targetMs whole, warnMs whole, leftMs whole, runningSince instant?,
      startedAt instant, warnAt instant?, dueAt instant?, warnedAt instant?, breachedAt instant?,
      endedAt instant?, segments json`,
    indexes: ['caseId', 'state dueAt'],
  },
  escalations: {
    columns: `
      id id, version whole, unitId id, caseId id, caseNumber word, kpiId id, kind word, state word,
      breachedAt instant, supervisorId id, decidedById id?, decidedAt instant?, reason text?,
      snoozedUntil instant?, assignedToId id?`,
    indexes: ['caseId', 'supervisorId state'],
  },
  calendars: {
    columns: `
      id id, version whole, unitId id, name text, zone text, week json, exceptions json`,
  },
  articles: {
    columns: `
      id id, version whole, unitId id, number word, title text, body text, language word, state word,
      major whole, minor whole, visibility word, category text, product text?, keywords json,
      authorId id, publishedAt instant?, updatedAt instant`,
    indexes: ['state', 'number'],
  },
  article_feedback: {
    columns: `
      id id, version whole, unitId id, articleId id, conversationId id, helped flag, at instant`,
    indexes: ['articleId', 'conversationId'],
  },
};

/** Cases, who gets them, what was promised about them, and what is known. */
export class CasesAndKnowledge1761000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables);
  }
}
