import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { byWindow } from '../../../../domain/scheduling/rules/dispatcher.ts';
import { earliestAvailable } from '../../../../domain/scheduling/rules/earliest-available.ts';
import { nearest } from '../../../../domain/scheduling/rules/nearest.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken, someProblems } from '../repair/some-problems.ts';

const rules = { earliestAvailable, nearest, cheapestInsertion };

describe('the dispatcher rules', () => {
  it('keep every rule of any problem', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(someProblems, fc.constantFrom(...Object.values(rules)), (problem, rule) => {
        const { problem: located, travel } = locate(problem);
        assert.deepEqual(broken(problem, rule(located, travel)), []);
      }),
      { numRuns: 300 },
    );
  });

  it('take jobs by when they may start, those without a window first', () => {
    const at = { location: 0, duration: 1 };
    const jobs = [
      { id: 'late', ...at, windows: [[9, 12]] as const },
      { id: 'any', ...at },
      { id: 'early', ...at, windows: [[2, 12]] as const, release: 1 },
      { id: 'released', ...at, release: 3 },
    ];
    assert.deepEqual(
      byWindow(jobs).map(({ id }) => id),
      ['any', 'early', 'released', 'late'],
    );
  });

  it('leave out what nobody may do', () => {
    const problem = {
      jobs: [{ id: 'j', location: 0, duration: 5, skills: [{ id: 'gas' }] }],
      resources: [{ id: 't', start: 0, shifts: [[0, 100]] as const }],
      travel: { durations: [[0]] },
    };
    for (const rule of Object.values(rules)) {
      const { problem: located, travel } = locate(problem);
      assert.deepEqual(
        rule(located, travel).unassigned.map(({ job }) => job),
        ['j'],
      );
    }
  });
});
