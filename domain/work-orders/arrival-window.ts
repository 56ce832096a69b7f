import type { CasePriority } from '../cases/case.ts';
import { Refused } from '../refusals.ts';
import { addWork, hoursPerDay } from '../sla/business-time.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Unit } from '../unit.ts';
import type { Requirement } from './work-order.ts';

/** When somebody may arrive. */
export interface ArrivalWindow {
  readonly from: Date;
  readonly to: Date;
}

const hourMs = 3_600_000;
const usualWorkDays = 3;
const urgentHours = 8;
/** An urgent window holds at least so much working time, so that one asked for in the evening is not empty. */
const urgentWorkHours = 3;
/** The customer is told a window of two hours, one to each side of the planned start. */
const promiseMs = hourMs;
/** People are told round times. */
const roundMs = 5 * 60_000;

/**
 * The window when nobody named one: three working days; for what is urgent the next 8 hours, longer only where these
 * hold less than 3 working hours.
 */
export function usualWindow(calendar: Calendar | null, now: Date, isUrgent: boolean): ArrivalWindow {
  const work = (hours: number) => addWork(now, hours * hourMs, calendar).getTime();
  const to = isUrgent
    ? Math.max(now.getTime() + urgentHours * hourMs, work(urgentWorkHours))
    : work(usualWorkDays * hoursPerDay(calendar));
  return { from: now, to: new Date(to) };
}

/** No window is longer, in days: every working day of it is looked into. */
const longestDays = 366;

/** Refuses a window that ends before it begins, or that is longer than a year. */
export function requireWindow({ from, to }: ArrivalWindow): void {
  const days = (to.getTime() - from.getTime()) / (24 * hourMs);
  if (!(days > 0 && days <= longestDays))
    throw new Refused('input.invalid', {
      place: 'window',
      problem: `it must end after it begins, within ${longestDays} days`,
    });
}

/** The hours technicians work, which a window is measured in. */
export async function technicianCalendar(unit: Unit, unitId: string): Promise<Calendar | null> {
  const anyone = await unit.resources.first({ unitId, active: true });
  return anyone ? ((await unit.calendars.find(anyone.calendarId)) ?? null) : null;
}

/** Opens a window that has closed while the work is still wanted, e.g. for a second visit. */
export async function reopenedWindow(
  unit: Unit,
  requirement: Requirement,
  priority: CasePriority,
): Promise<Requirement> {
  const window = usualWindow(
    await technicianCalendar(unit, requirement.unitId),
    unit.now,
    priority === 'high',
  );
  return { ...requirement, windowFrom: window.from, windowTo: window.to };
}

/** What the customer is promised for a planned start: two hours around it, less where that
 * would be past or outside what was asked for. */
export function promiseFor(
  startAt: Date,
  asked: Pick<Requirement, 'windowFrom' | 'windowTo'>,
  now: Date,
): ArrivalWindow {
  const start = startAt.getTime();
  const from = Math.max(start - promiseMs, asked.windowFrom.getTime(), now.getTime());
  const to = Math.min(start + promiseMs, asked.windowTo.getTime());
  return {
    from: new Date(Math.floor(Math.min(from, start) / roundMs) * roundMs),
    to: new Date(Math.max(to, start)),
  };
}
