import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reseatTrip } from '../../../../../domain/scheduling/engine/timed/trips.ts';
import { aStreet, nodesOf, routesOf } from '../../../../fixtures/scheduling/line.ts';
import {
  laid,
  lay,
  reckon,
  someRoute,
  type Step,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';

describe('the trip of a route', () => {
  it('is moved to the cheapest place before the first job that lacks something', () => {
    fc.assert(
      fc.property(someRoute({ depots: 2, bare: [1, 2] }), ({ street, steps: without }) => {
        const first = without.findIndex((step) => step === 1 || step === 2);
        fc.pre(first >= 0);
        const places = [0, 1].flatMap((depot) =>
          Array.from({ length: first + 1 }, (_, row): Step[] => withOne(without, row, { depot })),
        );
        const prices = places.map((steps) => {
          const { isFeasible, price } = reckon(street, steps);
          return isFeasible ? price : Infinity;
        });
        const start = places[prices.findIndex((price) => price < Infinity)];
        fc.pre(start !== undefined);
        const { routes } = laid({ street, steps: start! });
        reseatTrip(routes, 0);
        assert.ok(Math.abs(routes.cost[0]! - Math.min(...prices)) < 1e-6);
        assert.equal(routes.isBroken, false);
        const jobs = nodesOf(routes).filter((one) => one < routes.model.jobs);
        assert.deepEqual(jobs, without);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('is left out when what is carried suffices', () => {
    fc.assert(
      fc.property(someRoute({ depots: 1, bare: [4] }), ({ street, steps: without }) => {
        const { routes } = laid({ street, steps: withOne(without, 1, { depot: 0 }) });
        reseatTrip(routes, 0);
        assert.deepEqual([nodesOf(routes), routes.depotRow[0]], [without, 0]);
        assert.ok(Math.abs(routes.cost[0]! - reckon(street, without).price) < 1e-6);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('comes before the job with which the parts run out, and may come just before it', () => {
    const parts = { pump: 1 };
    const { routes, model } = routesOf(
      aStreet({
        at: [10, 20, 30],
        jobs: [{ parts }, { parts }, { parts }],
        people: [{ parts: { pump: 2 } }],
        depots: [{ location: 3, duration: 0 }],
        objective: ['importance', 'duration'],
      }),
    );
    lay(routes, [0, 1, 2, { depot: 0 }]);
    reseatTrip(routes, 0);
    assert.deepEqual([nodesOf(routes), [...routes.load]], [[0, 1, model.nodes - 1, 2], [2]]);
  });

  it('leaves the mark of a broken trial as it was', () => {
    const { routes } = routesOf(
      aStreet({ at: [10, 20], jobs: [{ tools: ['lift'] }], depots: [{ location: 2, duration: 0 }] }),
    );
    lay(routes, [{ depot: 0 }, 0]);
    routes.isBroken = true;
    reseatTrip(routes, 0);
    assert.equal(routes.isBroken, true);
  });
});
