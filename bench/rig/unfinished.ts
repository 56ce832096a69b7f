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
    return {
      rows: async (sql) => database.prepare(sql).all() as never,
      close: async () => void database.close(),
    };
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
      const counts: number[] = [];
      for (const table of tables) counts.push(await waiting(onlooker, table));
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

/** A row that somebody must still take up. */
interface Left {
  readonly table: Work;
  readonly key: string;
  /** The claim that held it when it was seen. */
  readonly fence: string | null;
}

interface WorkRow {
  readonly key: string | number;
  readonly state: string;
  readonly fence: string | null;
  readonly next_at: number | Date;
}

const keys: Record<Work, string> = { inbox: 'seq', outbox: 'seq', timers: 'id' };
const works = ['inbox', 'outbox', 'timers'] as const;
const rowsOf = (onlooker: Onlooker, table: Work): Promise<WorkRow[]> =>
  onlooker.rows<WorkRow>(
    `SELECT "${keys[table]}" AS key, "state", "fence", "next_at" FROM "${table}" WHERE "state" IN ('ready', 'queued', 'held')`,
  );

/** What lies unfinished at an instant: rows that are held, or wait and are due. */
export async function unfinished(onlooker: Onlooker, now: number): Promise<Left[]> {
  const left: Left[] = [];
  for (const table of works) {
    const due = (await rowsOf(onlooker, table)).filter(({ next_at }) => Number(next_at) <= now);
    left.push(...due.map(({ key, fence }) => ({ table, key: String(key), fence })));
  }
  return left;
}

/** Waits until each row is done, or held by a new claim, or was tried and waits for its next time. */
export async function untilTakenUp(
  databaseUrl: string,
  left: readonly Left[],
  withinMs: number,
): Promise<void> {
  const onlooker = await look(databaseUrl);
  const end = performance.now() + withinMs;
  const since = Date.now();
  let open = left;
  try {
    while (open.length > 0) {
      const rows = new Map<string, WorkRow>();
      for (const table of works)
        for (const row of await rowsOf(onlooker, table)) rows.set(`${table} ${row.key}`, row);
      open = open.filter(({ table, key, fence }) => {
        const row = rows.get(`${table} ${key}`);
        if (!row || (row.state === 'held' && row.fence !== fence)) return false;
        return Number(row.next_at) <= since; // later than that is a time somebody set who had taken it
      });
      if (open.length > 0 && performance.now() > end)
        throw new Error(
          `${open.length} rows were not taken up in ${withinMs} ms, the first is ${JSON.stringify(open[0])}`,
        );
      if (open.length > 0) await wait(20);
    }
  } finally {
    await onlooker.close();
  }
}
