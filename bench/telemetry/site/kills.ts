import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../rig/figures.ts';
import { freePort } from '../../rig/free-port.ts';
import { type Product, startProduct } from '../../rig/product.ts';
import { type Dice, dice } from '../dice.ts';
import type { BenchOptions } from '../options.ts';
import { aSender } from './sender.ts';
import { type SiteApi, siteApi } from './site-api.ts';

/** What became of a site that was killed again and again while faults came and went. */
export interface KillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  /** Acknowledged readings that are not in the log. */
  readonly lost: number;
  /** Readings that are in the log more than once. */
  readonly twice: number;
  readonly faults: number;
  /** Faults that have no alert. */
  readonly missed: number;
  /** Alerts beyond one for each fault. */
  readonly duplicates: number;
  readonly slowestReadyMs: number;
}

const devices = ['kill-a', 'kill-b', 'kill-c', 'kill-d'];
const inFault = 12; // messages on one channel: the middle ones are over its line

/**
 * Sends without a pause from four devices, a fault of its own on each channel, and kills the whole product at random
 * moments; what was not acknowledged is sent again. In the end every fault has one alert and every reading is there once.
 */
export async function killSite({
  kills,
  seed,
}: {
  readonly kills: number;
  readonly seed: number;
}): Promise<KillOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-kills-'));
  const random = dice(seed);
  const port = await freePort();
  let product = await startProduct({ port, dataDir });
  let slowestReadyMs = 0;
  try {
    const keys = await registered(await siteApi(product, 'supervisor'));
    const sent = new Map(devices.map((id) => [id, 0]));
    for (let killed = 0; killed <= kills; killed++) {
      const isLast = killed === kills;
      await sendUntilKilled({ product, keys, sent, random, isLast });
      if (isLast) break;
      product = await startProduct({ port, dataDir });
      slowestReadyMs = Math.max(slowestReadyMs, product.readyMs);
    }
    return { kills, slowestReadyMs, ...(await judged(product, sent)) };
  } finally {
    await product.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function registered(site: SiteApi): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const id of devices) {
    const { key } = await site.send<{ key: string }>('/api/devices', { id });
    keys.set(id, key);
  }
  return keys;
}

interface Sending {
  readonly product: Product;
  readonly keys: ReadonlyMap<string, string>;
  /** How many messages of each device are acknowledged. */
  readonly sent: Map<string, number>;
  readonly random: Dice;
  readonly isLast: boolean;
}

/** One life of the product. Rules for the channels to come are set as they come, so that their news are lost or kept too. */
async function sendUntilKilled({ product, keys, sent, random, isLast }: Sending): Promise<void> {
  const site = await siteApi(product, 'supervisor');
  const port = await site.mqttPort();
  let isOver = false;
  const work = devices.map(async (id) => {
    const sender = await aSender({ port, id, key: keys.get(id)! });
    try {
      while (!isOver) {
        const number = sent.get(id)!;
        if (number % inFault === 0) await site.send(`/api/devices/${id}/rules`, rulesFor(number), 'PUT');
        await sender.send(messageOf(number), `${id}-${number}`);
        sent.set(id, number + 1);
        await pause(2); // or the machine belongs to us alone
      }
    } finally {
      sender.end();
    }
  });
  const ended = Promise.allSettled(work);
  await pause(random.between(150, 1500));
  if (!isLast) await product.kill();
  isOver = true;
  await ended;
}

const channelOf = (number: number): string => `c${Math.floor(number / inFault)}`;
/** Over the line from the fifth to the eighth of a channel's messages; no value comes twice. */
const levelOf = (number: number): number => {
  const place = number % inFault;
  return (place >= 4 && place < 8 ? 100 : 10) + number / 1e6;
};
const messageOf = (number: number): object => ({ [channelOf(number)]: levelOf(number) });
const rulesFor = (number: number): object[] =>
  [0, 1].map((ahead) => ({
    kind: 'threshold',
    channel: channelOf(number + ahead * inFault),
    above: 80,
    severity: 'minor',
  }));

async function judged(product: Product, sent: ReadonlyMap<string, number>) {
  const site = await siteApi(product, 'admin');
  for (let tries = 0; (await site.behind()) > 0 && tries < 500; tries++) await pause(20);
  const alerts = await site.all<{ device: string; channel: string; kind: string }>('/api/alerts?$top=100000');
  const told = new Map<string, number>();
  for (const { device, channel, kind } of alerts)
    if (kind === 'threshold') told.set(`${device}/${channel}`, (told.get(`${device}/${channel}`) ?? 0) + 1);
  let [acknowledged, lost, twice, faults, missed, duplicates] = [0, 0, 0, 0, 0, 0];
  for (const [id, count] of sent) {
    const kept = new Map<number, number>();
    for (const { value } of await site.all<{ value: number }>(`/api/devices/${id}/readings`))
      kept.set(value, (kept.get(value) ?? 0) + 1);
    acknowledged += count;
    for (let number = 0; number < count; number++) if (!kept.has(levelOf(number))) lost++;
    for (const times of kept.values()) twice += times - 1;
    for (let first = 0; first + 8 <= count; first += inFault) {
      faults++;
      const alertsOf = told.get(`${id}/${channelOf(first)}`) ?? 0;
      if (alertsOf === 0) missed++;
      duplicates += Math.max(0, alertsOf - 1);
    }
  }
  return { acknowledged, lost, twice, faults, missed, duplicates };
}

/** The promise of exactly one alert for a fault, over 20 kills of the whole product. */
export async function measureKills({ quick }: BenchOptions): Promise<Figure[]> {
  const outcome = await killSite({ kills: quick ? 3 : 20, seed: 11 });
  const figure = (what: string, value: number, note = ''): Figure => ({
    bench: 'kills',
    what: `${what}, over ${outcome.kills} kill -9 of the whole product`,
    value,
    unit: '',
    target: { atMost: 0 },
    note,
  });
  return [
    figure('acknowledged readings lost', outcome.lost, `of ${outcome.acknowledged}`),
    figure('readings kept twice', outcome.twice),
    figure('faults without an alert', outcome.missed, `of ${outcome.faults}`),
    figure('duplicate alerts', outcome.duplicates),
    {
      bench: 'kills',
      what: 'slowest start after a kill, to "ready"',
      value: outcome.slowestReadyMs / 1000,
      unit: 's',
      target: { atMost: 15 },
    },
  ];
}
