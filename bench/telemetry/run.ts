import { parseArgs } from 'node:util';
import { type Figure, isKept, table } from '../rig/figures.ts';
import { freePort } from '../rig/free-port.ts';
import { machine } from '../rig/process-usage.ts';
import { measureBroker } from './broker.ts';
import { measureField } from './field.ts';
import { measureGatewayKills } from './gateway/kills.ts';
import { measureGateway } from './gateway/load.ts';
import { measureReconnect } from './gateway/reconnect.ts';
import { measureLife } from './life.ts';
import { measureNab } from './nab.ts';
import type { BenchOptions } from './options.ts';
import { measureFleet } from './site/fleet.ts';
import { measureKills } from './site/kills.ts';
import { measureStorm } from './site/storm.ts';
import { measureSkab } from './skab.ts';
import { measureSpeed } from './speed.ts';

const help = `bin/node24 bench/telemetry/run.ts [names] [--data PATH] [--json] [--quick] [--port N]

  nab        Numenta Anomaly Benchmark: the official score, with a threshold from other series
  field      faults found, false alerts and delays on fresh made-up fleets
  skab       F1 and false alarms on a water loop of eight sensors
  life       error of remaining life on turbofan engines
  speed      detector: readings a second of CPU, state a channel, NDJSON end to end
  gateway    durable QoS 1 messages a second in one process, acknowledgement at half load
  reconnect  100,000 devices come back
  broker     telemetry taken from a broker that is there already
  crashes    kill -9 of the gateway: acknowledged readings lost or kept twice
  kills      kill -9 of the whole product: readings lost, alerts missed or doubled
  storm      10,000 readings of one fault
  fleet      100,000 devices of three channels every five minutes: CPU and memory

Without names all of them run, one after another. nab, skab and life read data that is not part of the project:
--data names the folder with nab, skab, cmapss and telemetry in it; without it they are left out. --quick runs everything
smaller, only to see that it runs. How to read the figures: docs/telemetry.md.`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Figure[]>>> = {
  nab: measureNab,
  field: measureField,
  skab: measureSkab,
  life: measureLife,
  speed: measureSpeed,
  gateway: measureGateway,
  reconnect: measureReconnect,
  broker: measureBroker,
  crashes: measureGatewayKills,
  kills: measureKills,
  storm: measureStorm,
  fleet: measureFleet,
};

/** Runs the benchmarks one after another; each figure stands beside what is promised. */
async function run(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
  const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) throw new Error(`there is no benchmark "${unknown}"; try --help`);
  const port = values.port === undefined ? await freePort() : Number(values.port);
  const options: BenchOptions = { data: values.data, port, quick: values.quick };
  let missed = 0;
  for (const name of wanted) {
    console.error(`${name} ...`);
    const before = machine().load[0]!;
    const figures = await benches[name]!(options);
    if (figures.length === 0)
      console.error(`${name} is left out: its data is not there; see --data in --help`);
    else tell(figures, before);
    missed += figures.filter((figure) => isKept(figure) === false).length;
  }
  if (values.quick) console.error('Run with --quick: the figures mean little.');
  else console.error(missed === 0 ? 'Every promise was kept.' : `${missed} promises were missed.`);
  return 0;
}

function tell(figures: readonly Figure[], loadBefore: number): void {
  const { cpu, cores, node, memoryGb, load } = machine();
  const on = { cpu, cores, memoryGb, node, loadBefore, loadAfter: load[0]! };
  if (values.json)
    for (const figure of figures)
      console.log(JSON.stringify({ ...figure, kept: isKept(figure), machine: on }));
  else
    console.log(
      `${table(figures)}\non ${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}; load average ${loadBefore} before, ${on.loadAfter} after\n`,
    );
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
