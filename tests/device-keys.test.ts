import assert from 'node:assert/strict';
import { deviceKeys } from '../device-keys.ts';

const keys = deviceKeys('a secret');
const pump = (id: string, unitId = 'main') => ({ id, unitId });

describe('the keys of devices', () => {
  it('are random, and open only for the device and under the secret they were sealed with', () => {
    const key = keys.make();
    assert.equal(Buffer.from(key, 'base64').length, 32);
    assert.notEqual(keys.make(), key);
    const sealed = keys.seal('pump-7', key);
    assert.notEqual(keys.seal('pump-7', key), sealed);
    assert.ok(!sealed.includes(key));
    assert.equal(keys.open('pump-7', sealed), key);
    assert.throws(() => keys.open('pump-8', sealed));
    assert.throws(
      () => deviceKeys('another secret').open('pump-7', sealed),
      /pump-7 does not open.*rotate it/,
    );
    const bent = Buffer.from(sealed.slice(2), 'base64');
    bent[20] = (bent[20] ?? 0) ^ 1;
    assert.throws(() => keys.open('pump-7', `1.${bent.toString('base64')}`));
  });

  it('that are printed are the same each time, and so is their proof', () => {
    const [one, other] = [pump('pump-7'), pump('pump-8')];
    assert.equal(keys.derive(one), deviceKeys('a secret').derive(one));
    assert.notEqual(keys.derive(one), keys.derive(other));
    assert.match(keys.proofOf(one), /^[A-Z2-7]{16}$/);
    assert.equal(keys.isProof(one, keys.proofOf(one)), true);
    assert.equal(keys.isProof(other, keys.proofOf(one)), false);
    assert.equal(keys.isProof(one, ''), false);
  });

  it('that are printed by one unit say nothing to another, also for the same id', () => {
    const [ours, theirs] = [pump('pump-7'), pump('pump-7', 'north')];
    assert.notEqual(keys.derive(theirs), keys.derive(ours));
    assert.equal(keys.isProof(ours, keys.proofOf(theirs)), false);
  });
});
