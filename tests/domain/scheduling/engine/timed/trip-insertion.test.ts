import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  TripInsertion,
  tripDepot,
  tripOf,
  tripRow,
} from '../../../../../domain/scheduling/engine/timed/trip-insertion.ts';
import {
  laid,
  reckon,
  someRoute,
  type Step,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';
import type { Street } from '../../../../fixtures/scheduling/line.ts';

/** Every way to put job 4 in with a trip before it; an old trip falls away, and the job goes before where it was. */
function cheapest(street: Street, steps: readonly Step[]) {
  const old = steps.findIndex((step) => typeof step === 'object');
  const rest = steps.filter((step) => typeof step !== 'object');
  const last = old < 0 ? rest.length : old;
  let least = Infinity;
  for (const depot of [0, 1]) {
    for (let trip = 0; trip <= last; trip++) {
      for (let row = trip; row <= last; row++) {
        const now = reckon(street, withOne<Step>(withOne(rest, row, 4), trip, { depot }));
        if (now.isFeasible) least = Math.min(least, now.price);
      }
    }
  }
  return least;
}

const withTrip = (steps: readonly Step[], trip: number): Step[] =>
  trip < 0 ? [...steps] : withOne(steps, Math.min(trip, steps.length), { depot: 0 });

describe('a job with its trip', () => {
  for (const maxDuration of [170, undefined]) {
    const limit = maxDuration === undefined ? '' : ', when the duration is limited';
    it(`goes where both together cost least, also when the route makes a trip already${limit}`, () => {
      const shape = { depots: 2, bare: [4], ...(maxDuration !== undefined && { maxDuration }) };
      let found = 0;
      fc.assert(
        fc.property(someRoute(shape), fc.integer({ min: -1, max: 4 }), ({ street, steps: without }, trip) => {
          const steps = withTrip(without, trip);
          fc.pre(reckon(street, steps).isFeasible);
          const { routes, editor, model } = laid({ street, steps });
          const trips = new TripInsertion(routes);
          const rise = trips.best(4, 0);
          const least = cheapest(street, steps) - reckon(street, steps).price;
          if (least === Infinity) return assert.equal(rise, Infinity);
          found++;
          assert.ok(Math.abs(rise - least) < 1e-6, `${rise}, not ${least}`);
          const before = routes.cost[0]!;
          editor.insert(4, model.pairs.at[4]!, trips);
          assert.ok(Math.abs(routes.cost[0]! - before - rise) < 1e-6);
          assert.equal(routes.isBroken, false);
        }),
        { numRuns: 200, seed: 1 },
      );
      assert.ok(found > 20, `only ${found} fitted`);
    });
  }

  it('can be kept wherever it is promised, also beside breaks and gaps between windows', () => {
    let found = 0;
    fc.assert(
      fc.property(someRoute({ depots: 2, bare: [4], breaks: true, gaps: true }), (some) => {
        const { routes, editor, model, street, steps } = laid(some);
        const trips = new TripInsertion(routes);
        if (trips.best(4, 0) === Infinity) return;
        found++;
        const depot = 1 - tripDepot(trips.trip); // the engine counts them from the last
        const both = withOne<Step>(withOne(steps, trips.row - 1, 4), tripRow(trips.trip) - 1, { depot });
        editor.insert(4, model.pairs.at[4]!, trips);
        assert.deepEqual([reckon(street, both).isFeasible, routes.isBroken], [true, false]);
      }),
      { numRuns: 400, seed: 2 },
    );
    assert.ok(found > 20, `only ${found} fitted`);
  });

  it('is told as one number that is never 0', () => {
    fc.assert(
      fc.property(fc.nat(30_000), fc.integer({ min: 1, max: 60_000 }), (depot, row) => {
        const trip = tripOf(depot, row);
        assert.ok(trip > 0);
        assert.deepEqual([tripDepot(trip), tripRow(trip)], [depot, row]);
      }),
      { seed: 3 },
    );
  });
});
