import fc from 'fast-check';
import { check } from '../../../../bench/scheduling/checker.ts';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { aProblem, features, objectives } from '../../../fixtures/scheduling/problems.ts';

/** Small problems of every kind, crowded ones more often, because only they leave jobs out. */
export const someProblems = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    jobs: fc.integer({ min: 4, max: 18 }),
    people: fc.integer({ min: 1, max: 4 }),
    has: fc.subarray([...features]),
    isCrowded: fc.boolean(),
    objective: fc.constantFrom(...objectives),
  })
  .map(({ has, isCrowded, ...asked }) =>
    aProblem({ ...asked, has: new Set(isCrowded ? [...has, 'crowded'] : has) }),
  );

/** What the independent checker finds wrong; reasons are not looked at. */
export const broken = (problem: Problem, plan: Plan): string[] =>
  check(problem, plan)
    .violations.filter(({ rule }) => rule !== 'reasons')
    .map(({ rule, text }) => `${rule}: ${text}`);
