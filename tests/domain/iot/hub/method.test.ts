import assert from 'node:assert/strict';
import { methodSeconds, requireMethodName, requirePayloadSize } from '../../../../domain/iot/hub/method.ts';
import type { Refused } from '../../../../domain/refusals.ts';

describe('a direct method', () => {
  it('has a name that a topic can carry', () => {
    for (const name of ['reboot', 'SetValues', 'fan-2_on', 'a.b'])
      assert.doesNotThrow(() => requireMethodName(name));
    for (const name of ['', 'a/b', 'a b', '#', '+', 'x?y', 'x'.repeat(101)])
      assert.throws(
        () => requireMethodName(name),
        (error: Refused) => error.code === 'input.invalid',
        name,
      );
  });

  it('brings 128 KiB at most, quotes and all', () => {
    assert.doesNotThrow(() => requirePayloadSize('x'.repeat(131_070)));
    assert.throws(() => requirePayloadSize('x'.repeat(131_071)), /128 KiB/);
  });

  it('waits 30 seconds for its answer, or as long as it is told within 5 and 300', () => {
    assert.deepEqual([undefined, 1, 5, 77, 300, 900].map(methodSeconds), [30, 5, 5, 77, 300, 300]);
  });
});
