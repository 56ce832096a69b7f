import assert from 'node:assert/strict';
import { admission } from '../../../bot/gate/admission.ts';
import { aTokenIssuer } from '../../fixtures/bot-tokens.ts';

const log = { warn: () => {} };
const activity = { type: 'message', channelId: 'msteams', serviceUrl: 'https://smba.example.net/' };

describe('admission to the bot', () => {
  it('without an app id takes callers on this machine in demo mode, and nobody behind a proxy', async () => {
    const admit = admission({
      mode: 'demo',
      appId: undefined,
      metadataUrl: undefined,
      issuer: undefined,
      log,
    });
    const knock = (remoteAddress: string, forwarded = false) =>
      admit({ authorization: [], activity, remoteAddress, forwarded });
    assert.deepEqual(await knock('127.0.0.1'), { ok: true });
    assert.deepEqual(await knock('::1'), { ok: true });
    assert.equal((await knock('192.0.2.7')).ok, false);
    assert.equal((await knock('127.0.0.1', true)).ok, false);
  });

  it('with an app id takes only a good token, once', async () => {
    const issuer = await aTokenIssuer({ appId: 'app-1' });
    const served = await issuer.serve();
    const admit = admission({
      mode: 'demo',
      appId: 'app-1',
      metadataUrl: served.metadataUrl,
      issuer: undefined,
      log,
    });
    const bearer = `Bearer ${await issuer.token({ serviceUrl: activity.serviceUrl })}`;
    const knock = (...authorization: string[]) =>
      admit({ authorization, activity, remoteAddress: '127.0.0.1', forwarded: false });
    assert.deepEqual(await knock(bearer), { ok: true });
    assert.equal((await knock()).ok, false);
    assert.equal((await knock(bearer, bearer)).ok, false);
    await served.close();
  });

  it('answers 503 while the signing keys cannot be had, so that the message is sent again', async () => {
    const issuer = await aTokenIssuer({ appId: 'app-1' });
    const admit = admission({
      mode: 'production',
      appId: 'app-1',
      metadataUrl: 'http://127.0.0.1:1/',
      issuer: undefined,
      log,
    });
    const bearer = `Bearer ${await issuer.token({ serviceUrl: activity.serviceUrl })}`;
    const verdict = await admit({
      authorization: [bearer],
      activity,
      remoteAddress: '192.0.2.7',
      forwarded: false,
    });
    assert.equal(verdict.ok === false && verdict.status, 503);
  });
});
