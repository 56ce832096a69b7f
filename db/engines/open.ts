import { ownShapes } from '../messaging/tables.ts';
import { shapes } from '../records.ts';
import type { Engine, Log } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlServer } from './sql-server.ts';
import { openSqlite } from './sqlite.ts';

/** Every table of the store. */
export const allShapes = [...Object.values(shapes), ...ownShapes];

interface Asked {
  readonly url: string;
  readonly dataDir: string;
  readonly log: Log;
}

/** Opens the engine a DATABASE_URL names, or says in one sentence what such a URL looks like. */
export async function openEngine({ url, dataDir, log }: Asked): Promise<Engine> {
  const [, path] = /^sqlite:(.+)$/.exec(url) ?? [];
  if (path !== undefined) return openSqlite({ path, dataDir, shapes: allShapes });
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url))
    return openPostgres({ url, shapes: allShapes, log });
  if (/^(?:mssql|sqlserver):\/\//.test(url) && URL.canParse(url))
    return openSqlServer({ url, shapes: allShapes, log });
  throw new Error(
    'DATABASE_URL cannot be read: write sqlite:PATH, postgres://user:password@host/database or mssql://user:password@host/database',
  );
}
