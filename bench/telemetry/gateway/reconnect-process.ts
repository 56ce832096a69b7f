import { join } from 'node:path';
import { type Duplex, duplexPair } from 'node:stream';
import { deviceGateway } from '../../../devices/device-gateway.ts';
import { openLog } from '../../../devices/log/open-log.ts';
import { answersIn, benchRegistry, connectPacket, publishPacket, subscribePacket } from './credentials.ts';

/** What `reconnect.ts` reads from this process. */
export interface Reconnected {
  readonly connections: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rssMb: number;
  readonly kept: number;
}

// A whole fleet in one process, its connections pairs of streams: sockets run out long before devices do.
const [folder = '', count = '0'] = process.argv.slice(2);
const connections = Number(count);
const words = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error };
const now = () => Date.now();
const log = await openLog({
  folder: join(folder, 'log'),
  keys: [],
  retention: { ageMs: 1e15, bytes: 1e15 },
  now,
  log: words,
});
const gateway = deviceGateway({
  readings: log,
  registry: benchRegistry,
  now,
  wall: now,
  log: words,
  deviceRate: 100_000,
  gatewayRate: 1_000_000,
});

const open: Duplex[] = [];

/** A device comes: signs in, subscribes to what it hears, and says one thing; done when that is acknowledged. */
function come(nth: number, round: number): Promise<void> {
  const device = `fleet-${nth}`;
  const [near, far] = duplexPair();
  open[nth] = near;
  gateway.take(far, {
    address: `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`,
    thumbprint: null,
  });
  return new Promise((resolve, reject) => {
    near.on('data', (chunk: Buffer) => {
      for (const { kind, code } of answersIn(chunk)) {
        if (kind === 2 && code !== 0) reject(new Error(`refused with ${code}`));
        if (kind === 2) {
          near.write(subscribePacket([`devices/${device}/messages/devicebound/#`, '$iothub/methods/POST/#']));
          near.write(
            publishPacket(device, { id: `${round}-${nth}`, packetId: 7, body: '{"temperature":21}' }),
          );
        }
        if (kind === 4) resolve();
      }
    });
    near.write(connectPacket(device, 'hub.example'));
  });
}

async function comeAll(round: number): Promise<void> {
  const atOnce = 500;
  let next = 0;
  const lane = async () => {
    while (next < connections) await come(next++, round);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

await comeAll(0);
const gone = open.map((near) => new Promise<void>((done) => near.once('close', () => done())));
for (const near of open) near.destroy();
await Promise.all(gone);
while (gateway.health().connections > 0) await new Promise((done) => setTimeout(done, 10));
global.gc?.();
const before = process.cpuUsage();
const from = performance.now();
await comeAll(1);
const spent = process.cpuUsage(before);
const result: Reconnected = {
  connections: gateway.health().devices,
  seconds: (performance.now() - from) / 1000,
  cpuSeconds: (spent.user + spent.system) / 1e6,
  rssMb: process.memoryUsage.rss() / 2 ** 20,
  kept: log.end,
};
console.log(JSON.stringify(result));
process.exit(0);
