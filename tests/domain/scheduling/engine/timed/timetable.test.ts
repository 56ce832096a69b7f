import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backward, forward, layOut } from '../../../../../domain/scheduling/engine/timed/timetable.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';
import { drive, lay, laid, someRoute } from '../../../../fixtures/scheduling/reckoned-route.ts';

const moments = Array.from({ length: 301 }, (_, time) => time);
const shape = { breaks: true, gaps: true };

describe('the timetable of a route', () => {
  it('has every start and the end as early as driving it step by step', () => {
    fc.assert(
      fc.property(someRoute(shape), fc.nat(60), (some, begin) => {
        const { routes, street, steps } = laid(some);
        const driven = drive(street, steps, begin);
        fc.pre(driven !== null);
        assert.equal(forward(routes, 0, begin), driven!.end);
        for (const [row, step] of steps.entries()) {
          if (typeof step === 'number') assert.equal(routes.dep[row + 1], driven!.starts[row]! + 10);
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('knows the latest begin from which it still ends in time', () => {
    fc.assert(
      fc.property(someRoute(shape), (some) => {
        const { routes, street, steps } = laid(some);
        const end = forward(routes, 0, 0);
        for (const finish of [end, Math.min(end + 7, 300), 300]) {
          const inTime = (begin: number) => (drive(street, steps, begin)?.end ?? Infinity) <= finish;
          assert.equal(backward(routes, 0, finish), moments.findLast(inTime));
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('knows for each job the latest start that keeps what follows in time', () => {
    fc.assert(
      fc.property(someRoute(shape), (some) => {
        const { routes, street, steps } = laid(some);
        layOut(routes, 0);
        for (const [row, step] of steps.entries()) {
          if (typeof step !== 'number') continue;
          const { windows } = street.problem.jobs[step]!;
          const last = moments.findLast((time) => {
            if (!windows!.some(([open, close]) => open <= time && time <= close)) return false;
            const jobs = street.problem.jobs.with(step, {
              ...street.problem.jobs[step]!,
              windows: [[time, time]],
            });
            return drive({ ...street, problem: { ...street.problem, jobs } }, steps, 0) !== null;
          });
          assert.equal(routes.latest[row + 1], last);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('lays places, ways and rows out from the nodes, a break being where the stop before is', () => {
    const lunch = [{ windows: [[15, 500]] as const, duration: 30 }];
    const { routes } = routesOf(
      aStreet({ at: [10, 30], people: [{ breaks: lunch }], depots: [{ location: 2, duration: 5 }] }),
    );
    lay(routes, [0, 'break', { depot: 0 }, 1]);
    for (const table of [routes.at, routes.leg, routes.rowOf, routes.depotRow]) table.fill(77);
    layOut(routes, 0);
    assert.deepEqual([...routes.at.subarray(0, 6)], [0, 1, 1, 2, 2, 0]);
    assert.deepEqual([...routes.leg.subarray(1, 6)], [10, 0, 20, 0, 30]);
    assert.deepEqual([routes.rowOf[0], routes.rowOf[1], routes.depotRow[0]], [1, 4, 3]);
  });

  it('charges no way to a route without work', () => {
    const { routes } = routesOf(
      aStreet({ at: [10], people: [{ start: 0, end: 1 }], objective: ['importance', 'duration'] }),
    );
    layOut(routes, 0);
    assert.equal(routes.leg[1], 0);
    lay(routes, [0]);
    assert.deepEqual([routes.leg[1], routes.leg[2]], [10, 0]);
  });
});
