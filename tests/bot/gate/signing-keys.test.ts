import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { signingKeys } from '../../../bot/gate/signing-keys.ts';
import { aTokenIssuer, type ServedIssuer, type TokenIssuer } from '../../fixtures/bot-tokens.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('signingKeys', () => {
  let issuer: TokenIssuer;
  let served: ServedIssuer;
  let nowMs = start;
  const someKeys = (deps: { metadataUrl?: string; fetch?: typeof fetch } = {}) =>
    signingKeys({ metadataUrl: served.metadataUrl, fetch, now: () => new Date(nowMs), ...deps });
  const keyLoads = () => served.requests.filter((request) => request === 'GET /keys').length;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** Waits for a background load: its requests first, then the moment its answer takes to be read. */
  const requestsReach = async (count: number) => {
    for (let turn = 0; turn < 200 && served.requests.length < count; turn++) await pause(5);
    await pause(30);
  };

  before(async () => {
    issuer = await aTokenIssuer({ appId: 'bot-1', endorsements: ['msteams', 'webchat'] });
  });
  beforeEach(async () => {
    nowMs = start;
    served = await issuer.serve();
  });
  afterEach(() => served.close());

  it('finds a key with its endorsements and size', async () => {
    const found = await someKeys().find('key-1');
    assert.deepEqual(found?.endorsements, ['msteams', 'webchat']);
    assert.equal(found?.modulusBits, 2048);
    assert.equal(found?.key.export({ format: 'jwk' }).n, issuer.jwk.n);
  });

  it('loads once for lookups of the same moment and none for later ones', async () => {
    const keys = someKeys();
    await Promise.all([keys.find('key-1'), keys.find('key-1'), keys.find('key-1')]);
    await keys.find('key-1');
    assert.deepEqual(served.requests, ['GET /.well-known/openidconfiguration', 'GET /keys']);
  });

  it('refreshes behind the caller after a day and lets a withdrawn key go', async () => {
    const keys = someKeys();
    const before = await keys.find('key-1');
    served.keys = [{ ...issuer.jwk, kid: 'key-2' }];
    nowMs = start + 24 * hourMs;
    assert.equal(await keys.find('key-1'), before);
    await requestsReach(4);
    assert.equal(await keys.find('key-1'), undefined);
    assert.ok(await keys.find('key-2'));
  });

  it('keeps the old keys while a refresh fails and tries again minutes later', async () => {
    const keys = someKeys();
    const before = await keys.find('key-1');
    served.isDown = true;
    nowMs = start + 24 * hourMs;
    await keys.find('key-1');
    await requestsReach(3);
    assert.equal(await keys.find('key-1'), before);
    assert.equal(served.requests.length, 3);
    nowMs += 6 * minuteMs;
    await keys.find('key-1');
    await requestsReach(4);
    assert.equal(served.requests.length, 4);
  });

  it('keeps the old keys when the issuer publishes none', async () => {
    const keys = someKeys();
    const before = await keys.find('key-1');
    served.keys = [];
    await keys.find('key-9');
    assert.equal(await keys.find('key-1'), before);
  });

  it('looks for an unknown key id at most once an hour', async () => {
    const keys = someKeys();
    await keys.find('key-1');
    for (let turn = 0; turn < 5; turn++) assert.equal(await keys.find('key-9'), undefined);
    assert.equal(keyLoads(), 2);
    nowMs = start + hourMs;
    served.keys = [issuer.jwk, { ...issuer.jwk, kid: 'key-9' }];
    assert.ok(await keys.find('key-9'));
    assert.equal(keyLoads(), 3);
  });

  it('finds a rotated key at its first use, for all who ask at once', async () => {
    const keys = someKeys();
    await keys.find('key-1');
    served.keys = [{ ...issuer.jwk, kid: 'key-2' }];
    const found = await Promise.all([keys.find('key-2'), keys.find('key-2'), keys.find('key-2')]);
    assert.ok(found.every((key) => key !== undefined));
    assert.equal(keyLoads(), 2);
  });

  it('bounds the fetches that a flood of invented key ids can cause', async () => {
    const keys = someKeys();
    await keys.find('key-1');
    for (let turn = 0; turn < 100; turn++) await keys.find(`invented-${turn}`);
    assert.equal(keyLoads(), 21);
    nowMs = start + 6 * minuteMs;
    for (let turn = 0; turn < 100; turn++) await keys.find(`invented-again-${turn}`);
    assert.equal(keyLoads(), 23);
  });

  it('asks nobody about a key id that no issuer would use', async () => {
    const keys = someKeys();
    await keys.find('key-1');
    for (const kid of ['', "x' UNION SELECT '1", 'a\nb', '\u0000', 'k'.repeat(257), '<script>']) {
      assert.equal(await keys.find(kid), undefined);
    }
    assert.equal(keyLoads(), 1);
  });

  it('hands out RSA signing keys of 2048 bits and more only, without asking again', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const padded = Buffer.concat([Buffer.alloc(128), Buffer.from(small.n!, 'base64url')]).toString(
      'base64url',
    );
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const odd = [
      { ...small, kid: 'small' },
      { ...small, n: padded, kid: 'padded' },
      { ...curve, kid: 'curve' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'secret' },
      { ...issuer.jwk, use: 'enc', kid: 'encryption' },
      { kty: 'RSA', n: '!', e: 7, kid: 'broken' },
    ];
    served.keys = [null, 'nonsense', { kty: 'RSA' }, ...odd, issuer.jwk] as ServedIssuer['keys'];
    const keys = someKeys();
    assert.ok(await keys.find('key-1'));
    for (const { kid } of odd) assert.equal(await keys.find(kid), undefined, kid);
    assert.equal(keyLoads(), 1);
  });

  it('treats a key without endorsements as endorsed for nothing', async () => {
    served.keys = [
      { ...issuer.jwk, endorsements: undefined },
      { ...issuer.jwk, kid: 'word', endorsements: 'msteams' },
    ];
    const keys = someKeys();
    assert.deepEqual((await keys.find('key-1'))?.endorsements, []);
    assert.deepEqual((await keys.find('word'))?.endorsements, []);
  });

  it('says so when no keys could be loaded, holds back for a moment and then recovers', async () => {
    const keys = someKeys();
    served.isDown = true;
    await assert.rejects(keys.find('key-1'), /answered 503/);
    await assert.rejects(keys.find('key-1'), /answered 503/);
    assert.equal(served.requests.length, 1);
    served.isDown = false;
    nowMs = start + 5_000;
    assert.ok(await keys.find('key-1'));
  });

  it('refuses metadata that leads to plain http from https, to another scheme or nowhere', async () => {
    for (const jwks_uri of ['http://keys.example/keys', 'file:///etc/passwd', 'keys', 7, undefined]) {
      const leading = (async () => Response.json({ jwks_uri })) as typeof fetch;
      const keys = someKeys({ metadataUrl: 'https://login.example/openid', fetch: leading });
      await assert.rejects(keys.find('key-1'), /no usable jwks_uri/);
    }
  });

  it('refuses an endless answer and follows no redirect', async () => {
    const endless = (async () =>
      new Response(
        new ReadableStream({ pull: (flow) => flow.enqueue(new Uint8Array(65_536)) }),
      )) as typeof fetch;
    await assert.rejects(someKeys({ fetch: endless }).find('key-1'), /more than 1048576 bytes/);
    let asked: RequestInit | undefined;
    const recording: typeof fetch = async (url, init) => {
      asked = init;
      return fetch(url, init);
    };
    await someKeys({ fetch: recording }).find('key-1');
    assert.equal(asked?.redirect, 'error');
    assert.ok(asked?.signal instanceof AbortSignal);
  });
});
