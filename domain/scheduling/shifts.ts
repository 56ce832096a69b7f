import type { Calendar } from '../sla/calendar.ts';
import { dayMs, openHours } from '../sla/open-hours.ts';

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
 * Windows that meet at midnight are one, so a night shift is one shift.
 */
export function shiftsWithin(calendar: Calendar, within: Stretch): Shift[] {
  const hours = openHours(calendar);
  const windows: { from: number; to: number }[] = [];
  const firstDay = Math.floor(within.from / dayMs) - 1;
  const lastDay = Math.floor(within.to / dayMs) + 1;
  for (let day = firstDay; day <= lastDay; day++) {
    const { stretches } = hours(day);
    for (let at = 0; at < stretches.length; at += 2) {
      const from = stretches[at]!;
      const to = stretches[at + 1]!;
      const last = windows.at(-1);
      if (last?.to === from) last.to = to;
      else windows.push({ from, to });
    }
  }
  return grouped(windows).filter(({ from, to }) => to > within.from && from < within.to);
}

function grouped(windows: readonly Stretch[]): Shift[] {
  const shifts: { from: number; to: number; windows: Stretch[] }[] = [];
  for (const window of windows) {
    const last = shifts.at(-1);
    if (last && window.from - last.to <= longestBreakMs) {
      last.windows.push(window);
      last.to = window.to;
    } else shifts.push({ from: window.from, to: window.to, windows: [window] });
  }
  return shifts;
}
