import assert from 'node:assert/strict';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { locate } from '../../../../planning/problem/locate.ts';

const line = (count: number) =>
  Array.from({ length: count }, (_, from) =>
    Array.from({ length: count }, (_, to) => 10 * Math.abs(from - to)),
  );

describe('the rule of cheapest insertion', () => {
  it('puts a later call between two visits when that is on the way', () => {
    const { problem, travel } = locate({
      jobs: [
        { id: 'far', location: 3, duration: 5 },
        { id: 'further', location: 4, duration: 5 },
        { id: 'near', location: 1, duration: 5 },
      ],
      resources: [{ id: 't', start: 0, end: 4, shifts: [[0, 200]] }],
      travel: { durations: line(5) },
    });
    const [route] = cheapestInsertion(problem, travel).routes;
    assert.deepEqual(
      route?.stops.map((stop) => 'job' in stop && stop.job),
      ['near', 'far', 'further'],
    );
    assert.equal(route?.travel, 40);
  });
});
