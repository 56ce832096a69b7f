import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../db/database.ts';
import { chance } from '../demo/chance.ts';
import { aDeskOnTest, type DeskOnTest } from './desk-on-test.ts';
import type { Figure } from './figures.ts';
import { type Balance, balanceOfPosts } from './ledger.ts';
import { aLoad, customersWrite, quantile } from './load.ts';
import type { Product } from './product.ts';
import { look, stillUntouched, unfinished } from './unfinished.ts';

const quiet = { info: () => undefined, warn: console.warn, error: console.error };
const perSecond = 100;
const timerEveryMs = 50;

export interface RecoveryOptions {
  readonly port: number;
  readonly stores: readonly { readonly store: string; readonly kills: number }[];
  readonly seed?: number;
}

/**
 * Kills the product under load, again and again, and looks what becomes of the work: what was acknowledged must be there
 * once, and what lay unfinished must be taken up soon after the next start. Customers insist, as their pages do.
 */
export async function measureRecovery({ port, stores, seed = 7 }: RecoveryOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { store, kills } of stores) {
    const desk = await aDeskOnTest({ port, store });
    try {
      figures.push(...(await killAndRecover(desk, { name: store === 'sqlite' ? 'SQLite' : 'PostgreSQL', kills, seed })));
    } finally {
      await desk.close();
    }
  }
  return figures;
}

interface Seen {
  /** Milliseconds from the start of the process until it was ready, of each restart. */
  readonly ready: number[];
  /** From ready until everything unfinished was taken up. */
  readonly takenUp: number[];
  /** How many rows lay unfinished at each kill. */
  readonly rows: number[];
}

async function killAndRecover(
  desk: DeskOnTest,
  { name, kills, seed }: { readonly name: string; readonly kills: number; readonly seed: number },
): Promise<Figure[]> {
  await seedTimers(desk, kills * 12);
  const random = chance(seed);
  const load = aLoad();
  const seen: Seen = { ready: [], takenUp: [], rows: [] };
  let server = await desk.start();
  try {
    const run = load.run({
      url: server.url,
      perSecond,
      seconds: 3600,
      targets: customersWrite(desk.pairs, 'crash'),
      firstNumber: 0,
      insist: true,
    });
    for (let kill = 0; kill < kills; kill++) {
      await wait(random.whole(300, 2500));
      server = await killOnce(desk, { server, seen });
    }
    load.stop();
    const told = await run;
    await server.stop();
    const database = await openDatabase({ url: desk.databaseUrl, dataDir: desk.dataDir, log: quiet });
    const restarted = await desk.start().catch(() => undefined);
    await restarted?.stop();
    const balance = await balanceOfPosts(database, told).finally(() => database.close());
    return figuresOf({ name, kills, seed }, seen, balance);
  } finally {
    load.close();
    await server.kill();
  }
}
