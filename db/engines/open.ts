import { ownShapes } from '../messaging/tables.ts';
import { shapes } from '../records.ts';
import type { Engine, Log } from './engine.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the engine a DATABASE_URL names, or says in one sentence what such a URL looks like. */
export async function openEngine({
  url,
  dataDir,
}: {
  url: string;
  dataDir: string;
  log: Log;
}): Promise<Engine> {
  const all = [...Object.values(shapes), ...ownShapes];
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length)
    return openSqlite({ path: url.slice('sqlite:'.length), dataDir, shapes: all });
  throw new Error(
    'DATABASE_URL cannot be read: write sqlite:PATH, postgres://user:password@host/database or mssql://user:password@host/database',
  );
}
