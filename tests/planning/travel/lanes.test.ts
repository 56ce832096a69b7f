import assert from 'node:assert/strict';
import { Lanes } from '../../../planning/travel/lanes.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('lanes to a service', () => {
  it('let no more than their number through at a time, in order of coming', async () => {
    const lanes = new Lanes(2);
    let [under, most] = [0, 0];
    const begun: number[] = [];
    const work = (name: number) =>
      lanes.run(async () => {
        begun.push(name);
        most = Math.max(most, ++under);
        await turn();
        under--;
        return name;
      });
    assert.deepEqual(await Promise.all([0, 1, 2, 3, 4].map(work)), [0, 1, 2, 3, 4]);
    assert.deepEqual([most, begun], [2, [0, 1, 2, 3, 4]]);
  });

  it('are given back by work that fails', async () => {
    const lanes = new Lanes(1);
    await assert.rejects(
      lanes.run(() => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(await lanes.run(async () => 'free'), 'free');
  });
});
