import assert from 'node:assert/strict';
import { scheduleOf } from '../../../../domain/iot/rules/schedule.ts';

const zone = 'Europe/Paris';
const at = (text: string): number => Date.parse(text);

describe('the schedule of a rule', () => {
  it('is always in force when there is none', () => {
    assert.equal(scheduleOf(undefined)(at('2026-03-01T03:00:00Z')), true);
  });

  it('follows the wall clock of its zone, in summer and in winter', () => {
    const office = scheduleOf({ from: '08:00', to: '18:00', zone });
    assert.equal(office(at('2026-01-15T07:00:00Z')), true); // 08:00
    assert.equal(office(at('2026-01-15T06:59:59Z')), false);
    assert.equal(office(at('2026-07-15T06:00:00Z')), true); // 08:00 in summer
    assert.equal(office(at('2026-07-15T16:00:00Z')), false); // 18:00 is out
  });

  it('knows the days of the week where the zone is, not in Greenwich', () => {
    const monday = scheduleOf({ weekdays: ['monday'], zone });
    assert.equal(monday(at('2026-03-01T23:30:00Z')), true); // Monday 00:30 in Paris
    assert.equal(monday(at('2026-03-02T22:59:00Z')), true);
    assert.equal(monday(at('2026-03-02T23:00:00Z')), false);
    assert.equal(monday(at('1969-12-29T12:00:00Z')), true); // a Monday before 1970
  });

  it('runs through midnight, on the day its window begins', () => {
    const friday = scheduleOf({ weekdays: ['friday'], from: '22:00', to: '06:00', zone: 'UTC' });
    assert.equal(friday(at('2026-03-06T23:00:00Z')), true);
    assert.equal(friday(at('2026-03-07T05:59:00Z')), true); // Saturday morning
    assert.equal(friday(at('2026-03-07T06:00:00Z')), false);
    assert.equal(friday(at('2026-03-06T05:00:00Z')), false); // Friday morning belongs to Thursday
    assert.equal(friday(at('2026-03-07T22:30:00Z')), false);
  });
});
