import type { Calendar, DayWindow } from './calendar.ts';
import { type OffsetPeriod, offsetPeriodAt } from './zone-offsets.ts';

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
  const usual = Array.from({ length: 7 }, (_, weekday) => edgesOf(week[weekday] ?? []));
  const special = new Map(
    Object.entries(exceptions).map(
      ([date, windows]) => [Date.parse(`${date}T00:00Z`) / dayMs, edgesOf(windows)] as const,
    ),
  );
  const edges: DayEdges = (day) => special.get(day) ?? usual[(((day + thursday) % 7) + 7) % 7]!;
  const days = new Map<number, OpenDay>();
  let period: OffsetPeriod | undefined;
  return (utcDay) => {
    const cached = days.get(utcDay);
    if (cached) return cached;
    if (days.size >= keptDays) days.clear();
    const from = utcDay * dayMs;
    if (!period || from < period.from || from >= period.to) period = offsetPeriodAt(zone, from);
    const day = openDay(from, { zone, period, edges });
    days.set(utcDay, day);
    return day;
  };
}

/** The windows of a local day as milliseconds since its midnight: opens, closes, opens, closes. */
type DayEdges = (localDay: number) => readonly number[];

const edgesOf = (windows: readonly DayWindow[]): readonly number[] =>
  windows.flat().map((minute) => minute * minuteMs);

function openDay(
  start: number,
  by: { readonly zone: string; readonly period: OffsetPeriod; readonly edges: DayEdges },
): OpenDay {
  const stretches: number[] = [];
  const end = start + dayMs;
  let { period } = by;
  for (let from = start; from < end; from = period.to) {
    if (from > start) period = offsetPeriodAt(by.zone, from);
    const to = Math.min(end, period.to);
    const lastDay = Math.floor((to - 1 + period.offsetMs) / dayMs);
    for (let day = Math.floor((from + period.offsetMs) / dayMs); day <= lastDay; day++) {
      const edges = by.edges(day);
      const midnight = day * dayMs - period.offsetMs;
      for (let at = 0; at < edges.length; at += 2)
        join(stretches, Math.max(from, midnight + edges[at]!), Math.min(to, midnight + edges[at + 1]!));
    }
  }
  let workMs = 0;
  for (let at = 0; at < stretches.length; at += 2) workMs += stretches[at + 1]! - stretches[at]!;
  return { stretches, workMs };
}

function join(stretches: number[], from: number, to: number): void {
  if (to <= from) return;
  if (stretches.length > 0 && stretches[stretches.length - 1] === from) stretches[stretches.length - 1] = to;
  else stretches.push(from, to);
}
