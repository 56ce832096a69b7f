import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { restSeal } from '../../db/rest-seal.ts';

describe('files at rest', () => {
  const [old, young] = [randomBytes(32), randomBytes(32)];
  const text = Buffer.from('a customer’s photo '.repeat(20));

  it('cannot be read without their key, and open with it', () => {
    const sealed = restSeal([young]).seal(text, 'file-1');
    assert.doesNotMatch(Buffer.from(sealed).toString('latin1'), /customer/);
    assert.deepEqual(Buffer.from(restSeal([young]).open(sealed, 'file-1')), text);
    assert.deepEqual(
      Buffer.from(restSeal([randomBytes(32), young]).open(sealed, 'file-1')),
      text,
      'with an older key',
    );
    assert.throws(() => restSeal([old]).open(sealed, 'file-1'), /DATA_ENCRYPTION_KEY/);
    assert.notDeepEqual(
      restSeal([young]).seal(text, 'file-1'),
      sealed,
      'the same file is sealed anew each time',
    );
  });

  it('cannot be changed or put in the place of others', () => {
    const seal = restSeal([young]);
    const sealed = Buffer.from(seal.seal(text, 'file-1'));
    assert.throws(() => seal.open(sealed, 'file-2'));
    for (const at of [10, 30, 40, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.throws(() => seal.open(changed, 'file-1'), `byte ${at}`);
    }
    assert.throws(() => seal.open(sealed.subarray(0, sealed.length - 1), 'file-1'));
  });

  it('stay as they are without a key, and what was kept so stays readable', () => {
    assert.deepEqual(restSeal([]).seal(text, 'file-1'), text);
    assert.deepEqual(restSeal([young]).open(text, 'file-1'), text);
    const empty = restSeal([young]).seal(Buffer.alloc(0), 'file-1');
    assert.equal(restSeal([young]).open(empty, 'file-1').byteLength, 0);
  });
});
