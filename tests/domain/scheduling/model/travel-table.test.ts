import assert from 'node:assert/strict';
import { travelTable } from '../../../../domain/scheduling/model/travel-table.ts';

describe('the travel table', () => {
  it('lays rows one after another and lets durations stand in for distances', () => {
    const table = travelTable({
      durations: [
        [0, 12.4],
        [11, 0],
      ],
    });
    assert.deepEqual([...table.durations], [0, 12, 11, 0]);
    assert.equal(table.distances, table.durations);
  });

  it('keeps fractions of distances and the profile', () => {
    const table = travelTable({
      durations: [
        [0, 1],
        [1, 0],
      ],
      distances: [
        [0, 0.5],
        [1, 0],
      ],
      profile: [1],
      dayStart: 60,
    });
    assert.deepEqual([[...table.distances], table.profile, table.dayStart], [[0, 0.5, 1, 0], [1], 60]);
  });
});
