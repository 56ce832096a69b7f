import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../../rig/figures.ts';
import type { BenchOptions } from '../options.ts';
import type { Reconnected } from './reconnect-process.ts';

/** How long a whole fleet needs to come back after the gateway was away. */
export async function measureReconnect(options: BenchOptions): Promise<Figure[]> {
  const count = options.quick ? 5_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-fleet-'));
  try {
    const { connections, seconds, cpuSeconds, rssMb, kept } = await reconnect(folder, count);
    const note =
      'each signs in by SAS, subscribes twice and sends one acknowledged message; pairs of streams in one process, not sockets';
    const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
      bench: 'reconnect',
      what,
      value,
      unit,
      ...more,
    });
    return [
      figure(`${count} devices come back`, seconds, 's', { target: { atMost: 120 }, note }),
      figure('CPU of both sides', (cpuSeconds / connections) * 1e6, 'us/device'),
      figure('memory, both sides of every connection', rssMb, 'MB', {
        note: `${((rssMb * 1024) / connections).toFixed(1)} KB a connection`,
      }),
      figure('messages missing', 2 * count - kept, 'messages', { target: { atMost: 0 } }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reconnect(folder: string, count: number): Promise<Reconnected> {
  const script = new URL('reconnect-process.ts', import.meta.url).pathname;
  const args = ['--expose-gc', '--max-old-space-size=8192', script, folder, String(count)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the fleet's process ended with ${code}`);
  return JSON.parse(output.trim().split('\n').at(-1)!) as Reconnected;
}
