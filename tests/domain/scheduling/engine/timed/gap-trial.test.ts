import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GapTrial } from '../../../../../domain/scheduling/engine/timed/gap-trial.ts';
import { isBreak, nextPlaceRow } from '../../../../../domain/scheduling/engine/timed/steps.ts';
import type { Routes } from '../../../../../domain/scheduling/engine/routes/routes.ts';
import {
  laid,
  reckon,
  type Shape,
  someRoute,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';

function gapAt(routes: Routes, before: number) {
  let from = before;
  while (from > 0 && isBreak(routes, routes.node[from]!)) from--;
  return { from, before, next: nextPlaceRow(routes, before) };
}

const shapes: readonly (readonly [string, Shape])[] = [
  ['windows and waiting', {}],
  ['breaks', { breaks: true }],
  ['a limit on the duration', { maxDuration: 150 }],
  ['breaks and a limit on the duration', { breaks: true, maxDuration: 150 }],
  [
    'lateness, late starts and overtime',
    {
      dueBy: true,
      overtime: true,
      breaks: true,
      weights: { importance: 1000, travel: 1, duration: 1, lateness: 3, soonest: 1, overtime: 2 },
    },
  ],
];

describe('trying a job in a gap', () => {
  for (const [what, shape] of shapes) {
    it(`tells exactly whether it fits and how much the price rises, with ${what}`, () => {
      let fitting = 0;
      fc.assert(
        fc.property(someRoute(shape), (some) => {
          const { routes, street, steps } = laid(some);
          const trial = new GapTrial(routes);
          const old = reckon(street, steps).price;
          for (let before = 0; before <= steps.length; before++) {
            const rise = trial.rise(4, 0, { gap: gapAt(routes, before), limit: Infinity });
            const now = reckon(street, withOne(steps, before, 4));
            if (!now.isFeasible) assert.equal(rise, Infinity);
            else {
              fitting++;
              assert.ok(
                Math.abs(rise - (now.price - old)) < 1e-6,
                `row ${before}: ${rise}, not ${now.price - old}`,
              );
            }
          }
        }),
        { numRuns: 150, seed: 1 },
      );
      assert.ok(fitting > 20, `only ${fitting} fitted`);
    });
  }

  it('never allows what cannot be kept when windows have gaps', () => {
    fc.assert(
      fc.property(someRoute({ gaps: true, breaks: true }), (some) => {
        const { routes, street, steps } = laid(some);
        const trial = new GapTrial(routes);
        for (let before = 0; before <= steps.length; before++) {
          const rise = trial.rise(4, 0, { gap: gapAt(routes, before), limit: Infinity });
          assert.equal(rise < Infinity, reckon(street, withOne(steps, before, 4)).isFeasible);
        }
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  it('gives up early only on what costs as much as the limit', () => {
    fc.assert(
      fc.property(someRoute(), fc.integer({ min: -20, max: 80 }), (some, limit) => {
        const { routes } = laid(some);
        const trial = new GapTrial(routes);
        const gap = gapAt(routes, 0);
        const rise = trial.rise(4, 0, { gap, limit: Infinity });
        const limited = trial.rise(4, 0, { gap, limit });
        if (rise < limit) assert.equal(limited, rise);
        else assert.ok(limited >= limit);
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});
