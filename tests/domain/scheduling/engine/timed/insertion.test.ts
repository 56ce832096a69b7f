import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TimedInsertion } from '../../../../../domain/scheduling/engine/timed/insertion.ts';
import { tripRow } from '../../../../../domain/scheduling/engine/timed/trip-insertion.ts';
import { append, aStreet, nodesOf, routesOf } from '../../../../fixtures/scheduling/line.ts';
import {
  laid,
  lay,
  reckon,
  type Shape,
  someRoute,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';

const priced = { importance: 1000, travel: 1, duration: 1, lateness: 3, soonest: 1, overtime: 2 };
const shapes: readonly (readonly [string, Shape])[] = [
  ['the duration', {}],
  ['breaks', { breaks: true }],
  ['a limit on the duration', { breaks: true, maxDuration: 160 }],
  ['late starts', { weights: { importance: 1000, travel: 1, duration: 1, soonest: 2 } }],
  ['lateness, late starts and overtime', { dueBy: true, overtime: true, weights: priced }],
];

describe('inserting into a route whose times count', () => {
  for (const [what, shape] of shapes) {
    it(`finds the cheapest of all places, and the route then costs just that, with ${what}`, () => {
      fc.assert(
        fc.property(someRoute(shape), (some) => {
          const { routes, editor, model, street, steps } = laid(some);
          const old = reckon(street, steps).price;
          const all = [...steps, null].map((_, row) => reckon(street, withOne(steps, row, 4)));
          const least = Math.min(
            ...all.map(({ isFeasible, price }) => (isFeasible ? price - old : Infinity)),
          );
          const insertion = new TimedInsertion(routes);
          const rise = insertion.best(4, 0);
          if (least === Infinity) return assert.equal(rise, Infinity);
          assert.ok(Math.abs(rise - least) < 1e-6, `${rise}, not ${least}`);
          const before = routes.cost[0]!;
          editor.insert(4, model.pairs.at[4]!, insertion);
          assert.ok(Math.abs(routes.cost[0]! - before - rise) < 1e-6);
          assert.equal(routes.isBroken, false);
        }),
        { numRuns: 150, seed: 1 },
      );
    });
  }

  it('refuses one job more than the technician may do', () => {
    const people = [{ maxJobs: 1 }];
    const made = routesOf(aStreet({ at: [10, 20], people, objective: ['importance', 'duration'] }));
    const insertion = new TimedInsertion(made.routes);
    assert.ok(insertion.best(0, 0) < Infinity);
    append(made, 0);
    assert.deepEqual([insertion.best(1, 0), insertion.row], [Infinity, 0]);
  });

  it('refuses a job whose parts are used up when there is no depot', () => {
    const parts = { pump: 1 };
    const jobs = [{ parts }, { parts }];
    const people = [{ parts }];
    const made = routesOf(aStreet({ at: [10, 20], jobs, people, objective: ['importance', 'duration'] }));
    append(made, 0);
    assert.equal(new TimedInsertion(made.routes).best(1, 0), Infinity);
  });
});

describe('inserting a job that lacks a tool', () => {
  const street = (carried: readonly string[]) =>
    aStreet({
      at: [10, 20, 30],
      jobs: [{ tools: ['lift'] }, { tools: ['lift'] }, { tools: ['lift'] }],
      people: [{ tools: carried }],
      depots: [{ location: 3, duration: 0 }],
    });

  it('brings a trip along, and none for who carries the tool', () => {
    const bare = routesOf(street([]));
    const insertion = new TimedInsertion(bare.routes);
    assert.deepEqual([insertion.best(0, 0), insertion.row, tripRow(insertion.trip)], [60, 1, 1]);
    const ready = new TimedInsertion(routesOf(street(['lift'])).routes);
    assert.deepEqual([ready.best(0, 0), ready.trip], [20, 0]);
  });

  it('goes behind the trip that is made already when that costs no more', () => {
    const { routes, editor, model } = routesOf(street([]));
    lay(routes, [{ depot: 0 }, 1]);
    const insertion = new TimedInsertion(routes);
    assert.deepEqual([insertion.best(2, 0), insertion.trip], [0, 0]);
    assert.deepEqual([insertion.best(0, 0), insertion.trip], [0, 0]);
    editor.insert(0, model.pairs.at[0]!, insertion);
    assert.equal(nodesOf(routes)[0], model.nodes - 1);
  });
});
