import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deviceGateway } from '../../../devices/device-gateway.ts';
import { openLog } from '../../../devices/log/open-log.ts';
import { pipeline } from '../../../devices/pipeline/pipeline.ts';
import { newWatch, restoreWatch } from '../../../domain/iot/detector/watching.ts';
import { benchRegistry } from './credentials.ts';

// One process as a site runs it: gateway, log and detector together. Its parent speaks to it by messages.
const [folder = '', port = '0', isWatched = 'watch'] = process.argv.slice(2);
const say = (...said: unknown[]) => console.error(...said);
const words = { debug: () => undefined, info: () => undefined, warn: say, error: say };
const now = () => Date.now();

const log = await openLog({
  folder: join(folder, 'log'),
  keys: [],
  retention: { ageMs: 1e15, bytes: 1e15 },
  now,
  log: words,
});
const watching = pipeline({
  folder: join(folder, 'learned'),
  keys: [],
  log,
  makeWatch: (pieces) => (pieces ? restoreWatch(pieces) : newWatch()),
  followed: {
    begin: async () => ({ seq: 0, turns: [] }),
    after: async (seq) => ({ seq, heard: [], isAll: true }),
  },
  record: async () => undefined,
  isStoreUp: async () => true,
  now: () => new Date(),
  logger: words,
});
if (isWatched === 'watch') await watching.start();
const gateway = deviceGateway({
  readings: log,
  registry: benchRegistry,
  now,
  wall: now,
  log: words,
  deviceRate: 100_000,
  gatewayRate: 1_000_000,
});
const listeners = await gateway.listen({ host: '127.0.0.1', port: Number(port), isChosen: true });
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
let used = process.cpuUsage();

process.on('message', (asked) => {
  const spent = process.cpuUsage(used);
  process.send?.({
    cpuSeconds: (spent.user + spent.system) / 1e6,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
    loopP99Ms: loop.percentile(99) / 1e6,
    log: log.health(),
    gateway: gateway.health(),
    watch: isWatched === 'watch' ? watching.health() : null,
  });
  if (asked === 'reset') {
    used = process.cpuUsage();
    loop.reset();
  }
});
process.send?.({ port: listeners.port });
