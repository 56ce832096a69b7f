import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { signingKeys } from '../../../bot/gate/signing-keys.ts';
import { type TokenGateDeps, tokenGate } from '../../../bot/gate/token-gate.ts';
import { aTokenIssuer, type ServedIssuer, type TokenIssuer } from '../../fixtures/bot-tokens.ts';

const appId = 'bot-1';
const serviceUrl = 'https://smba.example/emea/';
const activity = { type: 'message', channelId: 'msteams', serviceUrl, text: 'hi' };
const issuedAt = Math.floor(Date.parse('2026-03-02T09:00:00Z') / 1000);
const life = { nbf: issuedAt, exp: issuedAt + 3600 };
const header = { alg: 'RS256', typ: 'JWT', kid: 'key-1' };

describe('tokenGate', () => {
  let issuer: TokenIssuer;
  let stranger: TokenIssuer;
  let served: ServedIssuer;
  let nowSeconds = issuedAt;
  const now = () => new Date(nowSeconds * 1000);
  const aGate = (deps: Partial<TokenGateDeps> = {}) =>
    tokenGate({ appId, now, keys: signingKeys({ metadataUrl: served.metadataUrl, fetch, now }), ...deps });
  const goodToken = (claims: object = {}, more: object = {}) =>
    issuer.token({ serviceUrl, ...life, ...claims }, more);
  const verdict = async (token: string, body: unknown = activity) => {
    const outcome = await aGate().check({ authorization: `Bearer ${token}`, activity: body });
    return outcome.ok ? 'ok' : outcome.reason;
  };

  before(async () => {
    issuer = await aTokenIssuer({ appId, endorsements: ['msteams', 'webchat'] });
    stranger = await aTokenIssuer({ appId });
  });
  beforeEach(async () => {
    nowSeconds = issuedAt;
    served = await issuer.serve();
  });
  afterEach(() => served.close());

  it('lets a good token in and hands its claims out', async () => {
    const outcome = await aGate().check({ authorization: `Bearer ${goodToken()}`, activity });
    assert.deepEqual(outcome, {
      ok: true,
      claims: { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl, ...life },
    });
  });

  it('refuses to be built without an app id', () => {
    assert.throws(() => aGate({ appId: '' }), /app id is required/);
  });

  it('takes any issuer of its list and no other', async () => {
    const gate = aGate({ issuer: ['https://api.botframework.com', 'https://api.botframework.us'] });
    const check = (iss: string) => gate.check({ authorization: `Bearer ${goodToken({ iss })}`, activity });
    assert.equal((await check('https://api.botframework.us')).ok, true);
    assert.equal((await check('https://api.botframework.com')).ok, true);
    assert.deepEqual(await check('https://api.botframework.cn'), { ok: false, reason: 'issuer_not_allowed' });
  });

  it('tells the log why, and never the token', async () => {
    const told: unknown[] = [];
    const gate = aGate({ log: { warn: (...line) => told.push(line) } });
    await gate.check({ authorization: 'Bearer a.b.c', activity });
    await gate.check({ authorization: `Bearer ${goodToken()}`, activity });
    assert.deepEqual(told, [[{ reason: 'token_malformed' }, 'bot token refused']]);
  });

  describe('the algorithm', () => {
    for (const alg of ['RS256', 'RS384', 'RS512']) {
      it(`may be ${alg}`, async () => assert.equal(await verdict(goodToken({}, { alg })), 'ok'));
    }

    it('is nothing else, whatever key or secret was used', async () => {
      const payload = JSON.stringify({
        iss: 'https://api.botframework.com',
        aud: appId,
        serviceurl: serviceUrl,
        ...life,
      });
      const pem = createPublicKey({ key: issuer.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
      const hmac = (text: Buffer) => createHmac('sha256', pem).update(text).digest();
      const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
      const ecdsa = (text: Buffer) => sign('sha256', text, { key: curve, dsaEncoding: 'ieee-p1363' });
      const pss = (text: Buffer) =>
        sign('sha256', text, { key: issuer.privateKey, padding: 6, saltLength: 32 });
      const forged = [
        ...[
          'none',
          'None',
          'NONE',
          '',
          'rs256',
          'RS256 ',
          'RS1',
          'RSA',
          '__proto__',
          'constructor',
          null,
          7,
          ['RS256'],
        ].map((alg) => issuer.sign({ ...header, alg }, payload, hmac)),
        issuer.sign({ typ: 'JWT', kid: 'key-1' }, payload, hmac),
        ...['HS256', 'HS384', 'HS512'].map((alg) => issuer.sign({ ...header, alg }, payload, hmac)),
        issuer.sign({ ...header, alg: 'ES256' }, payload, ecdsa),
        issuer.sign({ ...header, alg: 'PS256' }, payload, pss),
      ];
      for (const token of forged) assert.equal(await verdict(token), 'algorithm_not_allowed', token);
      assert.equal(await verdict(issuer.sign(header, payload, pss)), 'signature_invalid');
      assert.equal(await verdict(issuer.sign(header, payload, hmac)), 'signature_invalid');
    });
  });

  describe('the key', () => {
    it('must have signed these very bytes', async () => {
      const [head, body, signature] = goodToken().split('.') as [string, string, string];
      const [, otherBody] = goodToken({ oid: 'someone' }).split('.');
      assert.equal(await verdict(`${head}.${otherBody}.${signature}`), 'signature_invalid');
      assert.equal(await verdict(`${head}.${body}.${'A'.repeat(342)}`), 'signature_invalid');
      assert.equal(await verdict(`${head}.${body}.AA`), 'signature_invalid');
      assert.equal(await verdict(stranger.token({ serviceUrl, ...life })), 'signature_invalid');
    });

    it('comes from our own metadata, never from jku, x5u, jwk or x5c', async () => {
      const theirs = await stranger.serve();
      const url = `${theirs.url}/keys`;
      const pointers = { jku: url, x5u: url, jwk: stranger.jwk, x5c: ['MIIB'] };
      assert.equal(await verdict(stranger.token({ serviceUrl, ...life }, pointers)), 'signature_invalid');
      const unknown = stranger.token({ serviceUrl, ...life }, { ...pointers, kid: 'theirs' });
      assert.equal(await verdict(unknown), 'key_unknown');
      assert.equal(await verdict(goodToken({}, pointers)), 'ok');
      assert.deepEqual(theirs.requests, []);
      await theirs.close();
    });

    it('is named by a text and known', async () => {
      for (const kid of [undefined, null, '', 7, {}, ['key-1'], true, 'k'.repeat(300)]) {
        assert.equal(await verdict(goodToken({}, { kid })), 'key_id_missing', String(kid));
      }
      for (const kid of ['key-2', 'KEY-1', ' key-1', "x' UNION SELECT '1", '../../etc/passwd', '__proto__']) {
        assert.equal(await verdict(goodToken({}, { kid })), 'key_unknown', kid);
      }
    });

    it('is RSA of 2048 bits or more', async () => {
      const small = await aTokenIssuer({ appId, kid: 'small', modulusLength: 1024 });
      served.keys.push(small.jwk);
      assert.equal(await verdict(small.token({ serviceUrl, ...life })), 'key_unknown');
    });

    it('is endorsed for the channel of the activity', async () => {
      assert.equal(await verdict(goodToken(), { ...activity, channelId: 'webchat' }), 'ok');
      for (const channelId of ['sms', 'MSTEAMS', 'msteams ', ' ', 'AseChannel', 'emulator', '__proto__']) {
        assert.equal(
          await verdict(goodToken(), { ...activity, channelId }),
          'channel_not_endorsed',
          channelId,
        );
      }
      served.keys = [{ ...issuer.jwk, endorsements: undefined }];
      assert.equal(await verdict(goodToken()), 'channel_not_endorsed');
    });

    it('cannot be asked for while the issuer is down', async () => {
      served.isDown = true;
      assert.equal(await verdict(goodToken()), 'keys_unavailable');
    });

    it('is not even looked up for a token that is wrong anyway', async () => {
      const hopeless = [goodToken({ aud: 'x' }), goodToken({ exp: 1 }), goodToken({}, { crit: ['exp'] })];
      for (const token of hopeless) await verdict(token);
      await verdict(goodToken(), { ...activity, serviceUrl: 'https://evil.example/' });
      assert.deepEqual(served.requests, []);
    });
  });

  describe('the activity', () => {
    it('names its channel', async () => {
      for (const channelId of ['', null, undefined, 7, ['msteams'], { msteams: 1 }, true]) {
        assert.equal(
          await verdict(goodToken(), { ...activity, channelId }),
          'channel_missing',
          String(channelId),
        );
      }
    });

    it('may be anything at all without breaking the gate', async () => {
      for (const body of [null, undefined, '', 'text', 7, [], [activity], true, {}]) {
        const outcome = await aGate().check({ authorization: `Bearer ${goodToken()}`, activity: body });
        assert.deepEqual(outcome, { ok: false, reason: 'channel_missing' });
      }
    });
  });

  describe('a token seen before', () => {
    it('is judged again by time, channel and service URL', async () => {
      const gate = aGate();
      const authorization = `Bearer ${goodToken()}`;
      const check = async (body: object) => {
        const outcome = await gate.check({ authorization, activity: body });
        return outcome.ok ? 'ok' : outcome.reason;
      };
      assert.equal(await check(activity), 'ok');
      assert.equal(await check({ ...activity, serviceUrl: 'https://evil.example/' }), 'service_url_mismatch');
      assert.equal(await check({ ...activity, channelId: 'sms' }), 'channel_not_endorsed');
      assert.equal(await check(activity), 'ok');
      nowSeconds = life.exp + 300;
      assert.equal(await check(activity), 'expired');
    });

    it('is refused once its key was withdrawn or replaced', async () => {
      const first = await signingKeys({ metadataUrl: served.metadataUrl, fetch, now }).find('key-1');
      const second = { ...first!, key: createPublicKey({ key: stranger.jwk, format: 'jwk' }) };
      let key: typeof first = first;
      const gate = aGate({ keys: { find: async () => key } });
      const request = { authorization: `Bearer ${goodToken()}`, activity };
      assert.equal((await gate.check(request)).ok, true);
      key = second;
      assert.deepEqual(await gate.check(request), { ok: false, reason: 'signature_invalid' });
      key = undefined;
      assert.deepEqual(await gate.check(request), { ok: false, reason: 'key_unknown' });
      key = first;
      assert.equal((await gate.check(request)).ok, true);
    });

    it('is forgotten when many newer ones came, and still good', async () => {
      const gate = aGate();
      const first = { authorization: `Bearer ${goodToken({ jti: 'first' })}`, activity };
      assert.equal((await gate.check(first)).ok, true);
      for (let count = 0; count < 501; count++) {
        await gate.check({ authorization: `Bearer ${goodToken({ jti: count })}`, activity });
      }
      assert.equal((await gate.check(first)).ok, true);
    });
  });

  it('refuses every token that differs from a good one by one character, seen before or not', async () => {
    const gate = aGate();
    const token = goodToken();
    await gate.check({ authorization: `Bearer ${token}`, activity });
    const printable = fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code));
    const place = fc.integer({ min: 0, max: token.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, printable, async (at, character) => {
        fc.pre(token[at] !== character);
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        const outcome = await gate.check({ authorization: `Bearer ${changed}`, activity });
        assert.equal(outcome.ok, false);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('answers any junk with a refusal', async () => {
    const gate = aGate();
    const text = fc.oneof(fc.string(), fc.base64String(), fc.json());
    const token = fc
      .tuple(text, text, text)
      .map((parts) => parts.map((p) => Buffer.from(p).toString('base64url')));
    const authorization = fc.oneof(
      fc.anything(),
      text,
      token.map((parts) => `Bearer ${parts.join('.')}`),
    );
    await fc.assert(
      fc.asyncProperty(authorization, fc.anything(), async (header, body) => {
        assert.equal((await gate.check({ authorization: header, activity: body })).ok, false);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
