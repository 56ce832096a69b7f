import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import { nextOpening } from './business-time.ts';
import type { Calendar, DayWindow } from './calendar.ts';
import { keepKpi } from './keep-kpi.ts';
import { retargetKpi } from './kpi.ts';
import { isZone } from './zone-offsets.ts';

const minutesPerDay = 1440;

/**
 * Changes working hours. Promises still open are planned anew from now on, with what has passed counted by the hours that
 * held; ended ones stay as they were. Refuses with `input.invalid`, or `calendar.no_hours` when nobody would ever work.
 */
export async function editCalendar(
  unit: Unit,
  input: { readonly calendarId: string } & Partial<Pick<Calendar, 'name' | 'zone' | 'week' | 'exceptions'>>,
): Promise<Calendar> {
  requireRole(unit.actor, 'admin');
  const { calendarId, ...changes } = input;
  const before = await unit.calendars.get(calendarId);
  const calendar = { ...before, ...changes };
  checkCalendar(calendar);
  nextOpening(unit.now, calendar);
  const saved = unit.calendars.save(calendar);
  const open = { in: ['in-progress', 'nearing', 'paused'] } as const;
  for (const kpi of await unit.kpiInstances.where({ calendarId, state: open })) {
    const promised = { ...kpi, calendarVersion: before.version + 1 };
    const planned = retargetKpi(kpi, promised, { at: unit.now, calendar, before });
    if (planned !== kpi) await keepKpi(unit, kpi, planned);
  }
  return saved;
}

/** Refuses hours that cannot be read in one way only: a zone nobody knows, a date that is none, windows out of order. */
export function checkCalendar({
  zone,
  week,
  exceptions,
}: Pick<Calendar, 'zone' | 'week' | 'exceptions'>): void {
  if (!isZone(zone)) refuseHours('zone', `${zone} is no IANA time zone`);
  if (week.length !== 7) refuseHours('week', 'seven days, Monday first');
  week.forEach((windows, day) => {
    checkWindows(`week[${day}]`, windows);
  });
  for (const [date, windows] of Object.entries(exceptions)) {
    if (!isDate(date)) refuseHours('exceptions', `${date} is no date like 2026-12-24`);
    checkWindows(`exceptions.${date}`, windows);
  }
}

function checkWindows(place: string, windows: readonly DayWindow[]): void {
  let last = -1;
  for (const [from, to] of windows) {
    const isWhole = Number.isInteger(from) && Number.isInteger(to);
    if (!isWhole || from <= last || from >= to || to > minutesPerDay)
      refuseHours(place, 'windows are whole minutes of the day from 0 to 1440, in order, not touching');
    last = to;
  }
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

function refuseHours(place: string, problem: string): never {
  throw new Refused('input.invalid', { place, problem });
}
