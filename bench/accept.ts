import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../db/database.ts';
import { aDeskOnTest, type DeskOnTest } from './rig/desk-on-test.ts';
import type { Figure } from './rig/figures.ts';
import { type Balance, balanceOfPosts, balanceOfTyped } from './rig/ledger.ts';
import { agentsWrite, aLoad, customersWrite, type Load, quantile } from './rig/load.ts';
import type { Target, Told } from './rig/load-client.ts';
import { cpuMsOf } from './rig/process-usage.ts';
import { type Product, startProduct } from './rig/product.ts';
import { untilIdle } from './rig/unfinished.ts';

const quiet = { info: () => undefined, warn: console.warn, error: console.error };

/**
 * How long a sender waits until we have taken a message in for good: customers posting in web chats, and the Bot Connector
 * delivering what agents typed, with signed tokens. All that follows runs meanwhile: turns, cards, sending to Teams.
 */
export async function measureAccept(options: {
  readonly port: number;
  readonly stores: readonly string[];
  readonly seconds?: number;
}): Promise<Figure[]> {
  const { port, stores, seconds = 30 } = options;
  const figures: Figure[] = [];
  for (const store of stores) {
    const name = store === 'sqlite' ? 'SQLite' : 'PostgreSQL';
    const desk = await aDeskOnTest({ port, store, tenants: 'one' });
    const load = aLoad();
    try {
      figures.push(await floor(desk, { load, port: port + 1, name }));
      const told = await runAll(desk, { load, seconds, figures, name });
      figures.push(...(await losses(desk, told, name)));
    } finally {
      load.close();
      await desk.close();
    }
  }
  return figures;
}

interface Runs {
  readonly load: Load;
  readonly seconds: number;
  readonly figures: Figure[];
  readonly name: string;
}

type AllTold = Readonly<Record<'steady' | 'typed' | 'burst', readonly Told[]>>;

async function runAll(desk: DeskOnTest, { load, seconds, figures, name }: Runs): Promise<AllTold> {
  const server = await desk.start();
  let number = 0;
  const run = async (what: string, perSecond: number, targets: Target[], forSeconds = seconds) => {
    const before = cpuMsOf(server.pid);
    const told = await load.run({
      url: server.url,
      perSecond,
      seconds: forSeconds,
      targets,
      firstNumber: number,
      insist: false,
    });
    number += told.length;
    await settled(desk, server);
    const cpu = cpuMsOf(server.pid) - before;
    if (what) figures.push(...latencies({ what: `${name}, ${what}`, told, perSecond, cpu }));
    return told;
  };
  try {
    await run('', 100, customersWrite(desk.pairs, 'warm'), 5);
    const steady = await run('customers in web chat', 300, customersWrite(desk.pairs, 'steady'));
    const typed = await run('agents in Teams', 300, agentsInTeams(desk, 'typed'));
    const burst = await run('burst of customers', 500, customersWrite(desk.pairs, 'burst'));
    return { steady, typed, burst };
  } finally {
    await server.stop();
  }
}

/** What the machine gives any server at this moment: a bare node:http under the same load, in the same minute. */
async function floor(
  { dataDir, pairs }: DeskOnTest,
  { load, port, name }: { readonly load: Load; readonly port: number; readonly name: string },
): Promise<Figure> {
  const command = [fileURLToPath(new URL('../bin/node24', import.meta.url)), 'bench/echo/bare.ts'] as const;
  const bare = await startProduct({ port, dataDir, command });
  const plan = { url: bare.url, perSecond: 300, seconds: 8, firstNumber: 0, insist: false };
  const told = await load.run({ ...plan, targets: customersWrite(pairs, 'bare') }).finally(() => bare.kill());
  const waited = told.map(({ answeredAt, sentAt }) => answeredAt - sentAt);
  const note = `p50 ${quantile(waited, 0.5).toFixed(1)} ms; nothing is read, kept or checked`;
  const what = `before ${name}: a bare node:http server, 300/s, p99`;
  return { bench: 'accept', what, value: quantile(waited, 0.99), unit: 'ms', note };
}

const agentsInTeams = ({ pairs, botToken, teams }: DeskOnTest, run: string): Target[] =>
  agentsWrite(pairs, {
    run,
    text: `${run} {n}: our technician is on the way`,
    token: botToken,
    serviceUrl: teams.url,
  });

/** Waits until the inbox is worked off, so that one run's backlog is not the next one's. */
async function settled(desk: DeskOnTest, server: Product): Promise<void> {
  await untilIdle(desk.databaseUrl, { tables: ['inbox'], withinMs: 120_000 });
  await wait(500);
  if (server.log.some((line) => line.includes('"level":50')))
    throw new Error(server.log.slice(-5).join('\n'));
}

function latencies(run: { what: string; told: readonly Told[]; perSecond: number; cpu: number }): Figure[] {
  const { what, told, perSecond, cpu } = run;
  const waited = told.map(({ answeredAt, sentAt }) => answeredAt - sentAt);
  const refused = told.filter(({ status }) => status < 200 || status > 299).length;
  const isSteady = perSecond === 300;
  const figure = (name: string, value: number, unit: string, atMost?: number): Figure => ({
    bench: 'accept',
    what: `${what}, ${perSecond}/s: ${name}`,
    value,
    unit,
    ...(atMost !== undefined && { target: { atMost } }),
  });
  return [
    figure('to 2xx p50', quantile(waited, 0.5), 'ms', isSteady ? 8 : undefined),
    figure('to 2xx p99', quantile(waited, 0.99), 'ms', isSteady ? 50 : undefined),
    figure('not answered 2xx', refused, 'messages', 0),
    figure('CPU of the server meanwhile', (cpu / told.length) * 1000, 'us/message'),
  ];
}

async function losses(desk: DeskOnTest, told: AllTold, name: string): Promise<Figure[]> {
  const database = await openDatabase({ url: desk.databaseUrl, dataDir: desk.dataDir, log: quiet });
  try {
    const posts = await balanceOfPosts(database, [...told.steady, ...told.burst]);
    const typed = await balanceOfTyped(
      database,
      told.typed,
      ({ number }) => `typed ${number}: our technician is on the way`,
    );
    return [
      figuresOf(`${name}, customers' messages`, posts),
      figuresOf(`${name}, agents' messages`, typed),
    ].flat();
  } finally {
    await database.close();
  }
}

const figuresOf = (what: string, { acknowledged, lost, doubled }: Balance): Figure[] => {
  const note = `of ${acknowledged} acknowledged`;
  return [
    { bench: 'accept', what: `${what}: lost`, value: lost, unit: 'messages', target: { atMost: 0 }, note },
    {
      bench: 'accept',
      what: `${what}: doubled`,
      value: doubled,
      unit: 'messages',
      target: { atMost: 0 },
      note,
    },
  ];
};
