import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../bench/scheduling/checker.ts';
import { solve } from '../../domain/scheduling/engine/solve.ts';
import type { Plan } from '../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import { locate } from '../../planning/problem/locate.ts';
import { checkProblem } from '../../planning/problem/problem-file.ts';
import { aProblem, features, objectives } from '../fixtures/scheduling/problems.ts';

/** Small problems of every kind; fast-check takes features away until only those that matter are left. */
const problems = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    jobs: fc.integer({ min: 1, max: 16 }),
    people: fc.integer({ min: 1, max: 4 }),
    has: fc.subarray([...features]),
    objective: fc.constantFrom(...objectives),
  })
  .map((asked) => ({ ...asked, problem: aProblem({ ...asked, has: new Set(asked.has) }) }));

const planned = (problem: Problem, iterations = 400) => {
  const { problem: located, travel } = locate(problem);
  return solve(located, travel, { seed: 1, iterations });
};

const told = (violations: readonly { readonly rule: string; readonly text: string }[]): string =>
  violations.map(({ rule, text }) => `${rule}: ${text}`).join('\n');

const leftOut = ({ jobs }: Problem, plan: Plan): number => {
  const out = new Set(plan.unassigned.map(({ job }) => job));
  return jobs.reduce((sum, { id, importance = 1 }) => sum + (out.has(id) ? importance : 0), 0);
};

describe('plans of any problem', () => {
  it('keep every rule, and their figures are true', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(problems, ({ problem }) => {
        const { violations } = check(problem, planned(problem));
        assert.equal(told(violations.filter(({ rule }) => rule !== 'reasons')), '');
      }),
      { numRuns: 150, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('are the same for the same seed and iterations', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(problems, ({ problem }) => {
        assert.deepEqual(planned(problem, 150), planned(problem, 150));
      }),
      { numRuns: 30, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('leave out no more importance when a job is added that nobody can do', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(problems, ({ problem }) => {
        const impossible = {
          id: 'impossible',
          location: 0,
          duration: 5,
          importance: 3,
          skills: [{ id: 'nobody has it' }],
        };
        const more = { ...problem, jobs: [...problem.jobs, impossible] };
        const { violations, figures } = check(more, planned(more));
        assert.equal(told(violations.filter(({ rule }) => rule !== 'reasons')), '');
        assert.ok((figures.importance ?? 0) >= 3);
      }),
      { numRuns: 20, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('are begun with as they were: trips, breaks and groups too', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(problems, ({ problem }) => {
        const first = planned(problem, 150);
        const { problem: located, travel } = locate(problem);
        const again = solve(located, travel, { seed: 2, iterations: 0, start: first });
        assert.ok(leftOut(problem, again) <= leftOut(problem, first));
        assert.equal(told(check(problem, again).violations.filter(({ rule }) => rule !== 'reasons')), '');
      }),
      { numRuns: 150, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('break no rule when they begin with a plan of other technicians, jobs and times', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(problems, problems, ({ problem: other }, { problem: made }) => {
        const problem = { ...made, objective: ['importance', 'stability', 'travel'] as const };
        const first = planned(other, 100);
        const { problem: located, travel } = locate(problem);
        const plan = solve(located, travel, { seed: 1, iterations: 100, start: first });
        const { violations } = check(problem, plan, first);
        assert.equal(told(violations.filter(({ rule }) => rule !== 'reasons')), '');
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('keep room for the rest when a job is added, and break no rule', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(problems, fc.nat(20), ({ problem: made }, which) => {
        const problem = { ...made, objective: ['importance', 'travel'] as const };
        const { after: _, together: __, locked: ___, ...like } = problem.jobs[which % problem.jobs.length]!;
        const added = { ...like, id: 'added', importance: 4 };
        const more = { ...problem, jobs: [...problem.jobs, added] };
        const first = planned(problem, 150);
        const { problem: located, travel } = locate(more);
        const plan = solve(located, travel, { seed: 2, iterations: 100, start: first });
        assert.equal(told(check(more, plan).violations.filter(({ rule }) => rule !== 'reasons')), '');
        assert.ok(leftOut(more, plan) <= leftOut(problem, first) + 4 + 1e-9);
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('are of problems that the edge takes for sound', () => {
    fc.assert(
      fc.property(problems, ({ problem }) => {
        assert.deepEqual(
          checkProblem(JSON.parse(JSON.stringify(problem))),
          JSON.parse(JSON.stringify(problem)),
        );
      }),
      { numRuns: 50 },
    );
  });
});
