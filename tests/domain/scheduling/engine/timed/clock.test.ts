import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Legs } from '../../../../../domain/scheduling/engine/model.ts';
import { leaveBy, wayTime } from '../../../../../domain/scheduling/engine/timed/clock.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';

const factors = Array.from({ length: 24 }, (_, hour) => (hour % 3 === 1 ? 2 : 0.8));
const durations = [
  [0, 10],
  [10, 0],
];

// Half past midnight is time 0, and a unit is a minute.
const legsOf = (profile?: readonly number[]): Legs =>
  routesOf(
    aStreet({ at: [10], unit: 60, travel: { durations, dayStart: 1800, ...(profile && { profile }) } }),
  ).model.legs;

/** Drives minute by minute: each minute does its share of the way at its hour's speed. */
function drivenSlowly(way: number, leave: number): number {
  let left = way;
  for (let minute = 0; ; minute++) {
    const factor = factors[Math.floor((leave + minute + 30) / 60) % 24]!;
    if (left * factor <= 1) return minute + left * factor;
    left -= 1 / factor;
  }
}

describe('the time of a way', () => {
  const legs = legsOf(factors);
  const some = { leave: fc.nat(3000), way: fc.nat(300) };

  it('is its own without a profile', () => {
    assert.deepEqual([wayTime(legsOf(), 17, 400), leaveBy(legsOf(), 17, 400)], [17, 383]);
  });

  it('is longer by the factor of a slow hour, and only for the part driven in it', () => {
    assert.equal(wayTime(legs, 10, 30), 20);
    assert.equal(wayTime(legs, 20, 20), 25); // ten minutes do 12.5 of it, the other 7.5 take twice their time
  });

  it('is the one of driving minute by minute, over hours and midnight', () => {
    fc.assert(
      fc.property(some.leave, some.way, (leave, way) => {
        assert.ok(Math.abs(wayTime(legs, way, leave) - drivenSlowly(way, leave)) <= 0.5 + 1e-6);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('lets nobody who leaves later arrive earlier', () => {
    fc.assert(
      fc.property(some.leave, some.way, (leave, way) => {
        assert.ok(leave + 1 + wayTime(legs, way, leave + 1) >= leave + wayTime(legs, way, leave));
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('tells the very last moment to leave by', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), some.way, (arrive, way) => {
        const by = leaveBy(legs, way, arrive);
        assert.ok(by + wayTime(legs, way, by) <= arrive);
        for (let later = by + 1; later < by + 20; later++)
          assert.ok(later + wayTime(legs, way, later) > arrive);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
