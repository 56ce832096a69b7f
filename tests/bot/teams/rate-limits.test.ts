import assert from 'node:assert/strict';
import { rateLimits, takeTogether, teamsThreadLimits } from '../../../bot/teams/rate-limits.ts';

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

  it('uses up no room of one limit while another refuses', () => {
    const thread = { limits: rateLimits([{ most: 2, windowMs: 1000 }]), key: 'thread' };
    const tenant = { limits: rateLimits([{ most: 1, windowMs: 300 }]), key: 'tenant' };
    assert.equal(takeTogether([thread, tenant], 0), 0);
    for (let now = 1; now < 300; now++) assert.equal(takeTogether([thread, tenant], now), 300 - now);
    assert.equal(takeTogether([thread, tenant], 300), 0);
    assert.equal(thread.limits.wait('thread', 301), 699);
  });
});
