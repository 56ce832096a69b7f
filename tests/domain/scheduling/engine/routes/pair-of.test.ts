import assert from 'node:assert/strict';
import { pairOf } from '../../../../../domain/scheduling/engine/routes/pair-of.ts';

describe('the pair of a job and a slot', () => {
  const pairs = {
    at: Int32Array.of(0, 3, 3, 4),
    slot: Int32Array.of(1, 4, 7, 2),
    cost: new Float64Array(4),
  };

  it('is found among the slots that may take the job', () => {
    assert.deepEqual(
      [1, 4, 7].map((slot) => pairOf(pairs, 0, slot)),
      [0, 1, 2],
    );
    assert.equal(pairOf(pairs, 2, 2), 3);
  });

  it('is -1 for every other slot', () => {
    assert.deepEqual(
      [0, 2, 8].map((slot) => pairOf(pairs, 0, slot)),
      [-1, -1, -1],
    );
    assert.equal(pairOf(pairs, 1, 2), -1);
  });
});
