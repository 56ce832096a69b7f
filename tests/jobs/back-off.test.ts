import assert from 'node:assert/strict';
import { Refused } from '../../domain/refusals.ts';
import { isFinal, mostTries, nextTry } from '../../jobs/back-off.ts';

describe('trying again', () => {
  it('waits longer each time, never more than five minutes, and ends', () => {
    const now = new Date('2026-03-02T09:00:00Z');
    const waits = Array.from(
      { length: mostTries },
      (_, tries) => nextTry(tries, now, () => 1)!.getTime() - now.getTime(),
    );
    assert.deepEqual(
      waits,
      [...waits].sort((a, b) => a - b),
    );
    assert.ok(waits.every((ms) => ms <= 300_000));
    assert.equal(
      nextTry(mostTries, now, () => 1),
      null,
    );
  });

  it('is of no use against a rule, but is against a crowd and an accident', () => {
    assert.equal(isFinal(new Refused('case.none_active')), true);
    assert.equal(isFinal(new Refused('record.conflict')), false);
    assert.equal(isFinal(new Refused('service.unavailable', { part: 'x' })), false);
    assert.equal(isFinal(new Error('socket hang up')), false);
  });
});
