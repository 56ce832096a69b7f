import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layTimed } from '../../../../../domain/scheduling/engine/timed/edit.ts';
import { settle } from '../../../../../domain/scheduling/engine/timed/settle.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';
import {
  lay,
  reckon,
  laid,
  someRoute,
  someStreet,
  type Step,
  withOne,
} from '../../../../fixtures/scheduling/reckoned-route.ts';

const weights = { importance: 1000, duration: 2, travel: 1, lateness: 3, soonest: 1, overtime: 2 };

describe('settling a route', () => {
  it('prices it as its plan is measured: ways, waiting, lateness, starts and overtime', () => {
    const shape = { weights, dueBy: true, overtime: true, breaks: true, gaps: true };
    fc.assert(
      fc.property(someRoute(shape), (some) => {
        const { routes, street, steps } = laid(some);
        routes.cost[0] = 1e9;
        settle(routes, 0);
        const { price, shortest, span } = reckon(street, steps);
        assert.ok(Math.abs(routes.cost[0]! - price) < 1e-6, `${routes.cost[0]} is not ${price}`);
        assert.deepEqual([routes.idle[0], routes.span[0]], [shortest - span, span]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('notes a route that cannot be kept as broken, and no other', () => {
    const seen = { broken: 0, kept: 0 };
    const some = fc.record({
      street: someStreet({ breaks: true, gaps: true, maxDuration: 170 }),
      order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 3 }),
      pause: fc.nat(3),
    });
    fc.assert(
      fc.property(some, ({ street, order, pause }) => {
        const steps: Step[] = withOne<Step>(order, Math.min(pause, order.length), 'break');
        const { routes } = routesOf(street);
        lay(routes, steps);
        assert.equal(routes.isBroken, !reckon(street, steps).isFeasible);
        seen[routes.isBroken ? 'broken' : 'kept']++;
      }),
      { numRuns: 300, seed: 2 },
    );
    assert.ok(seen.broken > 20 && seen.kept > 20, JSON.stringify(seen));
  });

  it('holds the second of two breaks on one way to the arrival', () => {
    for (const [until, isBroken] of [
      [139, true],
      [140, false],
    ] as const) {
      const breaks = [
        { windows: [[100, 120]] as const, duration: 30 },
        { windows: [[50, until]] as const, duration: 10 },
      ];
      // The way of 110 is left at 0, so with the first break it is over at 140.
      const { routes, model } = routesOf(aStreet({ at: [110], people: [{ breaks }] }));
      routes.slotOf[0] = 0;
      routes.pairOf[0] = 0;
      layTimed(routes, 0, Int32Array.of(model.slot.breakAt[0]!, model.slot.breakAt[0]! + 1, 0));
      assert.equal(routes.isBroken, isBroken, `until ${until}`);
    }
  });

  it('charges nothing for a route without work, and gives each state its own version', () => {
    const { routes } = routesOf(
      aStreet({ at: [10], people: [{ start: 0, end: 1 }], objective: ['importance', 'duration'] }),
    );
    settle(routes, 0);
    const empty = routes.version[0];
    assert.equal(routes.cost[0], 0);
    lay(routes, [0]);
    assert.ok(routes.cost[0]! > 0);
    assert.notEqual(routes.version[0], empty);
  });

  it('adds what the technician costs beside the way', () => {
    const objective = { weights: { importance: 1000, travel: 1, duration: 1, preferred: 6 } };
    const made = (preferred: string) =>
      routesOf(aStreet({ at: [10], jobs: [{ preferred: [preferred] }], people: [{}, {}], objective })).routes;
    const [liked, other] = [made('t1'), made('t2')];
    lay(liked, [0]);
    lay(other, [0]);
    assert.equal(other.cost[0]! - liked.cost[0]!, 6 / 2);
  });

  it('charges what slow hours add to the ways', () => {
    const profile = Array.from({ length: 24 }, (_, hour) => (hour === 1 ? 2 : 1));
    const durations = [
      [0, 20],
      [20, 0],
    ];
    const { routes } = routesOf(
      aStreet({ at: [20], unit: 60, jobs: [{ windows: [[50, 50]] }], travel: { durations, profile } }),
    );
    lay(routes, [0]);
    assert.equal(routes.cost[0], 60);
  });
});
