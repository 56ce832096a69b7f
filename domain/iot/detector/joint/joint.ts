import type { DevicePlug, Features } from '../detector.ts';
import type { Memory, Place } from '../memory.ts';
import {
  type CovariancePlace,
  covarianceSize,
  distanceOf,
  learnCovariance,
  spreadOf,
  startCovariance,
} from './covariance.ts';
import { joinRow, type RowPlace, rowSize, rowValues } from './row.ts';

/**
 * Several channels together: each alone may be in its band while they do not fit each other any more (flow falls though
 * the current stays). A short mean of each channel is compared with its own slow reference, and the row of deviations
 * is measured by how the device's channels vary together (T2 and Q, see covariance.ts).
 *
 * A reference follows its channel while that is near it and stands still while it is not: a slow warming is followed, a
 * step is kept in view for as long as it lasts. When the distance falls to a fifth of what the episode had, what was
 * wrong is over; the references then settle quickly on where the device came to rest.
 *
 * Rows of an episode score 0.5 and more; an alert is raised when it has stood for a hundred rows, once the device has
 * shown long enough how far it strays of its own accord.
 */
export const jointPlug: DevicePlug = {
  need: { doubles: 8 + rowSize(24) + 2 * 24 + covarianceSize(24), singles: 0 },
  build: (place) => {
    const at = layout(place);
    return {
      kind: 'joint',
      opensAt: alertHeat,
      warmUp: warmUpRows,
      calm: { heat: 1, readings: 12 },
      observe: (memory, now, row) => observe(memory, at, now, row),
      describe: (memory, _now, names) => describe(memory, at, names),
      reset: (memory) => memory.doubles.fill(0, place.doubles, place.doubles + jointPlug.need.doubles),
    };
  },
};

const most = 24; // further channels of a device are watched alone
const warmUpRows = 398; // the first row of a device is not whole: all is judged from its 400th
const judgedFrom = 100; // until then the references are still on their way
const largest = 1e30; // its square must stay finite
const shortMean = 10;
const longMean = 200;
const longest = 4000; // rows that the covariance looks back on
const follows = 4.5; // a reference follows its channel within so many standard deviations
const line = 3.5; // distances above this, against 1 for ordinary rows, begin an episode
const ends = 0.7; // of the line
const over = 5; // times nearer than the episode was: it is over
const heightShare = 0.02;
const heightStep = 0.02;
const heightRows = 1000; // what one row in fifty exceeds is not known from fewer
const alertRows = 100; // shorter episodes are the device's own doings more often than a fault
const alertHeat = 2;
const settleRows = 60;
const settleMean = 20;

const [rows, learned, width, level, isOn, settling, usualHeight, stood] = [0, 1, 2, 3, 4, 5, 6, 7];

interface Layout {
  readonly head: number;
  readonly row: RowPlace;
  readonly recent: number;
  readonly reference: number;
  readonly covariance: CovariancePlace;
}

function layout({ doubles }: Place): Layout {
  const recent = doubles + 8 + rowSize(most);
  return {
    head: doubles,
    row: { doubles: doubles + 8, most },
    recent,
    reference: recent + most,
    covariance: { doubles: recent + 2 * most },
  };
}

const d = new Float64Array(most); // one row's deviations: nothing in it outlives a call

function observe(
  { doubles: kept }: Memory,
  at: Layout,
  now: Features,
  { channel, channels }: { readonly channel: number; readonly channels: number },
): number {
  const count = Math.min(channels, most);
  if (kept[at.head + width] !== count) {
    kept.fill(0, at.head, at.covariance.doubles + covarianceSize(most));
    kept[at.head + width] = count;
  }
  const { at: time, period } = now;
  const value = Math.max(-largest, Math.min(largest, now.value));
  if (!joinRow(kept, at.row, { channel, channels, value, at: time, period })) return Number.NaN;
  const n = ++kept[at.head + rows]!;
  const values = rowValues(at.row);
  for (let j = 0; j < count; j++) {
    if (n === 1) kept[at.recent + j] = kept[at.reference + j] = kept[values + j]!;
    kept[at.recent + j]! += Math.max(1 / shortMean, 1 / n) * (kept[values + j]! - kept[at.recent + j]!);
    d[j] = kept[at.recent + j]! - kept[at.reference + j]!;
  }
  const distance = n > warmUpRows ? distanceOf(kept, at.covariance, d, count) : 0;
  judge(kept, at, distance, count);
  if (n > warmUpRows) learnHeight(kept, at.head + usualHeight, distance);
  learn(kept, at, { distance, count, values });
  return heatOf(kept, at, distance);
}

