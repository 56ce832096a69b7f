import assert from 'node:assert/strict';
import { cpuMilliseconds, spentOf } from '../../../planning/search/budget.ts';
import { monotonicNow, processStartedAt } from '../../../planning/search/process-start.ts';

describe('a budget', () => {
  it('is used up by the wall clock, from where it began', () => {
    const from = monotonicNow() - 500;
    const spent = spentOf({ clock: 'wall', from, milliseconds: 1000 });
    assert.ok(spent >= 0.5 && spent < 0.7, `${spent}`);
  });

  it('is used up by work alone when it is one of CPU time', () => {
    const from = cpuMilliseconds();
    const until = monotonicNow() + 30;
    while (monotonicNow() < until);
    const spent = spentOf({ clock: 'cpu', from, milliseconds: 1000 });
    assert.ok(spent > 0 && spent < 0.5, `${spent}`);
  });

  it('is used up from the start when it is nothing', () => {
    assert.equal(spentOf({ clock: 'wall', from: monotonicNow() + 9, milliseconds: 0 }), 1);
    assert.equal(spentOf({ clock: 'wall', from: monotonicNow(), milliseconds: -20 }), 1);
  });

  it('may begin with the process, which is older than what it runs', () => {
    const age = monotonicNow() - processStartedAt();
    assert.ok(age >= performance.now() - 1 && age < performance.now() + 1_500, `${age} ms`);
  });
});
