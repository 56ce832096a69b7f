import { offsetPeriodAt } from '../../sla/zone-offsets.ts';
import { minuteOf, type RuleSchedule, weekdays } from './rule.ts';

/** Tells whether a rule is in force at an instant (epoch milliseconds). */
export type InForce = (at: number) => boolean;

const minuteMs = 60_000;
const dayMinutes = 1440;
const thursday = 3; // the weekday of 1970-01-01, Monday being 0

/**
 * Reads a schedule once, so that asking it at every reading is arithmetic. The wall clock of the zone decides: when
 * clocks change, a window is an hour longer or shorter, as it is for the people who work in it.
 */
export function scheduleOf(schedule: RuleSchedule | undefined): InForce {
  if (!schedule) return () => true;
  const from = minuteOf(schedule.from ?? '00:00') ?? 0;
  const to = minuteOf(schedule.to ?? '24:00') ?? dayMinutes;
  const days = schedule.weekdays ?? weekdays;
  const begins = weekdays.map((day) => days.includes(day));
  const { zone } = schedule;
  return (at) => {
    const minutes = Math.floor((at + offsetPeriodAt(zone, at).offsetMs) / minuteMs);
    const day = Math.floor(minutes / dayMinutes);
    const minute = minutes - day * dayMinutes;
    const weekday = (((day + thursday) % 7) + 7) % 7;
    const yesterday = (weekday + 6) % 7;
    if (from < to) return begins[weekday]! && minute >= from && minute < to;
    return (begins[weekday]! && minute >= from) || (begins[yesterday]! && minute < to);
  };
}
