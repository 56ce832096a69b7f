import assert from 'node:assert/strict';
import { learnTail, tailOf } from '../../../../../domain/iot/detector/novelty/tail.ts';
import { chanceFrom } from '../../../../../domain/iot/life/chance.ts';

const tail = tailOf(0.1, 100);

/** Feeds values and gives back the decades of each. */
function feed(values: readonly number[], kept = new Float32Array(3)): number[] {
  return values.map((value, i) => learnTail(kept, 0, tail, { value, count: i + 1, pace: 1 / (i + 1) }));
}

describe('the rarity of a value by its own history', () => {
  it('says nothing while it warms up', () => {
    assert.deepEqual(feed(Array.from({ length: 100 }, (_, i) => i % 7)), new Array(100).fill(0));
  });

  it('is about as rare as an exponential law says, and more so the farther out', () => {
    const chance = chanceFrom(3);
    const kept = new Float32Array(3);
    feed(
      Array.from({ length: 5000 }, () => -Math.log(1 - chance())),
      kept,
    );
    const decades = (value: number): number =>
      learnTail(kept.slice(), 0, tail, { value, count: 5001, pace: 1 / 5001 });
    assert.ok(Math.abs(decades(Math.log(1000)) - 3) < 0.5, `one in a thousand: ${decades(Math.log(1000))}`);
    assert.ok(decades(12) > decades(9));
    assert.ok(decades(0.01) < 0.1);
  });

  it('calls what never happened in n readings at least one in n', () => {
    const kept = new Float32Array(3);
    feed(new Array(1000).fill(0), kept);
    assert.ok(learnTail(kept, 0, tail, { value: 1, count: 1001, pace: 1 / 1001 }) >= 3);
  });

  it('never answers more than twelve decades, nor anything that is no number', () => {
    const answers = feed([...new Array(200).fill(1e-30), 1e30, 0, 1e30]);
    assert.ok(answers.every((one) => one >= 0 && one <= 12));
  });

  it('is not taught by one enormous value that enormous values are ordinary', () => {
    const chance = chanceFrom(5);
    const kept = new Float32Array(3);
    feed(
      Array.from({ length: 3000 }, () => chance()),
      kept,
    );
    learnTail(kept, 0, tail, { value: 1e6, count: 3001, pace: 1 / 3000 });
    assert.ok(learnTail(kept, 0, tail, { value: 5, count: 3002, pace: 1 / 3000 }) > 6);
  });
});
