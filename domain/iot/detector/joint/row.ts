/**
 * Puts a device's readings together to rows. Channels report one after the other, mostly with the same time; a row is
 * whole when each has reported within one period of its first reading. A missing reading costs its row and is never
 * made up, and the next period begins a row of its own, so channels never slip against each other.
 */
export interface RowPlace {
  /** Where the row begins among the block's doubles: its number, its time, how many have reported; then by channel. */
  readonly doubles: number;
  readonly most: number;
}

/** Numbers that a row of so many channels keeps. */
export const rowSize = (most: number): number => 3 + 2 * most;

const [turn, begunAt, reported, first] = [0, 1, 2, 3];
const onePeriod = 0.9; // the next period's readings may come a little early

/** Takes one channel's reading; true when it makes the row of `channels` values whole. */
export function joinRow(
  kept: Float64Array,
  { doubles: at, most }: RowPlace,
  reading: {
    readonly channel: number;
    readonly channels: number;
    readonly value: number;
    readonly at: number;
    readonly period: number;
  },
): boolean {
  const { channel, channels, value } = reading;
  if (channel >= most) return false;
  const isRepeat = kept[at + first + channel] === kept[at + turn];
  const isLater =
    reading.at !== kept[at + begunAt] && reading.at - kept[at + begunAt]! >= onePeriod * reading.period;
  if (isRepeat || isLater) {
    kept[at + turn]!++;
    kept[at + begunAt] = reading.at;
    kept[at + reported] = 0;
  }
  kept[at + first + channel] = kept[at + turn]!;
  kept[at + first + most + channel] = value;
  return ++kept[at + reported]! === Math.min(channels, most);
}

/** Where the row's values begin. */
export const rowValues = ({ doubles, most }: RowPlace): number => doubles + first + most;
