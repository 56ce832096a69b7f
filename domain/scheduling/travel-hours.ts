/** How much longer a way takes in each hour of a day, against the hours between the rushes: 24 factors a kind of day. */
export interface HourProfile {
  readonly workingDay: readonly number[];
  readonly saturday: readonly number[];
  readonly sunday: readonly number[];
}

/**
 * Factors that follow one another hour by hour, and then begin again: 24 for a day that repeats, 168 for a week from
 * Monday midnight. All are above zero.
 */
export type HourFactors = ArrayLike<number>;

/** A departure on the clock of the factors: seconds after the begin of the first of them. */
export interface Departure {
  readonly factors: HourFactors;
  readonly leaveAt: number;
}

const hourSeconds = 3_600;

/**
 * A usual week in and around a European town: roads are free at night, full from seven to nine and from four to six on
 * working days, busy around midday on Saturdays. Figures are a judgement after published congestion profiles (peaks a
 * quarter to a third above midday); whoever has counts of their own passes them in.
 */
export const usualWeek: HourProfile = {
  workingDay: [
    0.85, 0.85, 0.85, 0.85, 0.85, 0.88, 1, 1.2, 1.28, 1.1, 1, 1, 1, 1, 1.03, 1.12, 1.27, 1.3, 1.12, 0.98,
    0.92, 0.9, 0.87, 0.85,
  ],
  saturday: [
    0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.87, 0.9, 0.93, 0.98, 1.04, 1.07, 1.07, 1.05, 1.03, 1.01, 1, 0.98,
    0.95, 0.92, 0.9, 0.88, 0.87, 0.86,
  ],
  sunday: [
    0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.86, 0.87, 0.89, 0.92, 0.94, 0.95, 0.95, 0.95, 0.96, 0.97,
    0.97, 0.95, 0.92, 0.9, 0.87, 0.86, 0.85,
  ],
};

/** The 168 factors of a week from Monday midnight, so that a way may run over midnight into another kind of day. */
export function weekFactors({ workingDay, saturday, sunday }: HourProfile): Float64Array {
  const days = [workingDay, workingDay, workingDay, workingDay, workingDay, saturday, sunday];
  return Float64Array.from(days.flatMap(whole));
}

function whole(day: readonly number[]): readonly number[] {
  if (day.length === 24 && day.every((factor) => factor > 0 && Number.isFinite(factor))) return day;
  throw new RangeError('an hour profile has 24 factors above zero for each kind of day');
}

/**
 * Seconds at the wheel when leaving at a given moment, for a way of `seconds` between the rushes.
 *
 * The speed of the hour is integrated over time across the bounds of hours (Ichoua, Gendreau and Potvin 2003), never the
 * factor of the first hour taken for the whole way. So nobody overtakes: who leaves later never arrives earlier (FIFO),
 * and the triangle inequality of the seconds holds at every departure.
 */
export function drivingSeconds(seconds: number, { factors, leaveAt }: Departure): number {
  const hours = factors.length;
  let hour = Math.floor(leaveAt / hourSeconds);
  let left = (hour + 1) * hourSeconds - leaveAt;
  let [remaining, elapsed] = [seconds, 0];
  for (;;) {
    const factor = factors[((hour % hours) + hours) % hours]!;
    const needed = remaining * factor;
    if (needed <= left) return elapsed + needed;
    elapsed += left;
    remaining -= left / factor;
    left = hourSeconds;
    hour++;
  }
}

/** Monday midnight to `wall`, a date whose UTC getters show the wall clock of the place: the clock of weekFactors. */
export function secondOfWeek(wall: Date): number {
  const day = (wall.getUTCDay() + 6) % 7;
  return day * 86_400 + wall.getUTCHours() * hourSeconds + wall.getUTCMinutes() * 60 + wall.getUTCSeconds();
}
