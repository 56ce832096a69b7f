import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestSlots, fuse } from '../../../knowledge/retrieval/fusion.ts';

describe('the best of many scores', () => {
  const isBefore = (a: number, b: number) => a < b;

  it('are the same in the same order, however many are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 300 }), (given) => {
        const scores = Float32Array.from(given);
        const all = bestSlots(scores, { top: 1e9, isBefore });
        assert.equal(all.length, given.filter((score) => score > 0).length);
        for (const top of [1, 7, 100])
          assert.deepEqual(bestSlots(scores, { top, isBefore }), all.slice(0, top));
      }),
    );
  });

  it('count each signal by its best among the documents that count', () => {
    const signals = [
      { scores: Float32Array.of(8, 4, 100), weight: 1 },
      { scores: Float32Array.of(0, 1, 0), weight: 2 },
    ];
    assert.deepEqual([...fuse(signals, Float32Array.of(1, 1, 0))], [1, 2.5, 0]);
  });
});
