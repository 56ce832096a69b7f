import assert from 'node:assert/strict';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { earliestAvailable } from '../../../../domain/scheduling/rules/earliest-available.ts';
import { nearest } from '../../../../domain/scheduling/rules/nearest.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken } from '../repair/some-problems.ts';

const rules = { earliestAvailable, nearest, cheapestInsertion };
const line = Array.from({ length: 5 }, (_, from) =>
  Array.from({ length: 5 }, (_, to) => 10 * Math.abs(from - to)),
);

/** What each rule makes of a problem, with the checker's word on it. */
function plansOf(problem: Problem): readonly [string, Plan][] {
  const { problem: located, travel } = locate(problem);
  return Object.entries(rules).map(([name, rule]) => {
    const plan = rule(located, travel);
    assert.deepEqual(broken(problem, plan), [], name);
    return [name, plan];
  });
}

const stopsOf = (plan: Plan, resource: string) =>
  plan.routes
    .find((route) => route.resource === resource)
    ?.stops.map((stop) => ('job' in stop ? `${stop.job} ${stop.start}` : `depot ${stop.start}`));

describe('dispatchers by hand', () => {
  it('book jobs that start together as one, with different technicians', () => {
    const plans = plansOf({
      jobs: ['a', 'b'].map((id) => ({ id, location: 2, duration: 10, together: 'lift' })),
      resources: [
        { id: 't1', start: 2, shifts: [[0, 100]] },
        { id: 't2', start: 0, shifts: [[30, 200]] },
      ],
      travel: { durations: line },
    });
    for (const [name, plan] of plans)
      assert.deepEqual([stopsOf(plan, 't1'), stopsOf(plan, 't2')], [['a 50'], ['b 50']], name);
  });

  it('leave a group out whole when one of it has nobody', () => {
    const plans = plansOf({
      jobs: ['a', 'b'].map((id) => ({ id, location: 2, duration: 10, together: 'lift' })),
      resources: [{ id: 't1', start: 2, shifts: [[0, 100]] }],
      travel: { durations: line },
    });
    for (const [name, plan] of plans) assert.equal(plan.unassigned.length, 2, name);
  });

  it('fetch what is missing at a depot on the way', () => {
    const plans = plansOf({
      jobs: [
        { id: 'a', location: 4, duration: 10, parts: { filter: 2 } },
        { id: 'b', location: 4, duration: 10, windows: [[100, 100]] },
      ],
      resources: [{ id: 't1', start: 0, end: 0, shifts: [[0, 200]], parts: { filter: 1 } }],
      depots: [{ location: 2, duration: 5 }],
      travel: { durations: line },
    });
    for (const [name, plan] of plans) {
      const stops = stopsOf(plan, 't1')!;
      assert.ok(stops[0]!.startsWith('depot') && stops.length === 3, `${name}: ${stops}`);
    }
  });

  it('take first what a job waits for, whatever the order of calls', () => {
    const plans = plansOf({
      jobs: [
        { id: 'late', location: 1, duration: 10, after: ['early'], windows: [[0, 200]] },
        { id: 'early', location: 3, duration: 10, windows: [[20, 200]] },
      ],
      resources: [{ id: 't1', start: 0, shifts: [[0, 300]] }],
      travel: { durations: line },
    });
    for (const [name, plan] of plans) assert.deepEqual(stopsOf(plan, 't1'), ['early 30', 'late 60'], name);
  });
});
