import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '../../../devices/log/open-log.ts';
import { pipeline } from '../../../devices/pipeline/pipeline.ts';
import { readBag } from '../../../devices/telemetry/properties.ts';
import { readTelemetry } from '../../../devices/telemetry/read-telemetry.ts';
import { readPieces, type SavedDevice, writePieces } from '../../../domain/iot/detector/snapshot.ts';
import { blockSizes, newWatch, restoreWatch } from '../../../domain/iot/detector/watching.ts';
import { type FieldDevice, makeFleet } from '../field-device.ts';

/** What `fleet.ts` reads from this process's last line. */
export interface FleetMeasured {
  readonly devices: number;
  /** Taking up what was learned (training the patterns among it) and saving it once. */
  readonly start: { readonly cpuSeconds: number; readonly savedMb: number };
  /** Sent at the pace of such a site, by the clock on the wall. */
  readonly live: {
    readonly messages: number;
    readonly seconds: number;
    readonly cpuSeconds: number;
    readonly rssMb: number;
  };
  /** Whole periods, every device in each, as fast as it goes. */
  readonly hurried: {
    readonly messages: number;
    readonly simulatedSeconds: number;
    readonly cpuSeconds: number;
    readonly wallSeconds: number;
    readonly peakMb: number;
  };
  /** Findings told: the devices are healthy. */
  readonly told: number;
}

const [deviceCount, liveSeconds, rounds] = process.argv.slice(2).map(Number) as [number, number, number];
const periodMs = 300_000;
const sliceMs = 10_000;
const together = 200; // more are seldom under way at once
const say = (...said: unknown[]) => console.error(...said);
const quiet = { debug: () => undefined, info: () => undefined, warn: say, error: say };

/** Devices of many kinds, healthy, a reading of three channels every five minutes for 28 days. */
const patterns: FieldDevice[] = [];
for (const device of makeFleet({ seed: 7, devices: 400, faulty: 0 }))
  if (device.periodMs === periodMs && patterns.length < 24) patterns.push(device);
const begin = patterns[0]!.rows[0]!.at + 26 * 86_400_000;
const learned = patterns.map(({ rows }) => rows.findIndex(({ at }) => at >= begin));

/** The state of a site whose devices have all been watched for weeks: learned once a pattern, given to each device. */
function* learnedSite(): Generator<Uint8Array> {
  const trained = newWatch();
  for (const [place, { id, channels, rows }] of patterns.entries())
    for (const { at, values } of rows.slice(0, learned[place]))
      for (const [column, channel] of channels.entries()) trained.observe(id, channel, at, values[column]!);
  const sizes = blockSizes();
  const saved = [...readPieces(trained.savePieces(), sizes)];
  function* everybody(): Generator<SavedDevice> {
    for (let number = 0; number < deviceCount; number++)
      yield { ...saved[number % saved.length]!, name: nameOf(number) };
  }
  yield* writePieces(everybody(), sizes);
}

const nameOf = (number: number): string => `site-device-${number}`;

async function measure(folder: string): Promise<FleetMeasured> {
  let clock = begin;
  const log = await openLog({
    folder: join(folder, 'log'),
    keys: [],
    retention: { ageMs: 1e15, bytes: 1e15 },
    now: () => clock,
    log: quiet,
  });
  let told = 0;
  const watching = pipeline({
    folder: join(folder, 'learned'),
    keys: [],
    log,
    makeWatch: (pieces) => restoreWatch(pieces ?? learnedSite()),
    followed: {
      begin: async () => ({ seq: 0, turns: [] }),
      after: async (seq) => ({ seq, heard: [], isAll: true }),
    },
    record: async (some) => {
      told += some.length;
    },
    isStoreUp: async () => true,
    now: () => new Date(clock),
    logger: quiet,
    saveEveryMs: 3_600_000, // measured by itself, below
  });
  const start = await timed(() => watching.start());

  const messageOf = (number: number, round: number) => {
    const pattern = number % patterns.length;
    const { channels, rows } = patterns[pattern]!;
    const { values } = rows[learned[pattern]! + round]!;
    const said = channels.map((channel, column) => `"${channel}":${values[column]}`);
    const body = Buffer.from(`{${said.join()}}`);
    const properties = readBag(`%24.mid=${round}-${number}&%24.ct=application%2Fjson&%24.ce=utf-8`);
    return log.append(readTelemetry({ device: nameOf(number), arrivedAt: clock, body, properties }));
  };
  const settled = async () => {
    while (watching.health().behind > 0) await pause(5);
  };
  const live = async () => {
    const from = performance.now();
    const perSecond = deviceCount / (periodMs / 1000);
    const ends = from + liveSeconds * 1000;
    let sent = 0;
    for (let now = from; now < ends; now = performance.now()) {
      clock = begin + (now - from);
      const due = Math.floor(((now - from) / 1000) * perSecond);
      for (; sent < due; sent++) void messageOf(sent, 0);
      await pause(10);
    }
    await settled();
    return sent;
  };
  const period = async (round: number) => {
    const slices = periodMs / sliceMs;
    for (let slice = 0; slice < slices; slice++) {
      clock = begin + round * periodMs + slice * sliceMs;
      let waiting: Promise<unknown>[] = [];
      for (let number = slice; number < deviceCount; number += slices) {
        waiting.push(messageOf(number, round));
        if (waiting.length < together) continue;
        await Promise.all(waiting);
        waiting = [];
      }
      await Promise.all(waiting);
      await settled();
    }
  };

  const measured = await timed(live);
  const rssMb = process.memoryUsage.rss() / 2 ** 20;
  const hurried = await timed(async () => {
    for (let round = 1; round <= rounds; round++) await period(round);
  });
  const peakMb = process.resourceUsage().maxRSS / 1024;
  await watching.stop();
  await log.close();
  return {
    devices: deviceCount,
    start: { cpuSeconds: start.cpuSeconds, savedMb: watching.health().savedBytes / 2 ** 20 },
    live: { messages: measured.answer, seconds: liveSeconds, cpuSeconds: measured.cpuSeconds, rssMb },
    hurried: {
      messages: rounds * deviceCount,
      simulatedSeconds: (rounds * periodMs) / 1000,
      cpuSeconds: hurried.cpuSeconds,
      wallSeconds: hurried.wallSeconds,
      peakMb,
    },
    told,
  };
}

async function timed<T>(work: () => Promise<T>) {
  const before = process.cpuUsage();
  const from = performance.now();
  const answer = await work();
  const { user, system } = process.cpuUsage(before);
  return { answer, cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - from) / 1000 };
}

const folder = mkdtempSync(join(tmpdir(), 'fieldline-fleet-'));
try {
  console.log(JSON.stringify(await measure(folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
