import assert from 'node:assert/strict';
import { pace } from '../../jobs/pace.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the pace of background work', () => {
  it('begins pieces in order until the time of a turn is used up, and lets others in between', async () => {
    let clock = 0;
    const place = pace(() => clock);
    const begun: number[] = [];
    const pieces = Array.from({ length: 6 }, async (_, number) => {
      await place();
      begun.push(number);
      await null; // the piece goes on within the turn, and its time counts
      clock += 1;
    });
    const perTurn: number[] = [];
    while (begun.length < 6) {
      const before = begun.length;
      await nextTurn();
      if (begun.length > before) perTurn.push(begun.length - before);
    }
    await Promise.all(pieces);
    assert.deepEqual(begun, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(perTurn, [2, 2, 2]);
  });

  it('begins again after it had nothing to do', async () => {
    const place = pace();
    let begun = 0;
    const piece = () => place().then(() => ++begun);
    await piece();
    await nextTurn();
    await Promise.all([piece(), piece()]);
    assert.equal(begun, 3);
  });
});
