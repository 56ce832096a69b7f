import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/database.ts';
import { aTokenIssuer, type ServedIssuer } from '../../tests/fixtures/bot-tokens.ts';
import { type BusyCompany, type Pair, seedBusyCompany } from './busy-company.ts';
import { aFakeConnector, type FakeConnector } from './fake-connector.ts';
import { type Product, startProduct } from './product.ts';

/** The product with all that stands around it in a measurement: Teams, its key server, and a busy company in the store. */
export interface DeskOnTest {
  readonly pairs: readonly Pair[];
  readonly teams: FakeConnector;
  readonly keys: ServedIssuer;
  readonly appId: string;
  /** What the Bot Connector shows at our door. */
  readonly botToken: string;
  /** The same from another issuer, for an SDK that looks for the keys of this one where they cannot be put. */
  readonly botTokenFrom: (iss: string) => string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Starts the product on what the last start left behind. */
  start(more?: {
    readonly command?: readonly [string, ...string[]];
    readonly port?: number;
  }): Promise<Product>;
  /** Ends everything around the product and forgets what was stored; the product must have ended. */
  close(): Promise<void>;
}

export interface DeskOptions extends Partial<Pick<BusyCompany, 'pairs' | 'tenants'>> {
  readonly port: number;
  /** `sqlite` makes a file of its own; a postgres:// address gets a schema of its own, which is dropped at the end. */
  readonly store?: string;
}

/** The only secret of a measurement; it guards nothing. */
export const benchSecret = 'a-secret-of-the-bench-that-is-long-enough';
const appId = '5f0a3a1e-0000-4000-8000-00000000beef';
const quiet = { info: () => undefined, warn: console.warn, error: console.error };

export async function aDeskOnTest({
  port,
  store = 'sqlite',
  pairs = 400,
  tenants = 'each',
}: DeskOptions): Promise<DeskOnTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-bench-'));
  const schema = `bench_${process.pid}_${Math.floor(performance.now())}`;
  const databaseUrl = store === 'sqlite' ? `sqlite:${dataDir}/fieldline.db` : `${store}?schema=${schema}`;
  const issuer = await aTokenIssuer({ appId });
  const keys = await issuer.serve();
  const teams = await aFakeConnector();
  const database = await openDatabase({ url: databaseUrl, dataDir, log: quiet });
  const seeded = await seedBusyCompany(database, {
    pairs,
    tenants,
    secret: benchSecret,
    serviceUrl: teams.url,
  });
  await database.close();
  const env = {
    DATABASE_URL: databaseUrl,
    FIELDLINE_SECRET: benchSecret,
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'constant',
    BOT_OPENID_METADATA_URL: keys.metadataUrl,
    BOT_TOKEN_URL: keys.tokenUrl,
  };
  const claims = { serviceUrl: teams.url, exp: Math.floor(Date.now() / 1000) + 24 * 3600 };
  return {
    pairs: seeded,
    teams,
    keys,
    appId,
    botToken: issuer.token(claims),
    botTokenFrom: (iss) => issuer.token({ ...claims, iss }),
    databaseUrl,
    dataDir,
    start: (more = {}) => startProduct({ port, dataDir, env, ...more }),
    close: async () => {
      await Promise.all([teams.close(), keys.close()]);
      if (store !== 'sqlite') await dropSchema(store, schema);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
}
