import { ownShapes } from '../messaging/tables.ts';
import { shapes } from '../records.ts';
import type { Engine, Log } from './engine.ts';

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
  const [, server] = (URL.canParse(url) && /^(postgres|mssql|sqlserver)(?:ql)?:\/\//.exec(url)) || [];
  // Only the driver that is asked for is loaded: each costs start-up time and memory.
  if (path !== undefined)
    return (await import('./sqlite.ts')).openSqlite({ path, dataDir, shapes: allShapes });
  const asked = { url, shapes: allShapes, log };
  if (server === 'postgres') return (await import('./postgres.ts')).openPostgres(asked);
  if (server !== undefined) return (await import('./sql-server.ts')).openSqlServer(asked);
  throw new Error(
    'DATABASE_URL cannot be read: write sqlite:PATH, postgres://user:password@host/database ' +
      'or mssql://user:password@host/database',
  );
}
