import assert from 'node:assert/strict';
import { aRegion } from '../../../bench/scheduling/synthetic.ts';
import { checkProblem } from '../../../planning/problem/problem-file.ts';

describe('a made-up region', () => {
  const asked = { technicians: 6, jobs: 90, days: 3, seed: 4 };

  it('is a sound problem of the size asked for', () => {
    const problem = checkProblem(JSON.parse(JSON.stringify(aRegion(asked))));
    assert.deepEqual(
      [problem.jobs.length, problem.resources.length, problem.resources[0]?.shifts.length],
      [90, 6, 3],
    );
  });

  it('is the same for the same seed, and another for another', () => {
    assert.deepEqual(aRegion(asked), aRegion(asked));
    assert.notDeepEqual(aRegion(asked), aRegion({ ...asked, seed: 5 }));
  });
});
