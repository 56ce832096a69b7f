import { Refused } from '../refusals.ts';
import type { Calendar } from './calendar.ts';
import { dayMs, type OpenDay, openHours } from './open-hours.ts';
import { wallClock } from './zone-offsets.ts';

const minuteMs = 60_000;
const searchDays = 3_653; // ten years

/**
 * The instant after so much working time, counted from `from`: the basis of every deadline. It is the earliest such
 * instant, so a target used up exactly at closing time is due at closing time. Without a calendar time runs around the
 * clock; nothing (or less) to work leaves the instant alone. Refuses with `calendar.no_hours` when ten years bring no hour.
 */
export function addWork(from: Date, workMs: number, calendar: Calendar | null): Date {
  if (workMs <= 0) return from;
  if (calendar === null) return new Date(from.getTime() + workMs);
  let left = workMs;
  for (const { stretches, workMs: ofDay } of openDays(from, calendar)) {
    if (ofDay < left && stretches[0]! >= from.getTime()) {
      left -= ofDay;
      continue;
    }
    for (let at = 0; at < stretches.length; at += 2) {
      const start = Math.max(stretches[at]!, from.getTime());
      const available = stretches[at + 1]! - start;
      if (available <= 0) continue;
      if (left <= available) return new Date(start + left);
      left -= available;
    }
  }
  throw new Refused('calendar.no_hours', { name: calendar.name });
}

/** Working milliseconds in [from, to): the inverse of `addWork`. None when `to` is not after `from`. */
export function workBetween(from: Date, to: Date, calendar: Calendar | null): number {
  const start = from.getTime();
  const end = to.getTime();
  if (end <= start) return 0;
  if (calendar === null) return end - start;
  const hours = openHours(calendar);
  let work = 0;
  for (let day = Math.floor(start / dayMs); day * dayMs < end; day++) {
    const { stretches, workMs } = hours(day);
    if (day * dayMs >= start && (day + 1) * dayMs <= end) {
      work += workMs;
      continue;
    }
    for (let at = 0; at < stretches.length; at += 2)
      work += Math.max(0, Math.min(stretches[at + 1]!, end) - Math.max(stretches[at]!, start));
  }
  return work;
}

/** Whether people work at an instant. The closing instant itself is closed. */
export function isOpen(at: Date, calendar: Calendar | null): boolean {
  if (calendar === null) return true;
  const { stretches } = openHours(calendar)(Math.floor(at.getTime() / dayMs));
  const next = stretches.findIndex((edge) => edge > at.getTime());
  return next % 2 === 1;
}

/** The first instant from `at` on when people work: `at` itself while it is open. Refuses with `calendar.no_hours`. */
export function nextOpening(at: Date, calendar: Calendar | null): Date {
  if (calendar === null || isOpen(at, calendar)) return at;
  for (const { stretches } of openDays(at, calendar))
    for (let edge = 0; edge < stretches.length; edge += 2)
      if (stretches[edge]! >= at.getTime()) return new Date(stretches[edge]!);
  throw new Refused('calendar.no_hours', { name: calendar.name });
}

/** The days with working time from an instant's day on, until ten years in a row have brought none. */
function* openDays(from: Date, calendar: Calendar): Generator<OpenDay> {
  const hours = openHours(calendar);
  const first = Math.floor(from.getTime() / dayMs);
  for (let day = first, last = first; day - last <= searchDays; day++) {
    const open = hours(day);
    if (open.workMs === 0) continue;
    last = day;
    yield open;
  }
}

/**
 * Hours of a usual working day, so that a duration can be told in days people know: 8 for Monday to Friday 9 to 17,
 * 24 around the clock.
 */
export function hoursPerDay(calendar: Calendar | null): number {
  const days = (calendar?.week ?? []).filter((windows) => windows.length > 0);
  const minutes = days.flat().reduce((sum, [from, to]) => sum + to - from, 0);
  return days.length === 0 ? 24 : minutes / days.length / 60;
}

/** Working time in words: 10 h of 8-hour days are "1 day 2 h". Started minutes count in full; less than one is "0 min". */
export function describeWork(workMs: number, hoursPerWorkDay = 24): string {
  const minutes = Math.ceil(workMs / minuteMs);
  const minutesPerDay = hoursPerWorkDay * 60;
  const days = Math.floor(minutes / minutesPerDay);
  const hours = Math.floor((minutes - days * minutesPerDay) / 60);
  const rest = Math.round(minutes - days * minutesPerDay - hours * 60);
  const parts = [
    days && `${days} ${days === 1 ? 'day' : 'days'}`,
    hours && `${hours} h`,
    rest && `${rest} min`,
  ];
  return parts.filter(Boolean).join(' ') || '0 min';
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * An instant as people of the calendar's zone say it, seen from `from`: "Mon 09:30" within the coming week, with the date
 * when it is further off or past, with the year when that differs. Without a calendar it is told in UTC and says so.
 */
export function describeDue(from: Date, due: Date, calendar: Calendar | null): string {
  const zone = calendar?.zone ?? 'UTC';
  const [seen, local] = [wallClock(from, zone), wallClock(due, zone)];
  const daysAhead = Math.floor(local.getTime() / dayMs) - Math.floor(seen.getTime() / dayMs);
  const parts = [weekdays[local.getUTCDay()]];
  if (daysAhead < 0 || daysAhead > 6) parts.push(`${local.getUTCDate()} ${months[local.getUTCMonth()]}`);
  if (local.getUTCFullYear() !== seen.getUTCFullYear() && (daysAhead < 0 || daysAhead > 6))
    parts.push(`${local.getUTCFullYear()}`);
  parts.push(`${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`);
  if (calendar === null) parts.push('UTC');
  return parts.join(' ');
}

const two = (value: number): string => String(value).padStart(2, '0');
