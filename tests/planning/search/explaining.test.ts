import assert from 'node:assert/strict';
import { ExplainingTime } from '../../../planning/search/explaining.ts';

const progress = (...packed: number[]) => ({ cost: 1, iterations: 1, packed: () => Int32Array.from(packed) });

describe('the time held back for reasons', () => {
  it('is nothing while every job is planned', () => {
    const time = new ExplainingTime(3);
    time.look(0, progress(0, 2, -1, 1, -1));
    assert.equal(time.milliseconds, 0);
  });

  it('grows with the jobs left out; breaks and depots are no jobs', () => {
    const [some, more] = [new ExplainingTime(10), new ExplainingTime(100)];
    some.look(0, progress(0, 12, -1, 11, -1));
    more.look(0, progress(0, 101, -1));
    assert.ok(some.milliseconds > 0 && more.milliseconds > some.milliseconds);
  });

  it('is counted again only when some of the budget has passed', () => {
    const time = new ExplainingTime(2);
    time.look(0, progress(-1));
    const first = time.milliseconds;
    time.look(0.01, progress(0, 1, -1));
    assert.equal(time.milliseconds, first);
    time.look(0.5, progress(0, 1, -1));
    assert.equal(time.milliseconds, 0);
  });
});
