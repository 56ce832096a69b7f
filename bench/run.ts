import { parseArgs } from 'node:util';
import { measureAccept } from './accept.ts';
import { measureRecovery } from './recovery.ts';
import { type Figure, isKept, table } from './rig/figures.ts';
import { freePort } from './rig/free-port.ts';
import { machine } from './rig/process-usage.ts';
import { measureStart } from './start.ts';
import { measureTimers } from './timers.ts';
import { measureTurn } from './turn.ts';
import { measureVisible } from './visible.ts';

const help = `npm run bench -- [names] [--json] [--port N] [--seconds N] [--store sqlite|postgres] [--kills N]

  accept     from a message's arrival to its durable 2xx, and that none is lost
  visible    from a customer's Send to the eyes of staff
  turn       CPU of a whole turn against the bare echo bots of the SDKs
  start      npm start to /health, memory at rest, SIGTERM
  recovery   kill -9 under load
  timers     10,000 timers in a minute while processes are killed; two replicas on PostgreSQL

Two engines have benches of their own, on data that is not part of the project:
  bin/node24 bench/telemetry/run.ts --help    devices: gateway, detectors, alerts
  bin/node24 bench/scheduling/run.ts --help   planning

Without names all of them run, which takes about ten minutes. PostgreSQL is measured when TEST_POSTGRES_URL names one; --store leaves the other out.
Everything runs on loopback, on ports from --port on (a free one), and on data folders of its own.`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    port: { type: 'string' },
    seconds: { type: 'string' },
    store: { type: 'string' },
    kills: { type: 'string', default: '20' },
  },
});
const port = values.port === undefined ? await freePort() : Number(values.port);
const seconds = values.seconds === undefined ? {} : { seconds: Number(values.seconds) };
const kills = Number(values.kills);
const postgres = process.env.TEST_POSTGRES_URL;
const stores = ['sqlite', ...(postgres ? [postgres] : [])].filter(
  (store) => values.store === undefined || store.startsWith(values.store),
);

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  accept: () => measureAccept({ port, stores, ...seconds }),
  visible: () => measureVisible({ port, ...seconds }),
  turn: () => measureTurn({ port }),
  start: () => measureStart({ port }),
  recovery: () =>
    measureRecovery({
      port,
      stores: stores.map((store) => ({ store, kills: store === 'sqlite' ? kills : Math.ceil(kills / 4) })),
    }),
  timers: () => measureTimers({ port, stores }),
};

/** Runs the benchmarks one after another; each figure stands beside what is promised. */
async function run(): Promise<void> {
  if (values.help) return void console.log(help);
  const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
  const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) throw new Error(`there is no benchmark "${unknown}"; try --help`);
  if (!postgres) console.error('PostgreSQL is not measured: TEST_POSTGRES_URL is not set.');
  const all: Figure[] = [];
  for (const name of wanted) {
    console.error(`${name} ...`);
    const before = machine().load[0]!;
    const figures = await benches[name]!();
    const { cpu, cores, node, memoryGb, load } = machine();
    const on = { cpu, cores, memoryGb, node, loadBefore: before, loadAfter: load[0]! };
    if (values.json)
      for (const figure of figures)
        console.log(JSON.stringify({ ...figure, kept: isKept(figure), machine: on }));
    else
      console.log(
        `${table(figures)}\non ${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}; load average ${before} before, ${on.loadAfter} after\n`,
      );
    all.push(...figures);
  }
  const missed = all.filter((figure) => isKept(figure) === false);
  console.error(missed.length === 0 ? 'Every promise was kept.' : `${missed.length} promises were missed.`);
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
