import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SpanInsertion } from '../../../../../domain/scheduling/engine/timed/span-insertion.ts';
import {
  laid,
  reckon,
  type Shape,
  someRoute,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';

const shapes: readonly (readonly [string, Shape])[] = [
  ['waiting that has a price', {}],
  ['a limit on the duration', { maxDuration: 150, weights: { importance: 1000, travel: 1 } }],
  ['both', { maxDuration: 150 }],
];

describe('the tight loop of insertion', () => {
  for (const [what, shape] of shapes) {
    it(`finds the cheapest of all places from a row on, with ${what}`, () => {
      fc.assert(
        fc.property(someRoute(shape), fc.nat(2), (some, first) => {
          const { routes, street, steps } = laid(some);
          const old = reckon(street, steps).price;
          const rises = [...steps, null].map((_, row) => {
            const now = reckon(street, withOne(steps, row, 4));
            return row >= first && now.isFeasible ? now.price - old : Infinity;
          });
          const insertion = new SpanInsertion(routes);
          const rise = insertion.best(4, 0, first);
          const least = Math.min(...rises);
          if (least === Infinity) assert.deepEqual([rise, insertion.row], [Infinity, 0]);
          else {
            assert.ok(Math.abs(rise - least) < 1e-6, `${rise}, not ${least}`);
            assert.ok(Math.abs(rises[insertion.row - 1]! - least) < 1e-6);
          }
        }),
        { numRuns: 200, seed: 1 },
      );
    });
  }

  it('names only places that can be kept when windows have gaps', () => {
    fc.assert(
      fc.property(someRoute({ gaps: true }), (some) => {
        const { routes, street, steps } = laid(some);
        const insertion = new SpanInsertion(routes);
        const fits = [...steps, null].map((_, row) => reckon(street, withOne(steps, row, 4)).isFeasible);
        assert.equal(insertion.best(4, 0, 0) < Infinity, fits.includes(true));
        if (insertion.row > 0) assert.equal(fits[insertion.row - 1], true);
      }),
      { numRuns: 200, seed: 2 },
    );
  });
});
