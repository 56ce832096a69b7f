import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../domain/iot/hub/json.ts';
import { requirePatch, requireSize, sizeBytes } from '../../../../domain/iot/hub/twin-limits.ts';
import type { Refused } from '../../../../domain/refusals.ts';

const nested = (depth: number): JsonObject => (depth === 1 ? { leaf: true } : { deeper: nested(depth - 1) });
const refusal = (run: () => void): string => {
  let said = 'taken';
  try {
    run();
  } catch (error) {
    said = (error as Refused).message;
  }
  return said;
};
const asked = (patch: unknown): string => refusal(() => requirePatch(patch as JsonObject, 'reported'));

describe('the limits of a twin', () => {
  it('are counted as IoT Hub counts: texts by bytes, numbers 8, yes or no 4, nothing for what is deleted', () => {
    assert.equal(sizeBytes({ a: 'xyz', bb: 1.5, c: true, d: ['€', 2], e: null, f: { g: 'a\u0001b' } }), 36);
  });

  it('let 32 KB into what is desired or reported, and 8 KB into the tags', () => {
    const fill = (bytes: number): JsonObject => ({ k: ['x'.repeat(4_096)], rest: 'x'.repeat(bytes - 4_101) });
    const large = (bytes: number): JsonObject => ({
      k: Array.from({ length: (bytes - 1) / 8 }, () => 1),
      z: '',
    });
    for (const section of ['desired', 'reported'] as const) {
      assert.equal(
        refusal(() => requireSize(large(32_761), section)),
        'taken',
      );
      assert.match(
        refusal(() => requireSize(large(32_777), section)),
        /would take 32778 bytes; 32768 are allowed/,
      );
    }
    assert.equal(
      refusal(() => requireSize(fill(8_192), 'tags')),
      'taken',
    );
    assert.match(
      refusal(() => requireSize(fill(8_193), 'tags')),
      /The tags part would take 8193 bytes; 8192/,
    );
  });

  it('name the place of a key, a text, a number or a depth that no twin may hold', () => {
    assert.equal(asked({ fan: { speed: 3, modes: ['a', 1] } }), 'taken');
    assert.match(asked({ 'fan speed': 1 }), /^reported: the key "fan speed"/);
    assert.match(asked({ fan: { $version: 1 } }), /^reported\.fan: the key "\$version"/);
    assert.match(asked({ 'a.b': 1 }), /has a character that no key may have/);
    assert.match(asked({ '': 1 }), /has a character/);
    assert.match(asked({ ['k'.repeat(1_025)]: 1 }), /a key may have 1024 bytes/);
    assert.match(
      asked({ fan: { note: '€'.repeat(1_366) } }),
      /^reported\.fan\.note: a text may have 4096 bytes/,
    );
    assert.match(asked({ a: 4_503_599_627_370_496 }), /^reported\.a: a whole number must be from/);
    assert.match(asked({ a: Number.POSITIVE_INFINITY }), /^reported\.a: not a number/);
  });

  it('take ten levels and no eleventh', () => {
    assert.equal(asked(nested(10)), 'taken');
    assert.match(asked(nested(11)), /nested more than 10 deep/);
  });
});
