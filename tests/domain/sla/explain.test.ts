import assert from 'node:assert/strict';
import { explainKpi } from '../../../domain/sla/explain.ts';
import { cancelKpi, markBreached, pauseKpi, startKpi, succeedKpi } from '../../../domain/sla/kpi.ts';
import type { KpiInstance } from '../../../domain/sla/sla.ts';
import { aCalendar } from './office.ts';

const hour = 3_600_000;
const calendar = aCalendar({ zone: 'Europe/Berlin' });
const on = (text: string) => ({ at: new Date(`2026-03-${text}:00+01:00`), calendar });
const kpi: KpiInstance = startKpi(
  {
    ...{ id: 'k', unitId: 'main', caseId: 'case-1', kind: 'first-response', slaId: 'standard' },
    ...{ targetMs: hour, warnMs: 0.5 * hour, calendarId: 'office', calendarVersion: 1 },
  },
  on('06T16:30'),
);
const said = (found: KpiInstance, now: string) => {
  const { text, minutesLeft, tone } = explainKpi(found, calendar, on(now).at);
  return [text, minutesLeft, tone];
};

describe('the explanation of a KPI', () => {
  it('says when it is due and how much working time is left', () => {
    assert.deepEqual(said(kpi, '06T16:40'), ['First response due Mon 09:30, 50 min left', 50, 'good']);
    assert.deepEqual(said(kpi, '09T09:05'), ['First response due Mon 09:30, 25 min left', 25, 'warning']);
    assert.deepEqual(said(kpi, '09T09:30'), ['First response due Mon 09:30, 0 min left', 0, 'warning']);
  });

  it('tells days in days of the calendar', () => {
    const resolve = {
      ...kpi,
      kind: 'resolve',
      targetMs: 40 * hour,
      leftMs: 26 * hour,
      warnMs: 30 * hour,
    } as const;
    assert.equal(
      explainKpi(resolve, calendar, on('06T16:30').at).text,
      'Resolution due Mon 09:30, 3 days 2 h left',
    );
  });

  it('counts below nothing once it is broken, before and after that is noted, until it ends', () => {
    const overdue = ['First response was due Mon 09:30, 12 min overdue', -12, 'attention'];
    assert.deepEqual(said(kpi, '09T09:42'), overdue);
    const broken = markBreached(kpi, on('09T09:31').at);
    assert.deepEqual(said(broken, '09T09:42'), overdue);
    assert.equal(said(broken, '09T09:30')[1], -1);
    const ended = succeedKpi(broken, on('09T10:30'));
    assert.deepEqual(said(ended, '09T15:00'), [
      'First response was due Mon 09:30, 1 h late',
      -60,
      'attention',
    ]);
  });

  it('says only that it is overdue while nobody works', () => {
    const atClosing = markBreached({ ...kpi, dueAt: on('06T17:00').at }, on('06T17:01').at);
    assert.deepEqual(said(atClosing, '07T12:00'), [
      'First response was due Fri 6 Mar 17:00, overdue',
      -1,
      'attention',
    ]);
  });

  it('says that it is paused, kept or no longer owed', () => {
    assert.deepEqual(said(pauseKpi(kpi, on('06T16:45')), '08T12:00'), [
      'First response paused, 45 min left',
      45,
      'good',
    ]);
    assert.deepEqual(said(pauseKpi(kpi, on('09T09:15')), '09T12:00'), [
      'First response paused, 15 min left',
      15,
      'warning',
    ]);
    const kept = succeedKpi(kpi, on('09T09:10'));
    assert.deepEqual(said(kept, '12T12:00'), ['First response on time, 20 min to spare', 20, 'good']);
    assert.deepEqual(said(cancelKpi(kpi, on('06T16:45')), '12T12:00'), [
      'First response no longer owed',
      45,
      'good',
    ]);
  });
});
