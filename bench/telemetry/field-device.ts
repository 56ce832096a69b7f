import { type Dice, dice } from './dice.ts';
import { type FaultKind, faultKinds, minutesOf, spoil } from './field-fault.ts';

const day = 1440;
const days = 28;
const begin = Date.UTC(2026, 1, 2); // a Monday

/** What a kind of device measures: where each channel lies, how far the day swings it, and its fast noise. */
interface Make {
  readonly name: string;
  readonly runs: number; // share of the time that it runs; vibration falls by 65 % when it rests
  readonly channels: Readonly<Record<ChannelName, { level: number; swing: number; noise: number }>>;
}

const channelNames = ['temperature', 'vibration', 'pressure'] as const;
type ChannelName = (typeof channelNames)[number];
const trio = (...rows: readonly (readonly [number, number, number])[]): Make['channels'] => {
  const [temperature, vibration, pressure] = rows.map(([level, swing, noise]) => ({ level, swing, noise }));
  return { temperature: temperature!, vibration: vibration!, pressure: pressure! };
};

const makes: readonly Make[] = [
  { name: 'pump', runs: 0.9, channels: trio([52, 2, 0.7], [2.1, 0.2, 0.15], [4.2, 0.15, 0.05]) },
  { name: 'hvac', runs: 0.5, channels: trio([21, 3, 0.4], [0.8, 0.25, 0.06], [9, 0.8, 0.12]) },
  { name: 'compressor', runs: 0.7, channels: trio([78, 4, 1.1], [3.4, 0.5, 0.25], [7.5, 0.4, 0.1]) },
  { name: 'freezer', runs: 0.6, channels: trio([-19, 0.8, 0.5], [0.5, 0.05, 0.03], [2.2, 0.1, 0.04]) },
];

/** One fault of one device; `size` is in the channel's own fast noise, so that results can be read by size. */
export interface Fault {
  readonly kind: FaultKind;
  readonly channel: string;
  readonly from: number;
  readonly until: number;
  readonly size: number;
}

/** 28 days of one made-up device. */
export interface FieldDevice {
  readonly id: string;
  readonly periodMs: number;
  readonly channels: readonly string[];
  readonly fault: Fault | null;
  readonly rows: readonly { readonly at: number; readonly values: readonly number[] }[];
}

/** Settings of a generated fleet; the seed alone decides everything. */
export interface FleetOptions {
  readonly seed: number;
  readonly devices: number;
  /** Share of devices with a fault. */
  readonly faulty?: number;
}

/** Makes a fleet, one device after another: sinus days, quieter weekends, slow wander, rest periods, lost rows. */
export function* makeFleet({ seed, devices, faulty = 0.55 }: FleetOptions): Generator<FieldDevice> {
  for (let number = 0; number < devices; number++) {
    const random = dice(seed * 100_003 + number);
    const make = random.pick(makes);
    yield makeDevice(make, `${make.name}-${String(number).padStart(4, '0')}`, faulty, random);
  }
}

function makeDevice(make: Make, id: string, faulty: number, random: Dice): FieldDevice {
  const period = random.pick([5, 10, 15, 30]);
  const count = Math.floor((days * day) / period);
  const phase = random.between(0, 2 * Math.PI);
  const weekend = random.between(0.2, 1);
  const kind = random.next() < faulty ? random.pick(faultKinds) : null;
  const spoiled = kind === null ? null : kind === 'wear' ? 'vibration' : random.pick(channelNames);
  const first = Math.floor(count * random.between(0.45, 0.8));
  const length = kind === null ? 0 : Math.max(1, Math.floor(minutesOf[kind] / period));
  const runs = restAndRun(count, make.runs, random);
  let size = 0;
  const series = channelNames.map((name) => {
    const { level, swing, noise } = make.channels[name];
    const seasonal = (index: number): number => {
      const minute = index * period;
      const isWeekend = Math.floor(minute / day) % 7 >= 5;
      return swing * (isWeekend ? weekend : 1) * Math.sin((2 * Math.PI * minute) / day + phase);
    };
    const fast = Float64Array.from({ length: count }, () => noise * random.normal());
    const slow = wander(count, noise, random);
    const rest = Float64Array.from(runs, (isRunning) =>
      name === 'vibration' && !isRunning ? -0.65 * level : 0,
    );
    const parts = {
      level,
      noise,
      seasonal: Float64Array.from({ length: count }, (_, i) => seasonal(i)),
      fast,
      slow,
      rest,
    };
    const isHit = name === spoiled || kind === 'season'; // a device whose day stops stops in every channel
    if (kind === null || !isHit) return sum(parts);
    const made = spoil({ ...parts, kind, first, length, random });
    if (name === spoiled) size = made.size;
    return made.values;
  });
  const isLost = (index: number): boolean => kind === 'gap' && index >= first && index < first + length;
  const rows = Array.from({ length: count }, (_, index) => ({
    at: begin + index * period * 60_000,
    values: series.map((values) => Math.round(values[index]! * 1000) / 1000),
    isKept: random.next() >= 0.002 && !isLost(index),
  })).filter(({ isKept }) => isKept);
  const instant = (index: number): number => begin + index * period * 60_000;
  const fault =
    kind === null || spoiled === null
      ? null
      : { kind, channel: spoiled, from: instant(first), until: instant(first + length), size };
  return { id, periodMs: period * 60_000, channels: channelNames, fault, rows };
}

/** Runs and rests in stretches: now and then (8 % of readings) it is decided anew. */
function restAndRun(count: number, share: number, random: Dice): boolean[] {
  let isRunning = random.next() < share;
  return Array.from({ length: count }, () => {
    if (random.next() < 0.08) isRunning = random.next() < share;
    return isRunning;
  });
}

/** Slow wander of half the fast noise's size, over about 200 readings. */
function wander(count: number, noise: number, random: Dice): Float64Array {
  let now = 0.5 * noise * random.normal();
  return Float64Array.from({ length: count }, () => {
    now = 0.995 * now + 0.05 * noise * random.normal();
    return now;
  });
}

/** What a channel is made of, reading by reading. */
export interface Parts {
  readonly level: number;
  readonly noise: number;
  readonly seasonal: Float64Array;
  readonly fast: Float64Array;
  readonly slow: Float64Array;
  readonly rest: Float64Array;
}

/** The channel without a fault. */
export const sum = ({ level, seasonal, fast, slow, rest }: Parts): Float64Array =>
  seasonal.map((value, index) => level + value + fast[index]! + slow[index]! + rest[index]!);
