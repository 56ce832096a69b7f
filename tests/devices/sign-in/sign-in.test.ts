import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Attempts } from '../../../devices/sign-in/attempts.ts';
import { signInDesk } from '../../../devices/sign-in/desk.ts';
import { readSasToken } from '../../../devices/sign-in/sas-token.ts';
import { hostOf, signIn } from '../../../devices/sign-in/sign-in.ts';
import { sasOf } from '../../fixtures/iot/gateway-on-test.ts';

describe('signing in', () => {
  const keys = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const identity = { id: 'pump-1', unitId: 'u', isEnabled: true, keys, thumbprints: ['ab'.repeat(32)] };
  const registry = { find: async (id: string) => (id === 'pump-1' ? identity : null) };
  const ask = (changed: Partial<Parameters<typeof signIn>[0]>, wall = Date.now()) =>
    signIn(
      {
        device: 'pump-1',
        host: 'hub',
        token: sasOf(keys[0]!, { host: 'hub', device: 'pump-1' }),
        thumbprint: null,
        ...changed,
      },
      { registry, wall: () => wall },
    );

  it('ends with the token', async () => {
    const expiry = Math.floor(Date.now() / 1000) + 60;
    const token = sasOf(keys[1]!, { host: 'hub:8883', device: 'pump-1', expiry });
    assert.deepEqual(await ask({ token }), { ok: true, device: 'pump-1', expiresAt: expiry * 1000 });
    const late = await ask({ token }, expiry * 1000);
    assert.equal(late.ok === false && late.kind, 'not-authorized');
  });

  it('is for ever with a certificate', async () => {
    assert.deepEqual(await ask({ token: '', thumbprint: 'ab'.repeat(32) }), {
      ok: true,
      device: 'pump-1',
      expiresAt: Infinity,
    });
    const other = await ask({ token: '', thumbprint: 'cd'.repeat(32) });
    assert.equal(other.ok === false && other.kind, 'not-authorized');
  });

  it('fails for ids that no device has', async () => {
    for (const device of ['', 'a/b', 'a#', 'x'.repeat(129), 'ä']) {
      const answer = await ask({ device });
      assert.equal(answer.ok === false && answer.kind, 'identifier', device);
    }
  });

  it('reads tokens by the names of their parts', () => {
    const token = sasOf(keys[0]!, { host: 'hub', device: 'pump-1', expiry: 5 });
    assert.equal(readSasToken(token)?.expiry, '5');
    assert.equal(readSasToken(token)?.resource, 'hub%2Fdevices%2Fpump-1');
    assert.equal(readSasToken(token)?.policy, '');
    for (const broken of [
      '',
      'Bearer x',
      token.replace('sr=', 'sx='),
      token.replace('se=5', 'se=5e3'),
      token.replace('se=5', 'se=-5'),
      token.replace(/sig=./, 'sig=%zz'),
    ])
      assert.equal(readSasToken(broken), null, broken);
  });

  it('takes the host from the user name of this device', () => {
    assert.equal(hostOf('hub:8883/pump-1/?api-version=2021-04-12&model-id=dtmi', 'pump-1'), 'hub:8883');
    assert.equal(hostOf('hub/pump-1', 'pump-1'), 'hub');
    assert.equal(hostOf('hub/pump-1/api-version=2016-11-14', 'pump-1'), 'hub');
    for (const wrong of [
      undefined,
      '',
      'hub',
      '/pump-1',
      'hub/pump-2/',
      'hub/pump-1/module/',
      'hub/pump-1/m/?x',
    ])
      assert.equal(hostOf(wrong, 'pump-1'), null, wrong);
  });

  it('is refused more slowly after many failures from an address, until they are forgiven with time', async () => {
    let now = 0;
    const attempts = new Attempts(() => now);
    for (let nth = 0; nth < 10; nth++) await attempts.failed('10.0.0.1');
    assert.equal(attempts.delayOf('10.0.0.1'), 0);
    for (let nth = 0; nth < 4; nth++) void attempts.failed('10.0.0.1');
    assert.equal(attempts.delayOf('10.0.0.1'), 1000);
    assert.equal(attempts.delayOf('10.0.0.2'), 0);
    for (let nth = 0; nth < 60; nth++) void attempts.failed('10.0.0.1');
    assert.equal(attempts.delayOf('10.0.0.1'), 5000);
    assert.equal(attempts.isFull('10.0.0.1'), true);
    assert.equal(attempts.isFull('10.0.0.2'), false);
    now += 3_600_000;
    assert.equal(attempts.delayOf('10.0.0.1'), 0);
  });

  it('looks, while an address is full of guesses, only at devices that were there before', async () => {
    const desk = signInDesk({ registry, wall: Date.now });
    const good = {
      device: 'pump-1',
      host: 'hub',
      token: sasOf(keys[0]!, { host: 'hub', device: 'pump-1' }),
      thumbprint: null,
    };
    assert.equal((await desk.ask(good, '10.0.0.1')).ok, true);
    for (let nth = 0; nth < 70; nth++) void desk.ask({ ...good, device: `no-${nth}` }, '10.0.0.1');
    await new Promise((done) => setImmediate(done));
    assert.equal((await desk.ask(good, '10.0.0.1')).ok, true, 'known from there');
    const stranger = await desk.ask({ ...good, device: 'no-99' }, '10.0.0.1');
    assert.equal(stranger.ok === false && stranger.kind, 'unavailable');
    assert.equal((await desk.ask(good, '10.0.0.2')).ok, true);
    assert.equal(desk.counts.accepted, 3);
  });
});
