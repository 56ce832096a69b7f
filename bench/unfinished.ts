import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** The store seen from outside while the product runs on it: by another connection, which changes nothing. */
export interface Onlooker {
  rows<T extends object>(sql: string): Promise<T[]>;
  close(): Promise<void>;
}

export async function look(databaseUrl: string): Promise<Onlooker> {
  if (databaseUrl.startsWith('sqlite:')) {
    const database = new Sqlite(databaseUrl.slice('sqlite:'.length), { readonly: true, timeout: 5000 });
    return { rows: async (sql) => database.prepare(sql).all() as never, close: async () => void database.close() };
  }
  const url = new URL(databaseUrl);
  const schema = url.searchParams.get('schema') ?? 'public';
  url.searchParams.delete('schema');
  const client = new pg.Client({ connectionString: url.href, options: `-c search_path="${schema}"` });
  await client.connect();
  return { rows: async (sql) => (await client.query(sql)).rows as never, close: () => client.end() };
}

type Work = 'inbox' | 'outbox' | 'timers';

/** Waits until nothing is waiting in the inbox or outbox; rows that are to be tried again later count as waiting. */
export async function untilIdle(
  databaseUrl: string,
  { tables, withinMs }: { readonly tables: readonly Work[]; readonly withinMs: number },
): Promise<void> {
  const onlooker = await look(databaseUrl);
  const end = performance.now() + withinMs;
  try {
    for (;;) {
      const counts = await Promise.all(tables.map((table) => waiting(onlooker, table)));
      if (counts.every((count) => count === 0)) return;
      if (performance.now() > end) throw new Error(`still waiting after ${withinMs} ms: ${tables} ${counts}`);
      await wait(100);
    }
  } finally {
    await onlooker.close();
  }
}

async function waiting(onlooker: Onlooker, table: Work): Promise<number> {
  const [row] = await onlooker.rows<{ count: number | string }>(
    `SELECT count(*) AS count FROM "${table}" WHERE "state" IN ('ready', 'queued', 'held')`,
  );
  return Number(row!.count);
}
