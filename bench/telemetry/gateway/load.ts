import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../../rig/figures.ts';
import type { BenchOptions } from '../options.ts';
import type { Sent } from './senders-process.ts';

const script = (name: string) => new URL(name, import.meta.url).pathname;

/** What the site's process says of itself. */
export interface SiteState {
  readonly cpuSeconds: number;
  readonly rssMb: number;
  readonly loopP99Ms: number;
  readonly log: { readonly end: number; readonly kept: number; readonly repeats: number };
  readonly gateway: { readonly devices: number };
  readonly watch: { readonly behind: number; readonly readings: number; readonly lagSeconds: number } | null;
}

/** A site in a process of its own. */
export interface SiteProcess {
  readonly child: ChildProcess;
  readonly port: number;
  /** What it says of itself since the last reset. */
  state(asked?: 'state' | 'reset'): Promise<SiteState>;
}

/** Starts gateway, log and detector in one process. */
export async function startSite(folder: string, port: number, watch = true): Promise<SiteProcess> {
  const child = fork(script('site-process.ts'), [folder, String(port), watch ? 'watch' : 'alone'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [started] = (await once(child, 'message')) as [{ port: number }];
  return {
    child,
    port: started.port,
    state: async (asked = 'state') => {
      const answer = once(child, 'message');
      child.send(asked);
      return ((await answer) as [SiteState])[0];
    },
  };
}

/** How fast devices' messages become durable beside the detector, and how long a device waits for that. */
export async function measureGateway(options: BenchOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-gateway-'));
  const site = await startSite(folder, options.port);
  const seconds = options.quick ? 3 : 15;
  try {
    const full = await load(site, { devices: 500, seconds, perDevice: 4, rate: 0 });
    const half = await load(site, { devices: 500, seconds, perDevice: 0, rate: 3000 });
    return [
      figure(
        'durable QoS 1 messages of 3 readings',
        full.sent.perSecond,
        '/s',
        { atLeast: 6000 },
        `one process, ${full.note}; detector looked at ${full.watched} readings meanwhile`,
      ),
      figure('CPU of gateway, log and detector', full.cpuUs, 'us/message', undefined, 'at full load'),
      figure(
        'detector behind the log',
        full.state.watch?.behind ?? 0,
        'messages',
        undefined,
        'at the end of full load',
      ),
      figure('acknowledgement p50 at 3,000/s', half.sent.ackP50Ms, 'ms'),
      figure(
        'acknowledgement p99 at 3,000/s',
        half.sent.ackP99Ms,
        'ms',
        { atMost: 100 },
        `half load, open loop, ${half.note}`,
      ),
      figure('CPU at 3,000/s', half.cpuShare, 'cores', undefined, `${half.cpuUs.toFixed(0)} us/message`),
    ];
  } finally {
    site.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(
  site: SiteProcess,
  of: {
    readonly devices: number;
    readonly seconds: number;
    readonly perDevice: number;
    readonly rate: number;
  },
) {
  const numbers = [site.port, of.devices, of.seconds, of.perDevice, of.rate].map(String);
  const senders = fork(script('senders-process.ts'), numbers, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  senders.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(senders, 'exit');
  await once(senders, 'message');
  await site.state('reset');
  const before = await site.state();
  await once(senders, 'message');
  const state = await site.state();
  await ended;
  const sent = JSON.parse(output) as Sent;
  const kept = state.log.kept - before.log.kept;
  const cpu = state.cpuSeconds;
  return {
    sent,
    state,
    watched: (state.watch?.readings ?? 0) - (before.watch?.readings ?? 0),
    cpuUs: (cpu / kept) * 1e6,
    cpuShare: cpu / sent.seconds,
    note: `${of.devices} devices on loopback sockets; ack p50 ${sent.ackP50Ms.toFixed(0)} ms, p99 ${sent.ackP99Ms.toFixed(0)} ms, max ${sent.ackMaxMs.toFixed(0)} ms`,
  };
}

const figure = (
  what: string,
  value: number,
  unit: string,
  target?: Figure['target'],
  note?: string,
): Figure => ({
  bench: 'gateway',
  what,
  value,
  unit,
  ...(target && { target }),
  ...(note && { note }),
});
