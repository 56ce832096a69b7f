import assert from 'node:assert/strict';
import { rateLimits, teamsThreadLimits } from '../../../bot/teams/rate-limits.ts';

describe("keeping Teams' rate limits", () => {
  it('lets seven through in a second and says when the next may go', () => {
    const limits = rateLimits(teamsThreadLimits);
    for (let n = 0; n < 7; n++) assert.equal(limits.take('a', 1000 + n), 0);
    assert.equal(limits.take('a', 1010), 990);
    assert.equal(limits.take('b', 1010), 0);
    assert.equal(limits.take('a', 2001), 0);
  });

  it('never exceeds any of the windows, however it is asked', () => {
    const limits = rateLimits(teamsThreadLimits);
    const sent: number[] = [];
    for (let now = 0; now < 120_000; now += 50) if (limits.take('a', now) === 0) sent.push(now);
    for (const { most, windowMs } of teamsThreadLimits)
      for (const from of sent) {
        const within = sent.filter((at) => at >= from && at < from + windowMs).length;
        assert.ok(within <= most, `${within} in ${windowMs} ms`);
      }
    assert.ok(sent.length >= 230);
  });

  it('gives each who asks while it is full a place of his own', () => {
    const limits = rateLimits([{ most: 2, windowMs: 100 }]);
    assert.deepEqual(
      Array.from({ length: 6 }, () => limits.reserve('a', 1000)),
      [0, 0, 100, 100, 200, 200],
    );
    assert.equal(limits.wait('a', 1250), 50);
  });
});
