import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { aDeskOnTest, type DeskOnTest } from './rig/desk-on-test.ts';
import type { Figure } from './rig/figures.ts';
import { agentsWrite, aLoad, type Load } from './rig/load.ts';
import { cpuMsOf } from './rig/process-usage.ts';
import { type Product, startProduct } from './rig/product.ts';

const rounds = 4;
const secondsPerRound = 5;
const agentsIssuer = 'https://issuer.example';

interface Runner {
  readonly name: string;
  readonly server: Product;
  readonly text: string;
  readonly token: string;
  /** Not every message is answered by one of its own: bursts become one card. */
  readonly coalesces?: boolean;
  /** CPU of each round, in microseconds a message. */
  readonly used: number[];
}

/**
 * What one turn costs our server in CPU: check the token, keep the activity, decide, keep the outcome, send the answer.
 * Beside it, in the same minutes, the bare echo bots of the two SDKs, which keep nothing. Rounds are interleaved, so that
 * whatever else the machine does meets all of them.
 */
export async function measureTurn({
  port,
  perSecond = 300,
}: {
  port: number;
  perSecond?: number;
}): Promise<Figure[]> {
  const desk = await aDeskOnTest({ port });
  const keys = await keyServer(desk);
  const load = aLoad();
  const runners = await startAll(desk, { port, authority: keys.url });
  try {
    for (let round = 0; round <= rounds; round++)
      for (const runner of runners) {
        const used = await measureRound(desk, { runner, load, round, perSecond });
        if (round > 0) runner.used.push(used); // the first warms up
      }
  } finally {
    load.close();
    await Promise.all([...new Set(runners.map(({ server }) => server))].map((server) => server.stop()));
    await keys.close();
    await desk.close();
  }
  return figuresOf(runners, perSecond);
}

async function startAll(
  desk: DeskOnTest,
  { port, authority }: { readonly port: number; readonly authority: string },
): Promise<Runner[]> {
  const echo = (file: string, at: number) =>
    startProduct({
      port: port + at,
      dataDir: desk.dataDir,
      command: [fileURLToPath(new URL('../bin/node24', import.meta.url)), `bench/echo/${file}`],
      env: {
        MicrosoftAppId: desk.appId,
        KEYS_ISSUER: agentsIssuer,
        BOT_OPENID_METADATA_URL: desk.keys.metadataUrl,
        KEYS_AUTHORITY: authority,
      },
    });
  const ours = await desk.start();
  const more = (token = desk.botToken) => ({ token, used: [] as number[] });
  const agentsToken = desk.botTokenFrom(agentsIssuer);
  return [
    { name: 'ours, a command answered', server: ours, text: 'help', ...more() },
    { name: 'botbuilder 4.23 echo', server: await echo('botbuilder.ts', 1), text: 'help', ...more() },
    {
      name: 'agents-hosting 1.8 echo',
      server: await echo('agents.ts', 2),
      text: 'help',
      ...more(agentsToken),
    },
    {
      name: 'ours, an answer to a customer',
      server: ours,
      text: '{n}: our technician is on the way',
      coalesces: true,
      ...more(),
    },
  ];
}

async function measureRound(
  { pairs, teams }: DeskOnTest,
  { runner, load, round, perSecond }: { runner: Runner; load: Load; round: number; perSecond: number },
): Promise<number> {
  const { server, name, text, token } = runner;
  teams.calls.length = 0;
  const before = cpuMsOf(server.pid);
  const told = await load.run({
    url: server.url,
    perSecond,
    seconds: secondsPerRound,
    targets: agentsWrite(pairs, { run: `${name}-${round}`, text, token, serviceUrl: teams.url }),
    firstNumber: 0,
    insist: false,
  });
  // Lines about a case are left out while a thread is at Teams' limit: its card says the same.
  const expected = runner.coalesces ? 1 : told.length;
  for (let tries = 0; teams.calls.length < expected && tries < 100; tries++) await wait(50);
  await wait(500);
  const failed = told.filter(({ status }) => status < 200 || status > 299).length;
  if (failed > 0 || teams.calls.length < expected)
    throw new Error(
      `${name}: ${failed} of ${told.length} refused, ${teams.calls.length} sent:\n${server.log.slice(-3).join('\n')}`,
    );
  return ((cpuMsOf(server.pid) - before) / told.length) * 1000;
}

/** The keys where the Agents SDK looks for those of an Entra authority. */
async function keyServer({ keys }: DeskOnTest): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: keys.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function figuresOf(runners: readonly Runner[], perSecond: number): Figure[] {
  const median = ({ used }: Runner) => [...used].sort((a, b) => a - b)[Math.floor(used.length / 2)]!;
  const [command, botbuilder, agents] = runners as [Runner, Runner, Runner];
  const ratio = (other: Runner) => median(command) / median(other);
  const note = `median of ${rounds} interleaved rounds of ${secondsPerRound} s at ${perSecond}/s`;
  const cpu = runners.map((one) => ({
    bench: 'turn',
    what: `CPU a turn: ${one.name}`,
    value: median(one),
    unit: 'us',
    note,
  }));
  return [
    ...cpu,
    {
      bench: 'turn',
      what: 'ours against botbuilder echo',
      value: ratio(botbuilder),
      unit: 'x',
      target: { atMost: 2 },
    },
    { bench: 'turn', what: 'ours against agents-hosting echo', value: ratio(agents), unit: 'x' },
  ];
}
