import assert from 'node:assert/strict';
import { Random } from '../../../../domain/scheduling/engine/random.ts';

const drawn = (seed: number, count = 2000) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(10));
};

describe('random numbers of the engine', () => {
  it('repeat for a seed and differ between seeds', () => {
    assert.deepEqual(drawn(7), drawn(7));
    assert.notDeepEqual(drawn(7), drawn(8));
  });

  it('fall evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (const one of drawn(1, 20_000)) counts[one] = counts[one]! + 1;
    assert.ok(
      counts.every((count) => Math.abs(count - 2000) < 200),
      String(counts),
    );
  });

  it('stay below 1 as fractions', () => {
    const random = new Random(3);
    const all = Array.from({ length: 1000 }, () => random.real());
    assert.ok(all.every((one) => one >= 0 && one < 1));
  });
});
