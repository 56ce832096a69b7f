import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addWork,
  describeDue,
  describeWork,
  hoursPerDay,
  isOpen,
  nextOpening,
  workBetween,
} from '../../../domain/sla/business-time.ts';
import type { Calendar, DayWindow } from '../../../domain/sla/calendar.ts';
import { aCalendar } from './office.ts';

const hour = 3_600_000;
const at = (text: string): Date => new Date(text);
const everyDay = (...windows: DayWindow[]): Calendar['week'] => Array.from({ length: 7 }, () => windows);
const berlin = (change: Partial<Calendar> = {}): Calendar => aCalendar({ zone: 'Europe/Berlin', ...change });
const due = (from: string, hours: number, calendar: Calendar | null): string =>
  addWork(at(from), hours * hour, calendar).toISOString();

describe('business time', () => {
  it('golden SLA 1: created Friday 16:30 with one hour to go is due Monday 09:30', () => {
    const calendar = berlin();
    const [created, end] = [at('2026-03-06T15:30:00Z'), at('2026-03-09T08:30:00Z')];
    assert.deepEqual(addWork(created, hour, calendar), end);
    assert.equal(describeDue(created, end, calendar), 'Mon 09:30');
  });

  it('golden SLA 2: ten hours are "1 day 2 h" and five days are 40 working hours, at eight hours a day', () => {
    const daily = hoursPerDay(berlin());
    assert.equal(describeWork(10 * hour, daily), '1 day 2 h');
    assert.equal(describeWork(40 * hour, daily), '5 days');
    assert.equal(due('2026-03-02T08:00:00Z', 40, berlin()), '2026-03-06T16:00:00.000Z');
  });

  it('golden SLA 5: the day the clocks change has its eight office hours, an hour earlier in UTC', () => {
    const calendar = berlin({ week: everyDay([540, 1020]) });
    assert.equal(workBetween(at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z'), calendar), 8 * hour);
    assert.equal(due('2026-03-28T15:30:00Z', 1, calendar), '2026-03-29T07:30:00.000Z');
    assert.equal(due('2026-10-24T14:30:00Z', 1, calendar), '2026-10-25T08:30:00.000Z');
  });

  it('counts 23 hours on the day that loses one and 25 on the day that has one twice', () => {
    const calendar = berlin({ week: everyDay([0, 1440]) });
    assert.equal(workBetween(at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z'), calendar), 23 * hour);
    assert.equal(workBetween(at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z'), calendar), 25 * hour);
  });

  it('finds no work in an hour that is skipped, and works an hour that happens twice twice', () => {
    const night = berlin({ week: everyDay([120, 180]) });
    assert.equal(workBetween(at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z'), night), 0);
    assert.equal(workBetween(at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z'), night), 2 * hour);
    assert.equal(due('2026-03-28T23:00:00Z', 1, night), '2026-03-30T01:00:00.000Z');
  });

  it('opens at the first minute that exists when a window begins within the skipped hour', () => {
    const calendar = berlin({ week: everyDay([150, 240]) });
    assert.equal(nextOpening(at('2026-03-28T23:00Z'), calendar).toISOString(), '2026-03-29T01:00:00.000Z');
    assert.equal(workBetween(at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z'), calendar), hour);
  });

  it('knows the half-hour switch of Lord Howe and the day Samoa left out', () => {
    const lordHowe = aCalendar({ zone: 'Australia/Lord_Howe', week: everyDay([0, 1440]) });
    assert.equal(workBetween(at('2026-10-03T13:30Z'), at('2026-10-04T13:00Z'), lordHowe), 23.5 * hour);
    const apia = aCalendar({ zone: 'Pacific/Apia', week: everyDay([540, 1020]) });
    assert.equal(workBetween(at('2011-12-29T10:00Z'), at('2011-12-31T10:00Z'), apia), 16 * hour);
  });

  it('leaves out breaks, holidays and exceptions', () => {
    const split: readonly DayWindow[] = [
      [540, 720],
      [780, 1020],
    ];
    const exceptions = { '2026-03-03': [], '2026-03-04': [[600, 660]], '2026-03-07': [[600, 720]] } as const;
    const calendar = aCalendar({ week: [split, split, split, split, split, [], []], exceptions });
    assert.equal(due('2026-03-02T11:30:00Z', 1, calendar), '2026-03-02T13:30:00.000Z');
    assert.equal(due('2026-03-02T16:00:00Z', 1.5, calendar), '2026-03-04T10:30:00.000Z');
    assert.equal(workBetween(at('2026-03-07T00:00Z'), at('2026-03-08T00:00Z'), calendar), 2 * hour);
  });

  it('is due at closing time when the target is used up exactly then, and runs around the clock without a calendar', () => {
    assert.equal(due('2026-03-06T16:00:00Z', 1, aCalendar()), '2026-03-06T17:00:00.000Z');
    assert.equal(due('2026-03-06T16:00:00Z', 1, null), '2026-03-06T17:00:00.000Z');
    assert.equal(due('2026-03-07T16:00:00Z', 0, aCalendar()), '2026-03-07T16:00:00.000Z');
    assert.equal(workBetween(at('2026-03-07T00:00Z'), at('2026-03-08T00:00Z'), null), 24 * hour);
    assert.equal(workBetween(at('2026-03-08T00:00Z'), at('2026-03-07T00:00Z'), aCalendar()), 0);
  });

  it('is open from the first instant of a window and closed from its last', () => {
    const calendar = aCalendar();
    const open = [
      '2026-03-02T08:59:59.999Z',
      '2026-03-02T09:00Z',
      '2026-03-02T16:59:59.999Z',
      '2026-03-02T17:00Z',
    ];
    assert.deepEqual(
      open.map((text) => isOpen(at(text), calendar)),
      [false, true, true, false],
    );
    assert.equal(isOpen(at('2026-03-01T00:00Z'), null), true);
    assert.equal(nextOpening(at('2026-03-06T17:00Z'), calendar).toISOString(), '2026-03-09T09:00:00.000Z');
    assert.equal(nextOpening(at('2026-03-06T16:00Z'), calendar).toISOString(), '2026-03-06T16:00:00.000Z');
  });

  it('refuses a calendar in which nobody ever works, and finds one lone day years ahead', () => {
    const never = aCalendar({ week: everyDay() });
    const code = { code: 'calendar.no_hours' };
    assert.throws(() => addWork(at('2026-03-02T09:00Z'), 1, never), code);
    assert.throws(() => nextOpening(at('2026-03-02T09:00Z'), never), code);
    const once = aCalendar({ week: everyDay(), exceptions: { '2035-06-01': [[540, 600]] } });
    assert.equal(due('2026-03-02T09:00:00Z', 1, once), '2035-06-01T10:00:00.000Z');
    assert.throws(() => addWork(at('2026-03-02T09:00Z'), 2 * hour, once), code);
  });

  it('lays hours out anew when a calendar was changed under the same id', () => {
    const closed = { ...aCalendar(), week: everyDay([600, 660]) };
    assert.equal(due('2026-03-02T08:00:00Z', 1, aCalendar()), '2026-03-02T10:00:00.000Z');
    assert.equal(due('2026-03-02T08:00:00Z', 1, closed), '2026-03-02T11:00:00.000Z');
  });
});

describe('business time in words', () => {
  it('says durations in days of the working day, hours and minutes, counting a started minute', () => {
    const said = [0, 1, 60_000, 90 * 60_000, 24 * hour, 25.5 * hour].map((ms) => describeWork(ms));
    assert.deepEqual(said, ['0 min', '1 min', '1 min', '1 h 30 min', '1 day', '1 day 1 h 30 min']);
    assert.equal(describeWork(15 * hour, 7.5), '2 days');
  });

  it('takes the working day from the calendar', () => {
    assert.equal(hoursPerDay(aCalendar()), 8);
    assert.equal(hoursPerDay(null), 24);
    assert.equal(hoursPerDay(aCalendar({ week: everyDay() })), 24);
  });

  it('says the weekday within a week, the date beyond it or in the past, the year when it differs, UTC without a calendar', () => {
    const now = at('2026-12-28T10:00:00Z');
    const said = ['2026-12-28T15:00Z', '2027-01-03T09:00Z', '2027-01-04T09:00Z', '2026-12-25T09:05Z'].map(
      (text) => describeDue(now, at(text), aCalendar()),
    );
    assert.deepEqual(said, ['Mon 15:00', 'Sun 09:00', 'Mon 4 Jan 2027 09:00', 'Fri 25 Dec 09:05']);
    assert.equal(describeDue(now, now, null), 'Mon 10:00 UTC');
    assert.equal(describeDue(now, now, berlin()), 'Mon 11:00');
  });
});

const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
];

const someWindows = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 8 })
  .map((edges) => edges.sort((a, b) => a - b).map((edge) => edge * 30))
  .map((edges) =>
    Array.from(
      { length: edges.length >> 1 },
      (_, pair): DayWindow => [edges[2 * pair]!, edges[2 * pair + 1]!],
    ),
  );

const someCalendar = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.array(someWindows, { minLength: 7, maxLength: 7 }),
    exceptions: fc.dictionary(
      fc
        .integer({ min: 0, max: 400 })
        .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
      someWindows,
      { maxKeys: 5 },
    ),
  })
  .filter(({ week }) => week.some((windows) => windows.length > 0))
  .map((change) => aCalendar(change));

const between = (min: string, max: string) =>
  fc.integer({ min: Date.parse(min), max: Date.parse(max) }).map((ms) => new Date(ms));
const someInstant = between('2010-01-01', '2032-01-01');
const nearInstant = between('2026-01-01', '2027-01-01');
const someWork = fc.integer({ min: 1, max: 300 * hour });

describe('business time, whatever the calendar', () => {
  it('takes back exactly what it added, and adds up in any portions', () => {
    fc.assert(
      fc.property(someCalendar, someInstant, someWork, someWork, (calendar, from, first, then) => {
        const end = addWork(from, first, calendar);
        assert.equal(workBetween(from, end, calendar), first);
        assert.deepEqual(addWork(end, then, calendar), addWork(from, first + then, calendar));
        assert.equal(
          workBetween(from, new Date(end.getTime() - 1), calendar),
          first - 1,
          'the earliest such instant',
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is additive over any division of a stretch of time', () => {
    fc.assert(
      fc.property(someCalendar, nearInstant, nearInstant, nearInstant, (calendar, ...instants) => {
        const [a, b, c] = instants.sort((one, other) => one.getTime() - other.getTime()) as [
          Date,
          Date,
          Date,
        ];
        assert.equal(workBetween(a, b, calendar) + workBetween(b, c, calendar), workBetween(a, c, calendar));
      }),
      { numRuns: 200 },
    );
  });

  it('is never due earlier for starting later or having more to do', () => {
    fc.assert(
      fc.property(
        someCalendar,
        someInstant,
        fc.nat(9 * 24 * hour),
        someWork,
        fc.nat(hour),
        (calendar, from, later, work, more) => {
          const end = addWork(from, work, calendar);
          assert.ok(addWork(new Date(from.getTime() + later), work, calendar) >= end);
          assert.ok(addWork(from, work + more, calendar) >= end);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('opens next at an open instant with no work before it', () => {
    fc.assert(
      fc.property(someCalendar, someInstant, (calendar, from) => {
        const next = nextOpening(from, calendar);
        assert.ok(isOpen(next, calendar) && next >= from);
        assert.equal(workBetween(from, next, calendar), 0);
      }),
      { numRuns: 200 },
    );
  });

  it('agrees, minute by minute around every change of clocks, with what the clock on the wall shows', () => {
    fc.assert(
      fc.property(someCalendar, between('2026-01-01', '2030-01-01'), (calendar, from) => {
        const inZone = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(
          calendar.zone,
        );
        const change = inZone.getTimeZoneTransition('next') ?? inZone;
        const start = Math.floor(change.epochMilliseconds / 60_000) * 60_000 - 4 * hour;
        let minutes = 0;
        for (let minute = start; minute < start + 8 * hour; minute += 60_000) {
          const shown = isOnTheWall(minute, calendar);
          assert.equal(isOpen(new Date(minute), calendar), shown, new Date(minute).toISOString());
          minutes += shown ? 1 : 0;
        }
        assert.equal(workBetween(new Date(start), new Date(start + 8 * hour), calendar), minutes * 60_000);
      }),
      { numRuns: 60 },
    );
  });
});

function isOnTheWall(instant: number, { zone, week, exceptions }: Calendar): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const windows = exceptions[local.toPlainDate().toString()] ?? week[local.dayOfWeek - 1]!;
  const minute = local.hour * 60 + local.minute;
  return windows.some(([opens, closes]) => minute >= opens && minute < closes);
}
