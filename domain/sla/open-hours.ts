import type { Calendar, DayWindow } from './calendar.ts';
import { offsetPeriodAt } from './zone-offsets.ts';

/** The open stretches of one UTC day, as instants in milliseconds: start, end, start, end, in order, not touching. */
export interface OpenDay {
  readonly stretches: readonly number[];
  readonly workMs: number;
}

/** A calendar's opening hours laid out in instants, one UTC day at a time, each worked out once. */
export type OpenHours = (utcDay: number) => OpenDay;

/** Milliseconds of a day of the time line: the grain in which opening hours are laid out. */
export const dayMs = 86_400_000;
const minuteMs = 60_000;
const keptDays = 8_000;
const keptCalendars = 500;
const thursday = 3; // 1970-01-01, in a week that begins on Monday

const byRecord = new WeakMap<Calendar, OpenHours>();
const byContent = new Map<string, OpenHours>();

/**
 * The hours of a calendar, shared by every record with the same content, however often it is loaded. It is open whenever
 * the wall clock of its zone shows a time within a window: an hour skipped in spring is no work, an hour that happens twice
 * in autumn is worked twice.
 */
export function openHours(calendar: Calendar): OpenHours {
  const cached = byRecord.get(calendar);
  if (cached) return cached;
  const content = JSON.stringify([calendar.zone, calendar.week, calendar.exceptions]);
  const hours = byContent.get(content) ?? layOut(calendar);
  byContent.delete(content); // the one used last stays longest
  byContent.set(content, hours);
  if (byContent.size > keptCalendars) byContent.delete(byContent.keys().next().value!);
  byRecord.set(calendar, hours);
  return hours;
}

function layOut({ zone, week, exceptions }: Calendar): OpenHours {
  const special = new Map(
    Object.entries(exceptions).map(
      ([date, windows]) => [Date.parse(`${date}T00:00Z`) / dayMs, windows] as const,
    ),
  );
  const windowsOf = (localDay: number): readonly DayWindow[] =>
    special.get(localDay) ?? week[(((localDay + thursday) % 7) + 7) % 7] ?? [];
  const days = new Map<number, OpenDay>();
  return (utcDay) => {
    let day = days.get(utcDay);
    if (day) return day;
    if (days.size >= keptDays) days.clear();
    days.set(utcDay, (day = openDay(utcDay, zone, windowsOf)));
    return day;
  };
}

function openDay(
  utcDay: number,
  zone: string,
  windowsOf: (localDay: number) => readonly DayWindow[],
): OpenDay {
  const stretches: number[] = [];
  const end = (utcDay + 1) * dayMs;
  for (let from = utcDay * dayMs; from < end; ) {
    const period = offsetPeriodAt(zone, from);
    const to = Math.min(end, period.to);
    const lastDay = Math.floor((to - 1 + period.offsetMs) / dayMs);
    for (let day = Math.floor((from + period.offsetMs) / dayMs); day <= lastDay; day++)
      for (const [opens, closes] of windowsOf(day)) {
        const midnight = day * dayMs - period.offsetMs;
        join(
          stretches,
          Math.max(from, midnight + opens * minuteMs),
          Math.min(to, midnight + closes * minuteMs),
        );
      }
    from = to;
  }
  let workMs = 0;
  for (let at = 0; at < stretches.length; at += 2) workMs += stretches[at + 1]! - stretches[at]!;
  return { stretches, workMs };
}

function join(stretches: number[], from: number, to: number): void {
  if (to <= from) return;
  if (stretches.at(-1) === from) stretches[stretches.length - 1] = to;
  else stretches.push(from, to);
}
