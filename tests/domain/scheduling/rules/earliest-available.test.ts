import assert from 'node:assert/strict';
import { earliestAvailable } from '../../../../domain/scheduling/rules/earliest-available.ts';
import { locate } from '../../../../planning/problem/locate.ts';

const line = (count: number) =>
  Array.from({ length: count }, (_, from) =>
    Array.from({ length: count }, (_, to) => 10 * Math.abs(from - to)),
  );

describe('the rule of the earliest available', () => {
  it('sends who can start soonest, however far', () => {
    const { problem, travel } = locate({
      jobs: [{ id: 'j', location: 2, duration: 5 }],
      resources: [
        { id: 'near', start: 2, shifts: [[60, 200]] },
        { id: 'early', start: 0, shifts: [[0, 200]] },
      ],
      travel: { durations: line(3) },
    });
    assert.equal(earliestAvailable(problem, travel).routes[0]?.resource, 'early');
  });
});
