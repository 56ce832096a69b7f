import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Routes } from '../../../../../domain/scheduling/engine/routes/routes.ts';
import {
  clearTimed,
  closeTimed,
  insertTimed,
  layTimed,
} from '../../../../../domain/scheduling/engine/timed/edit.ts';
import { tripOf } from '../../../../../domain/scheduling/engine/timed/trip-insertion.ts';
import { aStreet, nodesOf, routesOf, type Street } from '../../../../fixtures/scheduling/line.ts';
import {
  laid,
  lay,
  nodeOf,
  someRoute,
  type Step,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';

/** All that is known of a route, to compare it with one laid down afresh. */
function knownOf(routes: Routes) {
  const rows = routes.size[0]! + 2;
  const { dep, latest, at, leg, spanAfter, beginBefore } = routes;
  const tables = [dep, latest, at, leg, spanAfter].map((table) => [...table.subarray(0, rows)]);
  tables.push([...beginBefore.subarray(0, rows - 1)]); // not kept for the end
  const jobs = nodesOf(routes).filter((one) => one < routes.model.jobs);
  return {
    nodes: nodesOf(routes),
    tables,
    cost: routes.cost[0],
    work: routes.work[0],
    load: [...routes.load],
    rows: jobs.map((job) => [routes.slotOf[job], routes.rowOf[job]]),
  };
}

const afresh = (street: Street, steps: readonly Step[]) => knownOf(laid({ street, steps }).routes);

describe('editing a timed route', () => {
  it('makes by insertion what would be laid down at once', () => {
    fc.assert(
      fc.property(someRoute({ breaks: true }), fc.nat(9), (some, at) => {
        const { routes, model, street, steps } = laid(some);
        const row = at % (steps.length + 1);
        insertTimed(routes, 4, model.pairs.at[4]!, { row: row + 1, trip: 0 });
        assert.deepEqual(knownOf(routes), afresh(street, withOne(steps, row, 4)));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('takes out the jobs marked as unplanned, and leaves breaks where they are', () => {
    fc.assert(
      fc.property(someRoute({ breaks: true }), fc.nat(15), (some, mask) => {
        const { routes, street, steps } = laid(some);
        const isOut = (step: Step) => typeof step === 'number' && ((mask >> step) & 1) === 1;
        for (const step of steps) if (isOut(step)) routes.slotOf[step as number] = -1;
        closeTimed(routes, 0);
        assert.deepEqual(
          knownOf(routes),
          afresh(
            street,
            steps.filter((step) => !isOut(step)),
          ),
        );
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('clears a slot to its breaks alone, with room for all of them', () => {
    const breaks = Array.from({ length: 30 }, (_, row) => ({
      windows: [[20 * row, 990]] as const,
      duration: 5,
    }));
    const { routes, model } = routesOf(aStreet({ at: [10], people: [{ breaks }] }));
    layTimed(routes, 0, Int32Array.of());
    clearTimed(routes, 0);
    assert.deepEqual(
      nodesOf(routes),
      Array.from({ length: 30 }, (_, row) => model.slot.breakAt[0]! + row),
    );
    assert.deepEqual([routes.work[0], routes.cost[0]], [0, 0]);
  });
});

describe('editing a route with a trip', () => {
  const street = () =>
    aStreet({
      at: [30, 10, 50, 20],
      jobs: [{ tools: ['lift'] }, {}, {}, { tools: ['lift'] }],
      depots: [
        { location: 3, duration: 0 },
        { location: 2, duration: 5 },
      ],
      objective: ['importance', 'duration'],
    });

  it('puts the trip in before the job that needs it', () => {
    const { routes, model } = routesOf(street());
    lay(routes, [1, 2]);
    insertTimed(routes, 0, model.pairs.at[0]!, { row: 2, trip: tripOf(0, 1) });
    assert.deepEqual(nodesOf(routes), [nodeOf(model, { depot: 1 }), 1, 0, 2]);
    assert.deepEqual([routes.depotRow[0], routes.work[0]], [1, 3]);
  });

  it('drops the trip that an earlier one makes needless', () => {
    const { routes, model } = routesOf(street());
    lay(routes, [1, { depot: 0 }, 0]);
    insertTimed(routes, 3, model.pairs.at[3]!, { row: 1, trip: tripOf(0, 1) });
    assert.deepEqual(nodesOf(routes), [nodeOf(model, { depot: 1 }), 3, 1, 0]);
    assert.equal(routes.isBroken, false);
  });

  it('drops the trip together with the last job that needs it', () => {
    const { routes } = routesOf(street());
    lay(routes, [1, { depot: 0 }, 0]);
    routes.slotOf[0] = -1;
    closeTimed(routes, 0);
    assert.deepEqual([nodesOf(routes), routes.depotRow[0], routes.cost[0]], [[1], 0, 20]);
  });
});
