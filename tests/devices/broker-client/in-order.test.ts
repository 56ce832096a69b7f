import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { inOrder } from '../../../devices/broker-client/in-order.ts';

class NotNow extends Error {}

const runner = (isStopping = () => false) =>
  inOrder<number>({ isForNow: (error) => error instanceof NotNow, retryMs: 1, isStopping });

describe('work in order', () => {
  it('runs side by side while all goes well', async () => {
    const run = runner();
    let atOnce = 0;
    let most = 0;
    const work = (value: number) =>
      run(async () => {
        most = Math.max(most, ++atOnce);
        await pause(2);
        atOnce -= 1;
        return value;
      });
    assert.deepEqual(await Promise.all([1, 2, 3].map(work)), [1, 2, 3]);
    assert.equal(most, 3);
  });

  it('does everything once and in order, however long it cannot be done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
        async (isBad, count) => {
          const run = runner();
          const done: number[] = [];
          let tries = 0;
          const all = Array.from({ length: count }, (_, at) =>
            run(async () => {
              if (isBad[tries++]) throw new NotNow();
              done.push(at);
              return at;
            }),
          );
          assert.deepEqual(
            (await Promise.all(all)).sort((a, b) => a - b),
            all.map((_, at) => at),
          );
          assert.deepEqual(
            [...done].sort((a, b) => a - b),
            all.map((_, at) => at),
          );
          const late = isBad.slice(0, count).indexOf(true);
          // Whatever was begun after the first that could not be done comes after it unless it was under way already.
          if (late >= 0) assert.ok(done.indexOf(late) >= 0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keeps the order of all that failed together, and of what comes meanwhile', async () => {
    const run = runner();
    const done: number[] = [];
    let isFull = true;
    const work = (value: number) =>
      run(async () => {
        if (isFull) throw new NotNow();
        done.push(value);
        return value;
      });
    const all = [1, 2, 3].map(work);
    await pause(5);
    all.push(work(4));
    isFull = false;
    all.push(work(5));
    await Promise.all(all);
    assert.deepEqual(done, [1, 2, 3, 4, 5]);
  });

  it('hands on an error that no second try mends, and any at the end', async () => {
    await assert.rejects(
      runner()(async () => Promise.reject(new TypeError('broken'))),
      TypeError,
    );
    await assert.rejects(
      runner(() => true)(async () => Promise.reject(new NotNow())),
      NotNow,
    );
  });
});
