import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addWork, isOpen, nextOpening, workBetween } from '../../../domain/sla/business-time.ts';
import type { Calendar } from '../../../domain/sla/calendar.ts';
import {
  cancelKpi,
  isUndecided,
  type Moment,
  markBreached,
  markNearing,
  pauseKpi,
  reopenKpi,
  resumeKpi,
  retargetKpi,
  startKpi,
  succeedKpi,
} from '../../../domain/sla/kpi.ts';
import type { KpiInstance } from '../../../domain/sla/sla.ts';
import { aCalendar } from './office.ts';

const hour = 3_600_000;
const calendars: readonly Calendar[] = [
  aCalendar({ zone: 'Europe/Berlin' }),
  aCalendar({
    zone: 'America/St_Johns',
    week: Array.from(
      { length: 7 },
      () =>
        [
          [0, 150],
          [600, 1440],
        ] as const,
    ),
  }),
  aCalendar({ zone: 'Australia/Lord_Howe', exceptions: { '2026-04-06': [] } }),
];
const someCalendar = fc.constantFrom(...calendars);
const someStart = fc
  .integer({ min: Date.parse('2026-03-01'), max: Date.parse('2026-11-10') })
  .map((ms) => new Date(ms));

type Change = (kpi: KpiInstance, moment: Moment) => KpiInstance;
const grow =
  (hours: number): Change =>
  (kpi, moment) =>
    retargetKpi(
      kpi,
      { ...kpi, targetMs: hours * hour, warnMs: hours * hour * 0.8 },
      { ...moment, before: moment.calendar },
    );
const changes: Record<string, Change> = {
  pause: pauseKpi,
  resume: resumeKpi,
  succeed: succeedKpi,
  cancel: cancelKpi,
  reopen: reopenKpi,
  warn: (kpi, { at }) => markNearing(kpi, at),
  breach: (kpi, { at }) => markBreached(kpi, at),
  shrink: grow(3),
  grow: grow(30),
};
const someSteps = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.integer({ min: 0, max: 30 * hour })),
  {
    maxLength: 12,
  },
);
const start = (at: Date, calendar: Calendar): KpiInstance =>
  startKpi(
    {
      ...{ id: 'k', unitId: 'main', caseId: 'case-1', kind: 'resolve', slaId: 'standard' },
      ...{ targetMs: 10 * hour, warnMs: 7 * hour, calendarId: 'office', calendarVersion: 1 },
    },
    { at, calendar },
  );
const worked = (kpi: KpiInstance): number => kpi.segments.reduce((sum, { workMs }) => sum + workMs, 0);

describe('a KPI instance, whatever happens to it', () => {
  it('has always worked and left together make its target, with deadlines that follow from what is left', () => {
    fc.assert(
      fc.property(someCalendar, someStart, someSteps, (calendar, from, steps) => {
        let kpi = start(from, calendar);
        let at = from;
        for (const [name, ms] of steps) {
          at = new Date(at.getTime() + ms);
          kpi = changes[name]!(kpi, { at, calendar });
          assert.equal(worked(kpi) + kpi.leftMs, kpi.targetMs);
          for (const { from: begun, to, workMs } of kpi.segments)
            assert.equal(workBetween(new Date(begun), new Date(to), calendar), workMs);
          assert.equal(kpi.runningSince !== null, isUndecided(kpi) && kpi.state !== 'paused');
          if (kpi.runningSince) assert.deepEqual(kpi.dueAt, addWork(kpi.runningSince, kpi.leftMs, calendar));
          if (kpi.state === 'paused') assert.equal(kpi.dueAt, null);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is not changed by a hold that begins and ends while nobody works', () => {
    fc.assert(
      fc.property(
        someCalendar,
        someStart,
        fc.nat(6 * hour),
        fc.nat(1000),
        fc.nat(1000),
        (calendar, from, ms, one, other) => {
          const kpi = start(from, calendar);
          const closed = closingAfter(addWork(from, ms + 1, calendar), calendar);
          const opens = nextOpening(closed, calendar);
          const [pause, resume] = [one, other]
            .sort((a, b) => a - b)
            .map(
              (share) =>
                new Date(
                  closed.getTime() + Math.floor(((opens.getTime() - closed.getTime()) * share) / 1000),
                ),
            );
          if (kpi.dueAt! <= pause!) return;
          const paused = pauseKpi(kpi, { at: pause!, calendar });
          const again = resumeKpi(paused, { at: resume!, calendar });
          assert.deepEqual([again.leftMs - kpi.leftMs + worked(again), again.dueAt], [0, kpi.dueAt]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is due later by exactly the working time it was held', () => {
    const some = fc.nat(9 * hour);
    fc.assert(
      fc.property(someCalendar, someStart, some, fc.nat(60 * hour), (calendar, from, before, hold) => {
        const kpi = start(from, calendar);
        const pause = addWork(from, before, calendar);
        const resume = new Date(pause.getTime() + hold);
        const again = resumeKpi(pauseKpi(kpi, { at: pause, calendar }), { at: resume, calendar });
        assert.equal(workBetween(kpi.dueAt!, again.dueAt!, calendar), workBetween(pause, resume, calendar));
      }),
      { numRuns: 200 },
    );
  });
});

/** The first full half hour from an instant on at which nobody works; the calendars above open and close at those. */
function closingAfter(at: Date, calendar: Calendar): Date {
  let end = new Date(Math.ceil(at.getTime() / (hour / 2)) * (hour / 2));
  while (isOpen(end, calendar)) end = new Date(end.getTime() + hour / 2);
  return end;
}
