import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../db/database.ts';
import { chance } from '../demo/chance.ts';
import { aDeskOnTest, type DeskOnTest } from './rig/desk-on-test.ts';
import type { Figure } from './rig/figures.ts';
import { type Balance, balanceOfPosts } from './rig/ledger.ts';
import { aLoad, customersWrite, quantile } from './rig/load.ts';
import type { Product } from './rig/product.ts';
import { look, unfinished, untilIdle, untilTakenUp } from './rig/unfinished.ts';

const quiet = { info: () => undefined, warn: console.warn, error: console.error };
/** Well within what two cores do while others use them too: this is about coming back, not about throughput. */
const perSecond = 40;
const timerEveryMs = 50;
const timersForMs = 15 * 60_000;

/**
 * Kills the product under load, again and again, and looks what becomes of the work: what was acknowledged must be there
 * once, and what lay unfinished must be taken up soon after the next start. Customers insist, as their pages do.
 */
export async function measureRecovery(options: {
  readonly port: number;
  readonly stores: readonly { readonly store: string; readonly kills: number }[];
  readonly seed?: number;
}): Promise<Figure[]> {
  const { port, stores, seed = 7 } = options;
  const figures: Figure[] = [];
  for (const { store, kills } of stores) {
    const desk = await aDeskOnTest({ port, store });
    try {
      await seedTimers(desk);
      const { seen, balance } = await killAgainAndAgain(desk, { kills, seed });
      figures.push(
        ...figuresOf(
          `${store === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, ${kills} kills (seed ${seed})`,
          seen,
          balance,
        ),
      );
    } finally {
      await desk.close();
    }
  }
  return figures;
}

/** Of each restart: from the start of the process until it was ready, from then until all was taken up, and how much it was. */
interface Restart {
  readonly readyMs: number;
  readonly takenUpMs: number;
  readonly rows: number;
}

/** Duties about nothing, due one after another through the whole run, so that each kill leaves some undone. */
async function seedTimers({ databaseUrl, dataDir }: DeskOnTest): Promise<void> {
  const database = await openDatabase({ url: databaseUrl, dataDir, log: quiet });
  const from = database.clock.now().getTime();
  await database.commit({})(async (unit) => {
    for (let ms = 0; ms < timersForMs; ms += timerEveryMs)
      unit.startTimer({
        kind: 'conversation.auto-close',
        subjectId: `none-${ms}`,
        dueAt: new Date(from + ms),
      });
  });
  await database.close();
}

async function killAgainAndAgain(
  desk: DeskOnTest,
  { kills, seed }: { readonly kills: number; readonly seed: number },
): Promise<{ seen: Restart[]; balance: Balance }> {
  const random = chance(seed);
  const load = aLoad();
  const seen: Restart[] = [];
  let server = await desk.start();
  const { url } = server;
  const targets = customersWrite(desk.pairs, 'crash');
  const run = load.run({ url, perSecond, seconds: 3600, targets, firstNumber: 0, insist: true });
  try {
    for (let kill = 0; kill < kills; kill++) {
      await wait(random.whole(300, 2500));
      server = await killOnce(desk, server, seen);
    }
    load.stop();
    const told = await run;
    await untilIdle(desk.databaseUrl, { tables: ['inbox'], withinMs: 120_000 });
    await server.stop();
    const database = await openDatabase({ url: desk.databaseUrl, dataDir: desk.dataDir, log: quiet });
    return { seen, balance: await balanceOfPosts(database, told).finally(() => database.close()) };
  } finally {
    load.close();
    await run.catch(() => undefined);
    await server.kill();
  }
}

async function killOnce(desk: DeskOnTest, server: Product, seen: Restart[]): Promise<Product> {
  await server.kill();
  const onlooker = await look(desk.databaseUrl);
  const left = await unfinished(onlooker, Date.now());
  await onlooker.close();
  const again = await desk.start();
  const readyAt = performance.now();
  await untilTakenUp(desk.databaseUrl, left, 30_000);
  seen.push({ readyMs: again.readyMs, takenUpMs: performance.now() - readyAt, rows: left.length });
  return again;
}

function figuresOf(
  what: string,
  seen: readonly Restart[],
  { acknowledged, lost, doubled }: Balance,
): Figure[] {
  const rows = seen.map((one) => one.rows);
  const note = `${Math.min(...rows)} to ${Math.max(...rows)} rows of inbox, outbox and due timers lay unfinished`;
  const figure = (name: string, value: number, unit: string, atMost?: number, more?: string): Figure => ({
    bench: 'recovery',
    what: `${what}: ${name}`,
    value,
    unit,
    ...(atMost !== undefined && { target: { atMost } }),
    ...(more && { note: more }),
  });
  const takenUp = seen.map((one) => one.takenUpMs);
  const fromExec = seen.map((one) => one.readyMs + one.takenUpMs);
  return [
    figure('acknowledged messages lost', lost, 'messages', 0, `of ${acknowledged} acknowledged`),
    figure('acknowledged messages doubled', doubled, 'messages', 0),
    figure(
      'exec to ready, median',
      quantile(
        seen.map((one) => one.readyMs),
        0.5,
      ),
      'ms',
    ),
    figure('ready to all taken up, slowest', Math.max(...takenUp), 'ms', 3_000, note),
    figure('exec to all taken up, slowest', Math.max(...fromExec), 'ms', 8_000),
  ];
}
