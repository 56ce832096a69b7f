import type { Calendar } from '../sla/calendar.ts';
import { dayMs, openHours } from '../sla/open-hours.ts';
import { offsetPeriodAt } from '../sla/zone-offsets.ts';

/** A stretch of time, in epoch milliseconds; `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One working day of a technician: the way out and home lies within it, work within one of its windows. */
export interface Shift extends Stretch {
  readonly windows: readonly Stretch[];
}

/** A pause up to this long is a break within a shift; after a longer one the technician has been home. */
const longestBreakMs = 3 * 3_600_000;

/**
 * The shifts of a calendar that touch a stretch of time, whole: a shift that began before it keeps its true start.
 * Windows that meet at midnight are one, so a night shift is one shift; who is on duty around the clock begins a new
 * shift at each local midnight.
 */
export function shiftsWithin(calendar: Calendar, within: Stretch): Shift[] {
  const windows = openStretches(calendar, within).flatMap((one) => atMidnights(one, calendar.zone));
  return grouped(windows).filter(({ from, to }) => to > within.from && from < within.to);
}

/** Opening hours around a stretch of time, with enough to both sides that every shift touching it is whole. */
function openStretches(calendar: Calendar, within: Stretch): Stretch[] {
  const hours = openHours(calendar);
  const open: { from: number; to: number }[] = [];
  const lastDay = Math.floor(within.to / dayMs) + 2;
  for (let day = Math.floor(within.from / dayMs) - 2; day <= lastDay; day++) {
    const { stretches } = hours(day);
    for (let at = 0; at < stretches.length; at += 2) {
      const last = open.at(-1);
      if (last?.to === stretches[at]) last!.to = stretches[at + 1]!;
      else open.push({ from: stretches[at]!, to: stretches[at + 1]! });
    }
  }
  return open;
}

/** Cuts what is longer than a day at the midnights of the zone. */
function atMidnights(open: Stretch, zone: string): Stretch[] {
  if (open.to - open.from <= dayMs) return [open];
  const parts: Stretch[] = [];
  for (let from = open.from; from < open.to; ) {
    const { offsetMs } = offsetPeriodAt(zone, from);
    const sameOffset = from + dayMs - ((((from + offsetMs) % dayMs) + dayMs) % dayMs);
    const midnight = sameOffset + offsetMs - offsetPeriodAt(zone, sameOffset).offsetMs;
    parts.push({ from, to: Math.min(open.to, midnight) });
    from = midnight;
  }
  return parts;
}

function grouped(windows: readonly Stretch[]): Shift[] {
  const shifts: { from: number; to: number; windows: Stretch[] }[] = [];
  for (const window of windows) {
    const last = shifts.at(-1);
    const isSame = last && window.from - last.to <= longestBreakMs && window.to - last.from <= dayMs;
    if (isSame) {
      last.windows.push(window);
      last.to = window.to;
    } else shifts.push({ from: window.from, to: window.to, windows: [window] });
  }
  return shifts;
}
