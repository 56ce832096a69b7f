import type { Database } from '../../db/database.ts';
import type { Commit } from '../../domain/unit.ts';
import type { Site, TestEngine } from '../fixtures/databases.ts';
import { rowMessage } from '../fixtures/store/rows.ts';

export interface Given {
  readonly site: Site;
  readonly database: Database;
  readonly commit: Commit;
}

/** A fresh database for each test: work left over by one must not be taken by another. */
export function onFresh(
  engine: TestEngine,
  work: (given: Given) => Promise<void>,
  options: { leaseMs?: number } = {},
) {
  return async () => {
    const site = await engine.fresh();
    try {
      const database = await site.open(options);
      await work({ site, database, commit: database.commit({}) });
    } finally {
      await site.drop();
    }
  };
}

export const receive = (commit: Commit, key: string, lane = 'lane') =>
  commit(async (unit) => unit.receive({ channel: 'test', key, lane, activity: { key } }), {
    traceId: `trace-${key}`,
  });

export const soon = (ms: number) => new Date(Date.now() + ms);

export async function queueMessages(
  commit: Commit,
  conversationId: string,
  ids: readonly string[],
): Promise<void> {
  await commit(async (unit) => {
    for (const messageId of ids) {
      unit.messages.save(rowMessage(messageId, { conversationId }));
      unit.send({ kind: 'customer-message', conversationId, messageId });
    }
  });
}

export const start = (commit: Commit, subjectId: string, dueAt: Date) =>
  commit(async (unit) => unit.startTimer({ kind: 'case.close', subjectId, dueAt }));
