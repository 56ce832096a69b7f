import assert from 'node:assert/strict';
import { firstDoubt, term, terms, termsAt } from '../../../../../domain/iot/detector/baseline/terms.ts';

const saturday = Date.UTC(2026, 1, 7);
const hour = 3_600_000;
const at = (instant: number): number[] => [...termsAt(instant)];

describe('the terms of an expectation', () => {
  it('are a level always, and the daily waves the same each day', () => {
    const monday = saturday + 54 * hour;
    assert.deepEqual(at(monday).slice(0, 3), [1, 1, 0]);
    assert.deepEqual(at(monday), at(monday + 24 * hour));
    assert.notDeepEqual(at(monday), at(monday + hour));
  });

  it('have one, two and three waves a day', () => {
    const [sin, cos, sin2, cos2, sin3, cos3] = at(saturday + 5 * hour).slice(term.daily);
    const angle = (2 * Math.PI * 5) / 24;
    const want = [angle, 2 * angle, 3 * angle].flatMap((one) => [Math.sin(one), Math.cos(one)]);
    [sin, cos, sin2, cos2, sin3, cos3].forEach((value, index) => {
      assert.ok(Math.abs(value! - want[index]!) < 1e-12);
    });
  });

  it('have a weekend of their own from Saturday to Sunday', () => {
    const isWeekend = (instant: number): boolean => at(instant)[term.weekend] === 1;
    assert.deepEqual(
      [saturday - 1, saturday, saturday + 48 * hour - 1, saturday + 48 * hour].map(isWeekend),
      [false, true, true, false],
    );
    const row = at(saturday + 7 * hour);
    assert.deepEqual(row.slice(term.weekendDaily, term.mode), row.slice(term.daily, term.daily + 4));
    assert.ok(
      at(saturday - 7 * hour)
        .slice(term.weekendDaily, term.mode)
        .every((value) => value === 0),
    );
  });

  it('know instants before 1970', () => {
    assert.equal(at(Date.UTC(1969, 11, 28))[term.weekend], 1);
    assert.equal(at(Date.UTC(1969, 11, 29))[term.weekend], 0);
  });

  it('begin with a doubt each', () => {
    assert.equal(firstDoubt.length, terms);
    assert.equal(at(saturday).length, terms);
  });
});
