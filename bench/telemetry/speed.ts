import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../../domain/iot/detector/memory.ts';
import { blockSizes, newWatch } from '../../domain/iot/detector/watching.ts';
import type { Figure } from '../rig/figures.ts';
import { makeFleet } from './field-device.ts';
import type { BenchOptions } from './options.ts';

interface Parsed {
  readonly device: string;
  readonly channel: string;
  readonly at: number;
  readonly value: number;
}

/** Readings of many devices in order of time, as a site sends them. */
function siteReadings(devices: number): Parsed[] {
  const all = [...makeFleet({ seed: 77, devices })].flatMap(({ id, channels, rows }) =>
    rows.flatMap(({ at, values }) =>
      channels.map((channel, index) => ({ device: id, channel, at, value: values[index]! })),
    ),
  );
  return all.sort((a, b) => a.at - b.at);
}

const perSecond = (count: number, micros: number): number => Math.round(count / (micros / 1e6));
const cpuOf = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return user + system;
};

/** Speed of the detectors in process on parsed readings, and of the whole command from NDJSON to alerts; size of the state. */
export async function measureSpeed({ quick }: BenchOptions): Promise<Figure[]> {
  const readings = siteReadings(quick ? 20 : 100);
  const rounds = Array.from({ length: quick ? 1 : 3 }, () => {
    const watch = newWatch();
    const started = process.cpuUsage();
    for (const { device, channel, at, value } of readings) watch.observe(device, channel, at, value);
    return perSecond(readings.length, cpuOf(started));
  });
  const sizes = blockSizes();
  const channelBytes = bytesOf(sizes.channel);
  const deviceBytes = bytesOf(sizes.device);
  const row = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    bench: 'detector speed',
    what,
    value,
    unit,
    ...more,
  });
  return [
    row('parsed readings, all detectors', Math.max(...rounds), 'a CPU second', {
      target: { atLeast: 500_000 },
      note: `the best of ${rounds.join(', ')}`,
    }),
    row('NDJSON to alerts, the whole command', endToEnd(readings, []), 'readings a CPU second', {
      note: 'start of the process included',
    }),
    row(
      'NDJSON to every score, the whole command',
      endToEnd(readings, ['--every-score']),
      'readings a CPU second',
    ),
    row('state of a channel', channelBytes, 'bytes', {
      target: { atMost: 8192 },
      note: `and ${deviceBytes} a device of several channels; saved as it is`,
    }),
  ];
}

function endToEnd(readings: readonly Parsed[], words: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'detect-'));
  try {
    const file = join(folder, 'readings.ndjson');
    writeFileSync(file, readings.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const script = `import { detect } from ${JSON.stringify(new URL('../../devices/detect/detect-command.ts', import.meta.url).href)};
      await detect([${JSON.stringify(file)}, ...${JSON.stringify(words)}]);
      const { user, system } = process.cpuUsage();
      process.stderr.write(String(user + system));`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`detect ended with ${status}: ${stderr.slice(0, 300)}`);
    return perSecond(readings.length, Number(stderr));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  for (const { what, value, unit, note } of await measureSpeed({ data: undefined, port: 0, quick: false }))
    console.log(`${what}: ${value} ${unit}${note === undefined ? '' : ` (${note})`}`);
}
