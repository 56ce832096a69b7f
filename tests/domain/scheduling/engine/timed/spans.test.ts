import assert from 'node:assert/strict';
import fc from 'fast-check';
import { measureSpans } from '../../../../../domain/scheduling/engine/timed/spans.ts';
import {
  drive,
  lay,
  reckon,
  laid,
  someRoute,
  type Step,
} from '../../../../fixtures/scheduling/reckoned-route.ts';
import { aStreet, routesOf, type Street } from '../../../../fixtures/scheduling/line.ts';

const moments = Array.from({ length: 301 }, (_, time) => time);

/** The route when one job must start at this very moment. */
function endWhen(
  street: Street,
  steps: readonly Step[],
  { job, start }: { job: number; start: number },
): number | null {
  const jobs = street.problem.jobs.with(job, { ...street.problem.jobs[job]!, windows: [[start, start]] });
  return drive({ ...street, problem: { ...street.problem, jobs } }, steps, 0)?.end ?? null;
}

describe('the halves of a route', () => {
  it('tell the end for each start of each job: the rest takes its span, or ends as late as its windows ask', () => {
    fc.assert(
      fc.property(someRoute({ breaks: true }), (some) => {
        const { routes, street, steps } = laid(some);
        routes.endAfter.fill(77);
        routes.spanAfter.fill(77);
        measureSpans(routes, 0);
        for (const [row, job] of steps.entries()) {
          if (typeof job !== 'number') continue;
          const [open, close] = street.problem.jobs[job]!.windows![0]!;
          for (let start = open; start <= close; start += 7) {
            const end = endWhen(street, steps, { job, start });
            if (end !== null)
              assert.equal(Math.max(routes.endAfter[row + 1]!, start + routes.spanAfter[row + 1]!), end);
          }
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('tell the latest begin for each moment a job is left by', () => {
    fc.assert(
      fc.property(someRoute({ breaks: true }), (some) => {
        const { routes, street, steps } = laid(some);
        routes.beginBefore.fill(77);
        routes.spanBefore.fill(77);
        measureSpans(routes, 0);
        for (const [row, job] of steps.entries()) {
          if (typeof job !== 'number') continue;
          const upTo = steps.slice(0, row + 1);
          const leaves = moments.map((begin) => (drive(street, upTo, begin)?.starts[row] ?? Infinity) + 10);
          for (let by = leaves[0]!; by < 250; by += 9) {
            const begin = leaves.findLastIndex((leave) => leave <= by);
            const told = Math.min(routes.beginBefore[row + 1]!, by - routes.spanBefore[row + 1]!);
            // The way home after the job, which the cut route drives here, may forbid the last of them.
            if (begin < moments.length && leaves[begin + 1] !== Infinity) assert.equal(told, begin);
          }
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('meet at the end in the shortest duration of the whole route', () => {
    fc.assert(
      fc.property(someRoute(), (some) => {
        const { routes, street, steps } = laid(some);
        measureSpans(routes, 0);
        const last = steps.length;
        const span = routes.spanBefore[last]! + routes.leg[last + 1]!;
        const duration = Math.max(
          span,
          routes.dep[last + 1]! - Math.min(routes.beginBefore[last]!, 300 - span),
        );
        assert.deepEqual([span, duration], [reckon(street, steps).span, reckon(street, steps).shortest]);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('hold the waiting between two narrow windows', () => {
    const jobs = [{ windows: [[0, 20]] as const }, { windows: [[100, 200]] as const }];
    const { routes } = routesOf(aStreet({ at: [10, 30], jobs, objective: ['importance', 'duration'] }));
    lay(routes, [0, 1]);
    assert.deepEqual([routes.beginBefore[2], routes.endAfter[1], routes.spanBefore[2]], [10, 140, 50]);
  });
});
