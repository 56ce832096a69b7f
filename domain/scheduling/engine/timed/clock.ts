import type { Legs } from '../model.ts';

/**
 * The time a way takes when left at `leave`. The speed of each hour is integrated over the way (Ichoua, Gendreau &
 * Potvin 2003), so who leaves later never arrives earlier. Without a profile it is the way's own time.
 */
export function wayTime(legs: Legs, time: number, leave: number): number {
  return legs.profile === null ? time : stretched(legs, time, leave);
}

/** The latest moment to leave by so that a way ends at `arrive`. */
export function leaveBy(legs: Legs, time: number, arrive: number): number {
  if (legs.profile === null) return arrive - time;
  let leave = Math.floor(arrive - unwound(legs, time, arrive)) + 3;
  while (leave + stretched(legs, time, leave) > arrive) leave--;
  return leave;
}

const hoursOfDay = 24;
const factorOf = (profile: Float64Array, hour: number): number =>
  profile[((hour % hoursOfDay) + hoursOfDay) % hoursOfDay]!;

function stretched({ profile, dayStart, hour }: Legs, time: number, leave: number): number {
  let index = Math.floor((leave + dayStart) / hour);
  let room = (index + 1) * hour - (leave + dayStart);
  let left = time;
  let taken = 0;
  for (;;) {
    const factor = factorOf(profile!, index);
    if (left * factor <= room) return Math.round(taken + left * factor);
    taken += room;
    left -= room / factor;
    room = hour;
    index++;
  }
}

function unwound({ profile, dayStart, hour }: Legs, time: number, arrive: number): number {
  let index = Math.ceil((arrive + dayStart) / hour) - 1;
  let room = arrive + dayStart - index * hour;
  let left = time;
  let taken = 0;
  for (;;) {
    const factor = factorOf(profile!, index);
    if (left * factor <= room) return taken + left * factor;
    taken += room;
    left -= room / factor;
    room = hour;
    index--;
  }
}
