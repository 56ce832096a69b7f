import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { aDeskOnTest, type DeskOnTest } from './rig/desk-on-test.ts';
import { type Call, delivered } from './rig/fake-connector.ts';
import type { Figure } from './rig/figures.ts';
import { aLoad, customersWrite, type Load, quantile } from './rig/load.ts';
import type { Told } from './rig/load-client.ts';
import type { Product } from './rig/product.ts';
import { untilIdle } from './rig/unfinished.ts';

const clock = () => performance.timeOrigin + performance.now();

/** How long it takes from a customer's pressing Send until staff can see the message: in the live stream, and in Teams. */
export async function measureVisible({
  port,
  seconds = 20,
}: {
  port: number;
  seconds?: number;
}): Promise<Figure[]> {
  const load = aLoad();
  try {
    return [...(await inTheStream({ port, seconds, load })), ...(await inTeams({ port, seconds, load }))];
  } finally {
    load.close();
  }
}

interface Run {
  readonly port: number;
  readonly seconds: number;
  readonly load: Load;
}

async function inTheStream({ port, seconds, load }: Run): Promise<Figure[]> {
  const desk = await aDeskOnTest({ port, tenants: 'one' });
  const server = await desk.start();
  try {
    const stream = await listen(server);
    const told = await write(desk, { server, load, seconds, perSecond: 300 });
    await wait(3000);
    stream.close();
    const waits = told.flatMap(({ number, sentAt }) => {
      const seen = stream.seen.get(number);
      return seen === undefined ? [] : [seen - sentAt];
    });
    await untilIdle(desk.databaseUrl, { tables: ['inbox', 'outbox'], withinMs: 120_000 });
    const what = "a customer's message on GET /api/events, 300/s";
    const unseen = told.length - waits.length;
    return [
      figure(`${what}: p50`, quantile(waits, 0.5), 'ms'),
      figure(`${what}: p95`, quantile(waits, 0.95), 'ms', 250),
      figure(`${what}: not seen`, unseen, 'messages', 0),
      ...limitsKept(desk, seconds),
      cardsKept(desk, told),
    ];
  } finally {
    await server.stop();
    await desk.close();
  }
}

/** Few enough that every thread and the tenant stay within Teams' limits, with the card's update beside each line. */
async function inTeams({ port, seconds, load }: Run): Promise<Figure[]> {
  const desk = await aDeskOnTest({ port, pairs: 40, tenants: 'one' });
  const server = await desk.start();
  try {
    const perSecond = 20;
    const told = await write(desk, { server, load, seconds, perSecond });
    await wait(2000);
    const seen = new Map(
      delivered(desk.teams).flatMap((call) => linesIn(call).map((number) => [number, call.at])),
    );
    const waits = told.flatMap(({ number, sentAt }) =>
      seen.has(number) ? [seen.get(number)! - sentAt] : [],
    );
    const what = `a customer's message in Teams, ${perSecond}/s over 40 threads`;
    return [
      figure(`${what}: p50`, quantile(waits, 0.5), 'ms'),
      figure(`${what}: p95`, quantile(waits, 0.95), 'ms', 250),
      figure(`${what}: not seen`, told.length - waits.length, 'messages', 0),
    ];
  } finally {
    await server.stop();
    await desk.close();
  }
}

const write = async (
  { pairs }: DeskOnTest,
  { server, load, seconds, perSecond }: { server: Product; load: Load; seconds: number; perSecond: number },
): Promise<Told[]> => {
  const plan = { url: server.url, perSecond, insist: false };
  await load.run({ ...plan, seconds: 3, targets: customersWrite(pairs, 'warm'), firstNumber: 0 });
  await wait(1500);
  return load.run({ ...plan, seconds, targets: customersWrite(pairs, 'seen'), firstNumber: 0 });
};

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\bseen (\d+):/g)].map(([, number]) => Number(number));
const linesIn = ({ method, activity }: Call): number[] =>
  method === 'POST' ? numbersIn(String(activity.text ?? '')) : [];

/** Beyond the limits: how many sends a thread and the tenant got at most, and whether each case's card ends up right. */
function limitsKept({ teams, pairs }: DeskOnTest, seconds: number): Figure[] {
  const calls = delivered(teams);
  const times = calls.map(({ at }) => at).sort((a, b) => a - b);
  const inTenant = most(times, 1000);
  const inThread = Math.max(
    ...pairs.map(({ threadId }) =>
      most(
        calls.filter((call) => call.conversationId === threadId).map(({ at }) => at),
        1000,
      ),
    ),
  );
  const note = `${calls.length} sends for ${300 * seconds} messages: the rest is in the cases' cards`;
  return [
    // A second at their side need not begin where it began at ours: one send more may fall into it.
    figure('Teams beyond its limits: most sends to the tenant in a second', inTenant, 'sends', 51, note),
    figure('Teams beyond its limits: most sends to a thread in a second', inThread, 'sends', 8),
  ];
}

/** What was not said line by line must stand in the cards: each ends up with its customer's newest words. */
function cardsKept({ teams, pairs }: DeskOnTest, told: readonly Told[]): Figure {
  const newest = new Map(told.map(({ target, number }) => [pairs[target]!.threadId, number]));
  const cards = new Map<string, string>();
  for (const { conversationId, activity } of delivered(teams))
    if ('attachments' in activity) cards.set(conversationId, JSON.stringify(activity.attachments));
  const stale = [...newest].filter(([thread, number]) => !cards.get(thread)?.includes(`seen ${number}:`));
  return figure(
    "Teams beyond its limits: case cards without the customer's newest words",
    stale.length,
    'cards',
    0,
  );
}

function most(times: readonly number[], windowMs: number): number {
  let first = 0;
  return times.reduce((best, at, last) => {
    while (times[first]! <= at - windowMs) first++;
    return Math.max(best, last - first + 1);
  }, 0);
}

interface Stream {
  /** When each numbered message was first seen. */
  readonly seen: Map<number, number>;
  close(): void;
}

async function listen({ url }: Product): Promise<Stream> {
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"persona":"supervisor"}',
  });
  const { token } = (await answer.json()) as { token: string };
  const seen = new Map<number, number>();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/api/events`, { headers: { authorization: `Bearer ${token}` } }, resolve).once(
      'error',
      reject,
    );
  });
  if (response.statusCode !== 200) throw new Error(`GET /api/events answered ${response.statusCode}`);
  let event = '';
  let rest = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    const at = clock();
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith('event: ')) event = line.slice('event: '.length);
      if (event === 'message.received' && line.startsWith('data: '))
        for (const number of numbersIn(line)) if (!seen.has(number)) seen.set(number, at);
    }
  });
  response.on('error', () => undefined);
  return { seen, close: () => void response.destroy() };
}

function figure(what: string, value: number, unit: string, atMost?: number, note?: string): Figure {
  return {
    bench: 'visible',
    what,
    value,
    unit,
    ...(atMost !== undefined && { target: { atMost } }),
    ...(note && { note }),
  };
}
