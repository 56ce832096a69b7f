import assert from 'node:assert/strict';
import { nearest } from '../../../../domain/scheduling/rules/nearest.ts';
import { locate } from '../../../../planning/problem/locate.ts';

const line = (count: number) =>
  Array.from({ length: count }, (_, from) =>
    Array.from({ length: count }, (_, to) => 10 * Math.abs(from - to)),
  );

describe('the rule of the nearest', () => {
  it('sends who drives least, however late, and appends', () => {
    const { problem, travel } = locate({
      jobs: [
        { id: 'far', location: 2, duration: 5 },
        { id: 'between', location: 1, duration: 5 },
      ],
      resources: [
        { id: 'near', start: 2, end: 2, shifts: [[60, 200]] },
        { id: 'early', start: 4, shifts: [[0, 200]] },
      ],
      travel: { durations: line(5) },
    });
    const [route, ...others] = nearest(problem, travel).routes;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [route?.resource, route?.stops.map((stop) => 'job' in stop && stop.job)],
      ['near', ['far', 'between']],
    );
  });
});
