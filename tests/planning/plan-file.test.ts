import assert from 'node:assert/strict';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import { checkSeed } from '../../planning/plan-file.ts';

const problem: Problem = {
  jobs: [{ id: 'j1', location: 0, duration: 1 }],
  resources: [{ id: 't1', start: 0, shifts: [[0, 9]] }],
};
const route = (over: object = {}) => ({
  routes: [{ resource: 't1', shift: 0, stops: [{ job: 'j1', start: 3, end: 4 }], ...over }],
  seed: 1,
});

describe('an earlier plan', () => {
  it('is taken with the technician and start of each job', () => {
    assert.deepEqual(checkSeed(route(), problem), {
      routes: [{ resource: 't1', shift: 0, stops: [{ job: 'j1', start: 3 }] }],
    });
  });

  it('loses the jobs that are gone since, and trips to depots', () => {
    const stops = [
      { job: 'gone', start: 1 },
      { depot: 0, start: 2 },
      { job: 'j1', start: 3 },
    ];
    assert.deepEqual(checkSeed(route({ stops }), problem).routes[0]?.stops, [{ job: 'j1', start: 3 }]);
  });

  it('is refused when it is of other technicians or shifts, or no plan at all', () => {
    assert.throws(() => checkSeed(route({ resource: 't2' }), problem), {
      message: '--plan: routes[0] is of resource "t2", which is not there; did you mean "t1"?',
    });
    assert.throws(() => checkSeed(route({ shift: 1 }), problem), {
      message: '--plan: routes[0] is of shift 1, but resource t1 has 1',
    });
    assert.throws(
      () => checkSeed({ jobs: [] }, problem),
      /^BadProblem|--plan: routes: .*; give an answer of this command$/,
    );
  });
});
