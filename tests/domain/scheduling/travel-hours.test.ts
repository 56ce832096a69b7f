import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  drivingSeconds,
  secondOfWeek,
  usualWeek,
  weekFactors,
} from '../../../domain/scheduling/travel-hours.ts';

const hour = 3_600;
const factors = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 1, maxLength: 48 });
const way = fc.double({ min: 0, max: 40 * hour, noNaN: true });
const moment = fc.double({ min: 0, max: 80 * hour, noNaN: true });

describe('travel by the hour', () => {
  it('takes the free time where no hour is slower or faster', () => {
    assert.equal(drivingSeconds(5_000, { factors: [1], leaveAt: 1_234 }), 5_000);
  });

  it('changes pace in the middle of a way: half an hour in the rush, the rest after it', () => {
    const day = [2, 1];
    // The half hour left of the rush covers a quarter of an hour of the way; the other three quarters follow freely.
    assert.equal(drivingSeconds(hour, { factors: day, leaveAt: 0.5 * hour }), 0.5 * hour + 0.75 * hour);
  });

  it('never lets the one who leaves later arrive earlier', () => {
    fc.assert(
      fc.property(factors, way, moment, moment, (day, seconds, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const arrival = (leaveAt: number) => leaveAt + drivingSeconds(seconds, { factors: day, leaveAt });
        assert.ok(arrival(early) <= arrival(late) + 1e-6, `${arrival(early)} > ${arrival(late)}`);
      }),
    );
  });

  it('takes as long in two pieces as in one, so that detours stay detours at any hour', () => {
    fc.assert(
      fc.property(factors, way, way, moment, (day, one, other, leaveAt) => {
        const first = drivingSeconds(one, { factors: day, leaveAt });
        const second = drivingSeconds(other, { factors: day, leaveAt: leaveAt + first });
        const whole = drivingSeconds(one + other, { factors: day, leaveAt });
        assert.ok(Math.abs(first + second - whole) < 1e-5);
      }),
    );
  });

  it('begins the factors again after the last one, and knows moments before the first', () => {
    const day = [1, 3];
    assert.equal(drivingSeconds(600, { factors: day, leaveAt: 3 * hour }), 1_800);
    assert.equal(drivingSeconds(600, { factors: day, leaveAt: -hour }), 1_800);
  });

  it('is slowest in the rush of a working day and quick on a Sunday morning', () => {
    const week = weekFactors(usualWeek);
    const at = (day: number, time: number) =>
      drivingSeconds(1_200, { factors: week, leaveAt: (day * 24 + time) * hour });
    assert.equal(week.length, 168);
    assert.equal(at(0, 12), 1_200);
    assert.ok(at(0, 8) > 1_500 && at(4, 17) > 1_500);
    assert.ok(at(6, 8) < 1_100);
    assert.ok(at(5, 12) > at(6, 12));
  });

  it('refuses a profile with an hour missing, or one that stands still', () => {
    assert.throws(() => weekFactors({ ...usualWeek, sunday: [1, 1] }), /24 factors above zero/);
    assert.throws(() => weekFactors({ ...usualWeek, sunday: Array(24).fill(0) }), /24 factors above zero/);
  });

  it('counts the week from Monday midnight of the wall clock', () => {
    assert.equal(secondOfWeek(new Date('2026-03-02T00:00:00Z')), 0);
    assert.equal(secondOfWeek(new Date('2026-03-01T23:59:59Z')), 7 * 86_400 - 1);
  });
});
