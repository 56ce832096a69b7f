import type { Calendar, DayWindow } from '../../../domain/sla/calendar.ts';

export const nineToFive: readonly DayWindow[] = [[540, 1020]];

/** Monday to Friday in the given windows, in a zone that is UTC unless a test is about zones. */
export const aCalendar = (change: Partial<Calendar> = {}): Calendar => ({
  version: 1,
  unitId: 'main',
  id: 'office',
  name: 'Office',
  zone: 'UTC',
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  exceptions: {},
  ...change,
});
