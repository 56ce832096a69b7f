/**
 * How a device's channels vary together: a running covariance of a few numbers (its lower triangle), and how far a row
 * lies from it. Strange rows are taken in with less weight the stranger they are (Huber 1981, Maronna 1976), divided by
 * what that costs under a normal law, so that neither a fault widens what is ordinary nor ordinary rows narrow it.
 */
export interface CovariancePlace {
  /** Where the triangle begins among the block's doubles; row a, column b <= a at a (a + 1) / 2 + b. */
  readonly doubles: number;
}

/** Numbers that the covariance of so many channels keeps. */
export const covarianceSize = (most: number): number => (most * (most + 1)) / 2;

const ridge = 0.1; // keeps channels that move as one from making noise between them look like a fault
const mostDeviation = 50;
const ordinary = 2; // a row at up to twice its expected distance counts in full

/** Takes in the deviations `d` with weight `pace`, less when `distance` says that the row is strange. */
export function learnCovariance(
  kept: Float64Array,
  { doubles: at }: CovariancePlace,
  row: {
    readonly d: Float64Array;
    readonly channels: number;
    readonly pace: number;
    readonly distance: number;
  },
): void {
  const { d, channels, pace, distance } = row;
  const fair = 1 - 0.135 * (2 / channels) ** 1.4;
  const weight = distance > ordinary ? ordinary / distance : 1;
  const scaled = weight / fair;
  for (let a = 0, i = at; a < channels; a++) {
    for (let b = 0; b <= a; b++, i++) kept[i]! += pace * (scaled * d[a]! * d[b]! - kept[i]!);
  }
}

/** Like `learnCovariance` while there is nothing yet to be strange against: the plain mean of products. */
export function startCovariance(
  kept: Float64Array,
  { doubles: at }: CovariancePlace,
  row: { readonly d: Float64Array; readonly channels: number; readonly pace: number },
): void {
  const { d, channels, pace } = row;
  for (let a = 0, i = at; a < channels; a++) {
    for (let b = 0; b <= a; b++, i++) kept[i]! += pace * (d[a]! * d[b]! - kept[i]!);
  }
}

/** The learned standard deviation of one channel's deviations; a tiny number for a channel that never moved. */
export const spreadOf = (kept: Float64Array, { doubles: at }: CovariancePlace, channel: number): number =>
  Math.sqrt(kept[at + (channel * (channel + 3)) / 2]!) || 1e-9;

/** Room for one row's work, shared by all devices because nothing in it outlives a call. */
const most = 24;
const factor = new Float64Array(covarianceSize(most));
const whitened = new Float64Array(most);
const spread = new Float64Array(most);

/**
 * The squared Mahalanobis distance of `d` a channel (about 1 for ordinary rows), over the correlation with a ridge.
 * Hotelling's T2 counts the directions in which the device moves, Q those in which it never does; the ridge gives the
 * second a floor, so that this one distance is both.
 */
export function distanceOf(
  kept: Float64Array,
  place: CovariancePlace,
  d: Float64Array,
  channels: number,
): number {
  const at = place.doubles;
  for (let a = 0; a < channels; a++) spread[a] = spreadOf(kept, place, a);
  let squares = 0;
  for (let a = 0, row = 0; a < channels; row += ++a) {
    const [deviation, usual] = [d[a]!, spread[a]!];
    let left = Math.max(-mostDeviation, Math.min(mostDeviation, deviation / usual));
    for (let b = 0, other = 0; b <= a; other += ++b) {
      let sum = a === b ? 1 + ridge : kept[at + row + b]! / (spread[a]! * spread[b]!);
      for (let c = 0; c < b; c++) sum -= factor[row + c]! * factor[other + c]!;
      factor[row + b] = a === b ? Math.sqrt(sum) : sum / factor[other + b]!;
      if (b < a) left -= factor[row + b]! * whitened[b]!;
    }
    whitened[a] = left / factor[row + a]!;
    squares += whitened[a]! * whitened[a]!;
  }
  return squares / channels;
}
