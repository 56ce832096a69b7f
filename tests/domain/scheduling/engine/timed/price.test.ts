import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  momentPrice,
  momentsPrice,
  shortestDrive,
  spanOf,
} from '../../../../../domain/scheduling/engine/timed/price.ts';
import { compile } from '../../../../../domain/scheduling/engine/compile.ts';
import { Routes } from '../../../../../domain/scheduling/engine/routes/routes.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';
import { drive, lay, reckon, laid, someRoute } from '../../../../fixtures/scheduling/reckoned-route.ts';

const tablesOf = ({ dep, latest }: Routes) => [[...dep], [...latest]];

describe('the shortest drive of a route', () => {
  for (const shape of [{}, { breaks: true }, { gaps: true }, { breaks: true, gaps: true }]) {
    const what = Object.keys(shape).join(' and ') || 'neither gaps nor breaks';
    it(`takes as long as the best of all begins, with ${what}`, () => {
      fc.assert(
        fc.property(someRoute(shape), (some) => {
          const { routes, street, steps } = laid(some);
          const before = tablesOf(routes);
          const { begin, end } = shortestDrive(routes, 0);
          assert.equal(end - begin, reckon(street, steps).shortest);
          assert.equal(drive(street, steps, begin)?.end, end);
          assert.ok(begin >= 0);
          assert.deepEqual(tablesOf(routes), before);
        }),
        { numRuns: 150, seed: 1 },
      );
    });
  }

  it('leaves in the later window when that saves the wait', () => {
    const windows = [
      [10, 10],
      [200, 300],
    ] as const;
    const jobs = [{ windows }, { windows: [[290, 400]] as const }];
    const { routes } = routesOf(aStreet({ at: [10, 30], jobs, objective: ['importance', 'duration'] }));
    lay(routes, [0, 1]);
    assert.deepEqual(shortestDrive(routes, 0), { begin: 250, end: 330 });
  });
});

describe('the span of a route', () => {
  it('is all its ways, work and breaks, however it waits', () => {
    fc.assert(
      fc.property(someRoute({ breaks: true, gaps: true }), (some) => {
        const { routes, street, steps } = laid(some);
        assert.equal(spanOf(routes, 0), reckon(street, steps).span);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('counts each way as long as its hour makes it', () => {
    const profile = Array.from({ length: 24 }, (_, hour) => (hour === 1 ? 2 : 1));
    const durations = [
      [0, 20],
      [20, 0],
    ];
    const { routes } = routesOf(
      aStreet({ at: [20], unit: 60, jobs: [{ windows: [[50, 50]] }], travel: { durations, profile } }),
    );
    lay(routes, [0]);
    assert.equal(spanOf(routes, 0), 20 + 10 + 40);
  });
});

describe('what moments cost', () => {
  const weights = { importance: 1000, travel: 1, lateness: 3, soonest: 2 };

  it('is the weight of each unit too late and of each unit of the start', () => {
    const { routes } = routesOf(aStreet({ at: [10], jobs: [{ dueBy: 30 }], objective: { weights } }));
    assert.deepEqual(
      [0, 20, 21, 40].map((start) => momentPrice(routes, 0, start)),
      [0, 40, 45, 140],
    );
  });

  it('counts a start as moved when it is off by more than half an hour, and never for a new visit', () => {
    const { problem, travel } = aStreet({
      at: [10, 20],
      unit: 60,
      objective: { weights: { importance: 1000, travel: 1, stability: 7 } },
    });
    const routes = new Routes(
      compile(problem, travel, {
        routes: [{ resource: 't1', shift: 0, stops: [{ job: 'j1', start: 100 }] }],
      }),
    );
    assert.deepEqual(
      [69, 70, 130, 131].map((start) => momentPrice(routes, 0, start)),
      [7, 0, 0, 7],
    );
    assert.equal(momentPrice(routes, 1, 900), 0);
  });

  it('is summed over the jobs of a route at their earliest starts', () => {
    fc.assert(
      fc.property(someRoute({ breaks: true, dueBy: true, weights }), (some) => {
        const { routes, street, steps } = laid(some);
        const { early } = reckon(street, steps);
        const prices = steps.map((step, row) => {
          if (typeof step !== 'number') return 0;
          const start = early!.starts[row]!;
          return 2 * start + 3 * Math.max(0, start + 10 - street.problem.jobs[step]!.dueBy!);
        });
        assert.equal(
          momentsPrice(routes, 0),
          prices.reduce((sum, price) => sum + price, 0),
        );
      }),
      { numRuns: 100, seed: 3 },
    );
  });
});
