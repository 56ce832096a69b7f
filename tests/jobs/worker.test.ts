import assert from 'node:assert/strict';
import { mostTries, nextTry } from '../../jobs/back-off.ts';
import { worker } from '../../jobs/worker.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a worker', () => {
  it('works at once while there is work, then sleeps until it is woken', async () => {
    let work = 3;
    let rounds = 0;
    const loop = worker({
      round: async () => {
        rounds += 1;
        return work > 0 ? work-- : 0;
      },
      idleMs: 60_000,
      onError: (error) => assert.fail(String(error)),
    });
    loop.start();
    await settle();
    assert.equal(rounds, 4);
    work = 1;
    loop.wake();
    await settle();
    assert.equal(rounds, 6);
    await loop.stop();
  });

  it('lets work gather while it is busy, and begins at once when it was idle', async () => {
    const begun: number[] = [];
    const loop = worker({
      round: async () => begun.push(performance.now()),
      idleMs: 60_000,
      gapMs: 5,
      onError: (error) => assert.fail(String(error)),
    });
    const from = performance.now();
    loop.start();
    await settle();
    await loop.stop();
    assert.ok(begun[0]! - from < 5);
    assert.ok(begun.length >= 2 && begun.length <= 6, `${begun.length} rounds in 20 ms`);
    for (const [at, when] of begun.slice(1).entries()) assert.ok(when - begun[at]! >= 4);
  });

  it('loses no signal that comes while it is busy', async () => {
    let rounds = 0;
    const loop = worker({
      round: async () => {
        rounds += 1;
        if (rounds === 1) loop.wake();
        return 0;
      },
      idleMs: 60_000,
      onError: (error) => assert.fail(String(error)),
    });
    loop.start();
    await settle();
    assert.equal(rounds, 2);
    await loop.stop();
  });

  it('survives a round that fails and reports it', async () => {
    const errors: unknown[] = [];
    const loop = worker({
      round: async () => {
        if (errors.length === 0) throw new Error('database away');
        return 0;
      },
      idleMs: 5,
      onError: (error) => errors.push(error),
    });
    loop.start();
    await settle();
    assert.equal(errors.length, 1);
    await loop.stop();
  });

  it('waits with growing, jittered pauses, and gives up after the last try', () => {
    const now = new Date('2026-03-02T09:00:00Z');
    const pause = (attempts: number, random: number) =>
      nextTry(attempts, now, () => random)!.getTime() - now.getTime();
    assert.deepEqual([pause(0, 0), pause(0, 1), pause(3, 0), pause(3, 1)], [250, 500, 2000, 4000]);
    assert.equal(
      nextTry(mostTries, now, () => 0),
      null,
    );
  });
});