/** Learns the distance that two rows in a hundred exceed. */
function learnHeight(kept: Float64Array, at: number, distance: number): void {
  kept[at]! += heightStep * (distance > kept[at]! ? 1 - heightShare : -heightShare);
}

/** Where an episode begins: a device that now and then rests or starts has its own idea of what is far. */
const lineOf = (kept: Float64Array, { head }: Layout): number =>
  kept[head + rows]! < warmUpRows + heightRows ? line : Math.max(line, 1.5 * kept[head + usualHeight]!);

/** Begins and ends the episode. */
function judge(kept: Float64Array, at: Layout, distance: number, count: number): void {
  const { head } = at;
  const line = lineOf(kept, at);
  if (kept[head + isOn] === 0) {
    if (distance <= line) return;
    kept[head + isOn] = 1;
    kept[head + level] = distance;
    return;
  }
  kept[head + level]! += (distance > kept[head + level]! ? 1 : 0.3) * ((distance - kept[head + level]!) / 30);
  if (distance < line * ends) kept[head + isOn] = 0;
  const height = kept[head + level]!;
  if (distance >= height / over) return;
  kept[head + isOn] = 0;
  kept[head + settling] = settleRows;
  for (let j = 0; j < count; j++) kept[at.reference + j] = kept[at.recent + j]!;
}

function learn(
  kept: Float64Array,
  at: Layout,
  { distance, count, values }: { readonly distance: number; readonly count: number; readonly values: number },
): void {
  const n = kept[at.head + rows]!;
  const isStarting = n <= warmUpRows;
  const isSettling = kept[at.head + settling]! > 0;
  if (n > judgedFrom && (isStarting || (kept[at.head + isOn] === 0 && !isSettling))) {
    const pace = Math.max(1 / ++kept[at.head + learned]!, 1 / longest);
    if (isStarting) startCovariance(kept, at.covariance, { d, channels: count, pace });
    else learnCovariance(kept, at.covariance, { d, channels: count, pace, distance });
  }
  const pace = isSettling ? 1 / settleMean : Math.max(1 / longMean, 1 / n);
  for (let j = 0; j < count; j++) {
    const isNear = isStarting || isSettling || Math.abs(d[j]!) < follows * spreadOf(kept, at.covariance, j);
    if (isNear) kept[at.reference + j]! += pace * (kept[values + j]! - kept[at.reference + j]!);
  }
  if (isSettling) kept[at.head + settling]!--;
}

/** At the line and above while the episode lasts, towards the line before it; as much as an alert once it has stood. */
function heatOf(kept: Float64Array, at: Layout, distance: number): number {
  const line = lineOf(kept, at);
  const isFar = kept[at.head + isOn] === 1;
  kept[at.head + stood] = isFar ? kept[at.head + stood]! + 1 : 0;
  if (!isFar) return Math.min(0.99, distance / line);
  if (kept[at.head + stood]! >= alertRows && kept[at.head + rows]! >= warmUpRows + heightRows)
    return alertHeat;
  return 1 + Math.min(0.7, Math.log2(Math.max(1, distance / line)) / 5);
}

function describe(
  { doubles: kept }: Memory,
  at: Layout,
  names: readonly string[],
): { detail: string; severity: 'minor' } {
  const off = Array.from({ length: kept[at.head + width]! }, (_, j) => ({
    name: names[j] ?? '',
    by: (kept[at.recent + j]! - kept[at.reference + j]!) / spreadOf(kept, at.covariance, j),
  }));
  const worst = off.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, 3);
  const told = worst.map(({ name, by }) => `${name} ${by > 0 ? '+' : ''}${by.toFixed(1)}`).join(', ');
  return {
    detail: `The channels no longer fit each other; standard deviations from reference: ${told}`,
    severity: 'minor',
  };
}
