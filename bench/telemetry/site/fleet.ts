import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Figure } from '../../rig/figures.ts';
import type { FleetMeasured } from './fleet-process.ts';
import type { BenchOptions } from '../options.ts';

const program = fileURLToPath(new URL('./fleet-process.ts', import.meta.url));

/**
 * A site of 100,000 devices with three channels every five minutes, all of them watched for weeks before. In a process of
 * its own, so that the memory is its alone.
 */
export async function measureFleet({ quick }: BenchOptions): Promise<Figure[]> {
  const asked = quick ? ['10000', '10', '1'] : ['100000', '60', '3'];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...asked], { maxBuffer: 1 << 24 });
  const { devices, start, live, hurried, told } = JSON.parse(
    stdout.trim().split('\n').at(-1)!,
  ) as FleetMeasured;
  const site = `${devices.toLocaleString('en-GB')} devices, 3 channels, 5 min`;
  const simulated =
    'devices and their connections are simulated in process: bodies are parsed, logged durably, watched, ticked; MQTT itself is in "gateway"';
  const figure = (what: string, value: number, unit: string, rest: Partial<Figure> = {}): Figure => ({
    bench: 'fleet',
    what: `${site}: ${what}`,
    value,
    unit,
    ...rest,
  });
  return [
    figure(`CPU at the pace of the site, over ${live.seconds} s`, live.cpuSeconds / live.seconds, 'cores', {
      target: { atMost: 1 },
      note: simulated,
    }),
    figure('memory of the process, the same', live.rssMb, 'MB', {
      target: { atMost: 2500 },
      note: `${start.savedMb.toFixed(0)} MB of it learned state`,
    }),
    figure(
      `CPU of ${hurried.simulatedSeconds / 60} minutes sent at once`,
      hurried.cpuSeconds / hurried.simulatedSeconds,
      'cores',
      {
        target: { atMost: 1 },
        note: `${((hurried.cpuSeconds / hurried.messages) * 1e6).toFixed(0)} us a message; ${(hurried.simulatedSeconds / hurried.wallSeconds).toFixed(0)} times as fast as the site; peak ${hurried.peakMb.toFixed(0)} MB with garbage`,
      },
    ),
    figure('findings of healthy devices', told, '', { note: 'in all that was sent' }),
  ];
}
