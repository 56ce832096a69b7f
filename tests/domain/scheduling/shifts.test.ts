import assert from 'node:assert/strict';
import { shiftsWithin } from '../../../domain/scheduling/shifts.ts';
import { aCalendar, workingWeek } from '../../fixtures/field-records.ts';

const within = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const said = (shifts: ReturnType<typeof shiftsWithin>) =>
  shifts.map(({ from, to, windows }) => [
    ...[from, to].map((ms) => new Date(ms).toISOString().slice(0, 16)),
    windows.length,
  ]);

describe('shifts', () => {
  it('are the working days that touch a stretch of time, each with its true start', () => {
    const shifts = shiftsWithin(aCalendar(), within('2026-03-06T12:00Z', '2026-03-09T09:00Z'));
    assert.deepEqual(said(shifts), [
      ['2026-03-06T08:00', '2026-03-06T17:00', 1],
      ['2026-03-09T08:00', '2026-03-09T17:00', 1],
    ]);
  });

  it('keep a day together over its break, and part what lies further apart', () => {
    const lunch = aCalendar({ week: workingWeek([480, 720], [765, 1020]) });
    assert.deepEqual(said(shiftsWithin(lunch, within('2026-03-02T09:00Z', '2026-03-02T10:00Z'))), [
      ['2026-03-02T08:00', '2026-03-02T17:00', 2],
    ]);
    const split = aCalendar({ week: workingWeek([360, 600], [960, 1200]) });
    assert.equal(shiftsWithin(split, within('2026-03-02T00:00Z', '2026-03-03T00:00Z')).length, 2);
  });

  it('run over midnight when the windows meet there', () => {
    const night = aCalendar({
      week: Array.from(
        { length: 7 },
        () =>
          [
            [0, 360],
            [1320, 1440],
          ] as const,
      ),
    });
    assert.deepEqual(said(shiftsWithin(night, within('2026-03-02T23:00Z', '2026-03-02T23:30Z'))), [
      ['2026-03-02T22:00', '2026-03-03T06:00', 1],
    ]);
  });

  it('begin at each local midnight for who is on duty around the clock', () => {
    const always = aCalendar({
      zone: 'Europe/Berlin',
      week: Array.from({ length: 7 }, () => [[0, 1440]] as const),
    });
    assert.deepEqual(said(shiftsWithin(always, within('2026-03-28T12:00Z', '2026-03-30T00:00Z'))), [
      ['2026-03-27T23:00', '2026-03-28T23:00', 1],
      ['2026-03-28T23:00', '2026-03-29T22:00', 1],
      ['2026-03-29T22:00', '2026-03-30T22:00', 1],
    ]);
  });

  it('follow the clocks of their zone and the closed days', () => {
    const calendar = aCalendar({ exceptions: { '2026-03-31': [] } });
    assert.deepEqual(said(shiftsWithin(calendar, within('2026-03-27T00:00Z', '2026-03-31T23:00Z'))), [
      ['2026-03-27T08:00', '2026-03-27T17:00', 1],
      ['2026-03-30T07:00', '2026-03-30T16:00', 1],
    ]);
  });
});
