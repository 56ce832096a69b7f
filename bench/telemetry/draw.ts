import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChannelPlug } from '../../domain/iot/detector/detector.ts';
import { drift } from '../../domain/iot/detector/kinds/drift.ts';
import { point } from '../../domain/iot/detector/kinds/point.ts';
import { season } from '../../domain/iot/detector/kinds/season.ts';
import { shift } from '../../domain/iot/detector/kinds/shift.ts';
import { stuck } from '../../domain/iot/detector/kinds/stuck.ts';
import { variance } from '../../domain/iot/detector/kinds/variance.ts';
import { noveltyPlug } from '../../domain/iot/detector/novelty/novelty.ts';
import { devicePlugs } from '../../domain/iot/detector/plugs.ts';
import { newWatch, type WatchOptions } from '../../domain/iot/detector/watching.ts';
import type { FindingKind } from '../../domain/iot/finding.ts';
import { draw, type Mark, type Picture } from './pictures/chart.ts';
import { drawLife } from './pictures/life.ts';
import { drawRule } from './pictures/rule.ts';
import { instant, readSeries } from './pictures/series.ts';
import { watched } from './pictures/watched.ts';

const help = `bin/node24 bench/telemetry/draw.ts --data PATH [--out docs/telemetry]

  Draws each detector at work on one series, as docs/telemetry.md shows it. The data folder holds nab, cmapss and telemetry.
  A detector is drawn alone, so that the score below is its own; in the product the highest of all is printed.`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: 'docs/telemetry' },
    help: { type: 'boolean' },
  },
});

interface Plate {
  readonly kind: FindingKind;
  /** A file below `telemetry`; its fault is in faults.json. */
  readonly file: string;
  readonly channel: string;
  readonly unit: string;
  /** What takes part; everything when left out. */
  readonly only?: WatchOptions;
  /** Days before and after the fault. */
  readonly around?: readonly [before: number, after: number];
}

const alone = (plug: ChannelPlug): WatchOptions => ({ channelPlugs: [plug], devicePlugs: [] });
const nobodyElse: WatchOptions = { channelPlugs: [], devicePlugs: [] }; // peers and gaps are always there
const celsius = 'temperature, °C';
const bar = 'pressure, bar';
const speed = 'vibration, mm/s';
const compressor = (number: string): string => `compressor/compressor-${number}.csv`;

const plates: readonly Plate[] = [
  {
    kind: 'point',
    file: compressor('0000'),
    channel: 'pressure',
    unit: bar,
    only: alone(point),
    around: [1, 1],
  },
  { kind: 'shift', file: compressor('0006'), channel: 'vibration', unit: speed, only: alone(shift) },
  {
    kind: 'drift',
    file: compressor('0007'),
    channel: 'vibration',
    unit: speed,
    only: alone(drift),
    around: [5, 3],
  },
  { kind: 'variance', file: compressor('0011'), channel: 'vibration', unit: speed, only: alone(variance) },
  {
    kind: 'stuck',
    file: compressor('0004'),
    channel: 'pressure',
    unit: bar,
    only: alone(stuck),
    around: [1, 1],
  },
  {
    kind: 'gap',
    file: 'freezer/freezer-0002.csv',
    channel: 'temperature',
    unit: celsius,
    only: alone(point),
    around: [0.5, 0.5],
  },
  {
    kind: 'season',
    file: compressor('0015'),
    channel: 'vibration',
    unit: speed,
    only: alone(season),
    around: [4, 2],
  },
  {
    kind: 'peers',
    file: compressor('0008'),
    channel: 'temperature',
    unit: celsius,
    only: nobodyElse,
    around: [2, 2],
  },
  {
    kind: 'joint',
    file: 'pump/pump-0005.csv',
    channel: 'pressure',
    unit: bar,
    only: { channelPlugs: [], devicePlugs },
    around: [3, 2],
  },
];

interface Labelled {
  readonly device: string;
  readonly fault: string;
  readonly onset: string;
  readonly end: string;
}

const dayMs = 86_400_000;
const score = { unit: 'score', line: 0.5, lineText: 'alarm line' };

function drawPlate(folder: string, plate: Plate): string {
  const { kind, file, channel, unit, only, around = [3, 2] } = plate;
  const faults = JSON.parse(readFileSync(join(folder, 'faults.json'), 'utf8')) as Labelled[];
  const { fault, onset, end } = faults.find(({ device }) => device === file)!;
  const [from, to] = [instant(onset), instant(end)];
  const watch = newWatch(only);
  const peers = kind === 'peers' ? peersOf(folder, file) : [];
  for (const device of kind === 'peers' ? [file, ...peers.map((one) => one.device)] : [])
    watch.register(device, 'peers');
  const seen = watched({
    watch,
    device: file,
    series: readSeries(join(folder, file)),
    channel,
    kind,
    from: from - around[0] * dayMs,
    to: to + around[1] * dayMs,
    peers,
  });
  const title = `${kind}: ${channel} of ${file.split('/')[1]!.replace('.csv', '')}`;
  return draw({ title, unit, lower: score, fault: { from, to, text: `labelled: ${fault}` }, ...seen });
}

function peersOf(folder: string, file: string) {
  const [kind = ''] = file.split('/');
  return readdirSync(join(folder, kind))
    .map((name) => `${kind}/${name}`)
    .filter((name) => name !== file)
    .map((device) => ({ device, series: readSeries(join(folder, device)) }));
}

function drawNovelty(folder: string): string {
  const name = 'realKnownCause/nyc_taxi.csv';
  const windows = JSON.parse(readFileSync(join(folder, 'windows.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >;
  const [begin, end] = windows[name]![0]!;
  const fault: Mark = {
    from: instant(begin),
    to: instant(end),
    text: 'labelled: marathon, and the clocks change',
  };
  const seen = watched({
    watch: newWatch(alone(noveltyPlug)),
    device: 'nyc_taxi',
    series: readSeries(join(folder, 'data', name)),
    channel: 'value',
    kind: 'novelty',
    from: fault.from - 10 * dayMs,
    to: fault.to! + 6 * dayMs,
  });
  const picture: Picture = {
    title: 'novelty: taxi passengers in New York',
    unit: 'passengers in half an hour',
    lower: score,
    fault,
    ...seen,
  };
  return draw(picture);
}

function run(): number {
  if (values.help || values.data === undefined) {
    console.error(help);
    return values.help ? 0 : 2;
  }
  const { data, out } = values;
  const needed = ['telemetry/faults.json', 'nab/windows.json', 'cmapss/train_FD001.txt'];
  const missing = needed.find((name) => !existsSync(join(data, name)));
  if (missing !== undefined) {
    console.error(`${join(data, missing)} is not there: --data names the folder that holds it`);
    return 2;
  }
  mkdirSync(out, { recursive: true });
  const keep = (name: string, svg: string) => {
    writeFileSync(join(out, `${name}.svg`), svg);
    console.log(`${name}.svg ${(svg.length / 1024).toFixed(0)} KiB`);
  };
  const telemetry = join(data, 'telemetry');
  for (const plate of plates) keep(plate.kind, drawPlate(telemetry, plate));
  keep('threshold', drawRule(telemetry));
  keep('novelty', drawNovelty(join(data, 'nab')));
  keep('life', drawLife(join(data, 'cmapss', 'train_FD001.txt')));
  return 0;
}

process.exit(run());
