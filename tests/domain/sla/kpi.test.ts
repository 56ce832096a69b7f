import assert from 'node:assert/strict';
import { addWork } from '../../../domain/sla/business-time.ts';
import {
  cancelKpi,
  isUndecided,
  markBreached,
  markNearing,
  type Promised,
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
const minute = 60_000;
const calendar = aCalendar();
const on = (text: string) => ({ at: new Date(`2026-03-${text}Z`), calendar });
const promise = (hours: number, change: Partial<Promised> = {}): Promised => ({
  slaId: 'standard',
  targetMs: hours * hour,
  warnMs: hours * hour * 0.75,
  calendarId: 'office',
  calendarVersion: 1,
  ...change,
});
const started = (when: string, hours = 4): KpiInstance =>
  startKpi({ ...promise(hours), id: 'k', unitId: 'main', caseId: 'case-1', kind: 'resolve' }, on(when));
const dates = ({ warnAt, dueAt }: KpiInstance) =>
  [warnAt, dueAt].map((at) => at?.toISOString().slice(8, 16) ?? null);
const held = (start: string, pause: string, resume: string): KpiInstance =>
  resumeKpi(pauseKpi(started(start), on(pause)), on(resume));

describe('a KPI instance', () => {
  it('is due after its target and warned before, in working time', () => {
    const kpi = started('02T15:00');
    assert.equal(kpi.state, 'in-progress');
    assert.deepEqual(dates(kpi), ['03T10:00', '03T11:00']);
  });

  it('golden SLA 3.1: created outside hours, paused and resumed before they begin: the hold is ignored', () => {
    assert.deepEqual(dates(started('01T10:00')), ['02T12:00', '02T13:00']);
    assert.deepEqual(dates(held('01T10:00', '02T07:00', '02T08:00')), ['02T12:00', '02T13:00']);
  });

  it('golden SLA 3.2: created outside hours, paused and resumed inside: warning and deadline move by the hold', () => {
    assert.deepEqual(dates(held('01T10:00', '02T10:00', '02T11:00')), ['02T13:00', '02T14:00']);
  });

  it('golden SLA 3.3, diverging on purpose: paused inside hours and resumed outside, the hold until closing time counts', () => {
    const [warnAt, dueAt] = dates(held('02T14:00', '02T16:00', '02T20:00'));
    assert.deepEqual(
      [warnAt, dueAt],
      ['03T10:00', '03T11:00'],
      'Dynamics ignores the hold and keeps 03T10:00',
    );
  });

  it('golden SLA 3.4: created inside hours, paused outside, resumed inside: planned anew from what was left', () => {
    assert.deepEqual(dates(held('02T15:00', '02T20:00', '03T11:00')), ['03T12:00', '03T13:00']);
  });

  it('golden SLA 4: succeeds, and is not canceled, when it is met and falls away in the same change', () => {
    const kpi = cancelKpi(succeedKpi(started('02T10:00'), on('02T11:00')), on('02T11:00'));
    assert.equal(kpi.state, 'succeeded');
  });

  it('keeps only what is left while it is paused', () => {
    const kpi = pauseKpi(started('02T10:00'), on('02T11:30'));
    assert.equal(kpi.state, 'paused');
    assert.deepEqual([kpi.leftMs, kpi.runningSince, ...dates(kpi)], [2.5 * hour, null, null, null]);
    assert.deepEqual(kpi.segments, [
      { from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T11:30:00.000Z', workMs: 1.5 * hour },
    ]);
    assert.equal(pauseKpi(kpi, on('02T12:00')), kpi);
    assert.equal(resumeKpi(started('02T10:00'), on('02T12:00')).segments.length, 0);
  });

  it('does not move a warning that has passed, given or not', () => {
    const warned = markNearing(started('02T10:00'), on('02T13:00').at);
    for (const kpi of [warned, started('02T10:00')]) {
      const again = resumeKpi(pauseKpi(kpi, on('02T13:30')), on('02T14:30'));
      assert.deepEqual(dates(again), ['02T13:00', '02T15:00']);
      assert.equal(again.state, kpi.state);
    }
  });

  it('lets a pause win over the warning and the deadline at the same instant', () => {
    const atWarning = pauseKpi(started('02T10:00'), on('02T13:00'));
    assert.equal(atWarning.warnAt, null);
    assert.deepEqual(dates(resumeKpi(atWarning, on('02T15:00'))), ['02T15:00', '02T16:00']);
    const atDeadline = pauseKpi(started('02T10:00'), on('02T14:00'));
    assert.deepEqual([atDeadline.state, atDeadline.leftMs, atDeadline.breachedAt], ['paused', 0, null]);
  });

  it('succeeds up to and including the instant it is due', () => {
    const kpi = succeedKpi(started('02T10:00'), on('02T14:00'));
    assert.deepEqual([kpi.state, kpi.leftMs, kpi.endedAt], ['succeeded', 0, on('02T14:00').at]);
    assert.equal(
      succeedKpi(pauseKpi(started('02T10:00'), on('02T11:00')), on('05T11:00')).state,
      'succeeded',
    );
  });

  it('is broken at its deadline whoever finds out and however late', () => {
    const late = on('05T12:00');
    const found = [succeedKpi, cancelKpi, pauseKpi].map((find) => find(started('02T10:00'), late));
    found.push(markBreached(started('02T10:00'), late.at));
    for (const { state, breachedAt, leftMs, segments } of found) {
      assert.deepEqual([state, breachedAt, leftMs], ['noncompliant', on('02T14:00').at, 0]);
      assert.deepEqual(
        segments.map(({ to }) => to),
        ['2026-03-02T14:00:00.000Z'],
      );
    }
    assert.deepEqual(
      found.map(({ endedAt }) => endedAt),
      [late.at, late.at, null, null],
    );
  });

  it('is broken once: nothing brings it back', () => {
    const broken = markBreached(started('02T10:00'), on('02T14:00').at);
    assert.equal(isUndecided(broken), false);
    for (const change of [pauseKpi, resumeKpi, reopenKpi])
      assert.equal(change(broken, on('02T15:00')), broken);
    assert.equal(markBreached(broken, on('02T16:00').at), broken);
    const ended = succeedKpi(broken, on('02T15:00'));
    assert.equal(succeedKpi(ended, on('02T16:00')), ended);
  });

  it('ignores timers that come too early or find the clock stopped', () => {
    const kpi = started('02T10:00');
    assert.equal(markNearing(kpi, on('02T12:59').at), kpi);
    assert.equal(markBreached(kpi, on('02T13:59').at), kpi);
    const paused = pauseKpi(kpi, on('02T11:00'));
    assert.equal(markNearing(paused, on('04T11:00').at), paused);
    assert.equal(markBreached(paused, on('04T11:00').at), paused);
  });

  it('does not warn of a deadline that has come already', () => {
    const kpi = started('02T10:00');
    assert.equal(markNearing(kpi, on('02T14:00').at), kpi);
  });

  it('runs on with its history when its case is opened again', () => {
    for (const end of [succeedKpi, cancelKpi]) {
      const kpi = reopenKpi(end(started('02T10:00'), on('02T12:00')), on('04T10:00'));
      assert.deepEqual(
        [kpi.state, kpi.endedAt, ...dates(kpi)],
        ['in-progress', null, '04T11:00', '04T12:00'],
      );
    }
    const running = started('02T10:00');
    assert.equal(reopenKpi(running, on('02T11:00')), running);
  });
});

describe('a KPI instance whose promise changes', () => {
  const change = (when: string) => ({ ...on(when), before: calendar });

  it('keeps the time that has passed under another SLA', () => {
    const kpi = retargetKpi(
      held('02T10:00', '02T11:00', '02T13:00'),
      promise(8, { slaId: 'gold' }),
      change('02T14:00'),
    );
    assert.equal(kpi.slaId, 'gold');
    assert.deepEqual(
      kpi.segments.map(({ workMs }) => workMs),
      [hour, hour],
    );
    assert.deepEqual([kpi.leftMs, ...dates(kpi)], [6 * hour, '03T10:00', '03T12:00']);
  });

  it('stays paused with the new remainder', () => {
    const kpi = retargetKpi(pauseKpi(started('02T10:00'), on('02T11:00')), promise(2), change('02T12:00'));
    assert.deepEqual([kpi.state, kpi.leftMs, kpi.dueAt], ['paused', hour, null]);
  });

  it('is due at once, and not in the past, when more than the new target has passed', () => {
    const kpi = retargetKpi(started('02T10:00'), promise(1), change('02T12:00'));
    assert.deepEqual([kpi.leftMs, ...dates(kpi)], [-hour, '02T12:00', '02T12:00']);
    const broken = markBreached(kpi, on('02T12:10').at);
    assert.deepEqual([broken.breachedAt, broken.leftMs], [on('02T12:00').at, -hour]);
  });

  it('is not warned a second time but comes near again when the target grows', () => {
    const warned = markNearing(started('02T10:00'), on('02T13:00').at);
    const grown = retargetKpi(warned, promise(6), change('02T13:30'));
    assert.deepEqual([grown.state, ...dates(grown)], ['in-progress', '02T14:30', '02T16:00']);
    const near = markNearing(grown, on('02T14:30').at);
    assert.deepEqual([near.state, near.warnedAt], ['nearing', on('02T13:00').at]);
  });

  it('counts past work by the old hours and what is left by the new', () => {
    const longer = aCalendar({ version: 2, week: aCalendar().week.map(() => [[420, 1140]] as const) });
    const at = new Date('2026-03-02T16:00Z');
    const kpi = retargetKpi(started('01T10:00', 12), promise(12, { calendarVersion: 2 }), {
      at,
      calendar: longer,
      before: calendar,
    });
    assert.equal(kpi.segments[0]?.workMs, 7 * hour);
    assert.deepEqual(kpi.dueAt, addWork(at, 5 * hour, longer));
    assert.equal(dates(kpi)[1], '03T09:00');
  });

  it('changes nothing once it is decided, or when the promise is the same', () => {
    const met = succeedKpi(started('02T10:00'), on('02T10:30'));
    assert.equal(retargetKpi(met, promise(1), change('02T11:00')), met);
    const kpi = started('02T10:00');
    assert.equal(retargetKpi(kpi, promise(4), change('02T11:00')), kpi);
    assert.equal(kpi.leftMs, 240 * minute);
  });
});
