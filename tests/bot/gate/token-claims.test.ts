import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { tokenGate } from '../../../bot/gate/token-gate.ts';
import { aTokenIssuer, type TokenIssuer } from '../../fixtures/bot-tokens.ts';

const appId = 'bot-1';
const serviceUrl = 'https://smba.example/emea/';
const activity = { type: 'message', channelId: 'msteams', serviceUrl, text: 'hi' };
const issuedAt = Math.floor(Date.parse('2026-03-02T09:00:00Z') / 1000);
const life = { nbf: issuedAt, exp: issuedAt + 3600 };
const header = { alg: 'RS256', typ: 'JWT', kid: 'key-1' };

describe('token claims, as the gate reads them', () => {
  let issuer: TokenIssuer;
  let nowSeconds = issuedAt;
  const goodToken = (claims: object = {}, more: object = {}) =>
    issuer.token({ serviceUrl, ...life, ...claims }, more);
  const headerVerdict = async (authorization: unknown, body: unknown = activity) => {
    const key = createPublicKey({ key: issuer.jwk, format: 'jwk' });
    const keys = { find: async () => ({ key, endorsements: ['msteams'], modulusBits: 2048 }) };
    const gate = tokenGate({ appId, keys, now: () => new Date(nowSeconds * 1000) });
    const outcome = await gate.check({ authorization, activity: body });
    return outcome.ok ? 'ok' : outcome.reason;
  };
  const verdict = (token: string, body: unknown = activity) => headerVerdict(`Bearer ${token}`, body);

  before(async () => {
    issuer = await aTokenIssuer({ appId });
  });
  beforeEach(() => {
    nowSeconds = issuedAt;
  });

  describe('the header', () => {
    it('must be there once, with the scheme Bearer, one space and one token', async () => {
      const token = goodToken();
      assert.equal(await headerVerdict(`Bearer ${token}`), 'ok');
      assert.equal(await headerVerdict([`Bearer ${token}`]), 'ok');
      for (const absent of [undefined, '', []])
        assert.equal(await headerVerdict(absent), 'authorization_missing');
      const malformed = [
        ...[token, 'Bearer', 'Bearer ', `bearer ${token}`, `BEARER ${token}`, `Basic ${token}`],
        ...[`Bearer  ${token}`, `Bearer ${token} `, ` Bearer ${token}`, `Bearer ${token} ${token}`],
        ...[`Bearer\t${token}`, `Bearer Bearer ${token}`, [`Bearer ${token}`, `Bearer ${token}`]],
        ...[null, 7, {}, [null], [[`Bearer ${token}`]]],
      ];
      for (const odd of malformed)
        assert.equal(await headerVerdict(odd), 'authorization_malformed', String(odd));
    });
  });

  describe('the form', () => {
    it('is three canonical base64url parts and nothing else', async () => {
      const token = goodToken();
      const [head, body, signature] = token.split('.') as [string, string, string];
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const strayBits = signature.slice(0, -1) + alphabet[alphabet.indexOf(signature.at(-1)!) + 1];
      assert.deepEqual(Buffer.from(strayBits, 'base64url'), Buffer.from(signature, 'base64url'));
      const odd = [
        ...[`${token}=`, `${token}==`, `${token}\n`, `${token}.`, `${token}.x`, `.${token}`, `${token}%20`],
        ...[
          `${head}.${body}`,
          `${head}.${body}.`,
          `${head}..${signature}`,
          `.${body}.${signature}`,
          'x',
          '..',
        ],
        ...[
          `${head}.${body}.${strayBits}`,
          `${head}.${body}.${signature}é`,
          `${head}.${body}.${'+/'.repeat(171)}`,
        ],
        ...[`${head}.${body}.${signature.slice(0, -1)}`, 'a'.repeat(10_000), `${'a.'.repeat(9000)}`],
      ];
      for (const text of odd) assert.equal(await verdict(text), 'token_malformed', text);
    });

    it('carries JSON objects in UTF-8', async () => {
      for (const payload of ['', 'null', '[]', '7', '"x"', '{', '\ufeff{}', `{"exp":1}x`]) {
        assert.equal(await verdict(issuer.sign(header, payload)), 'token_malformed', payload);
      }
      for (const odd of [[], null, 'x']) {
        assert.equal(await verdict(issuer.sign(odd, '{}')), 'token_malformed');
      }
      const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url');
      const [head, , signature] = goodToken().split('.');
      assert.equal(await verdict(`${head}.${bytes}.${signature}`), 'token_malformed');
    });

    it('may repeat a claim: the last one counts, as for the SDK behind', async () => {
      const claims = (text: string) =>
        `{"iss":"https://api.botframework.com","serviceurl":"${serviceUrl}",${text}}`;
      const good = `"aud":"${appId}","exp":${life.exp}`;
      assert.equal(await verdict(issuer.sign(header, claims(`"aud":"x","exp":1,${good}`))), 'ok');
      assert.equal(await verdict(issuer.sign(header, claims(`${good},"aud":"x"`))), 'audience_mismatch');
      assert.equal(await verdict(issuer.sign(header, claims(`${good},"exp":1`))), 'expired');
    });
  });

  describe('the header parameters', () => {
    it('may not name anything critical', async () => {
      for (const crit of [['exp'], ['b64'], ['x-new'], [], null, 'exp', false]) {
        assert.equal(await verdict(goodToken({}, { crit })), 'critical_header', JSON.stringify(crit));
      }
    });

    it('may be strange otherwise', async () => {
      assert.equal(await verdict(goodToken({}, { typ: undefined, x5t: 'key-1', 'x-new': 1 })), 'ok');
    });
  });

  describe('the claims', () => {
    it('name the issuer exactly', async () => {
      const wrong = [
        ...[
          'https://api.botframework.com/',
          'http://api.botframework.com',
          'HTTPS://API.BOTFRAMEWORK.COM',
          '',
        ],
        ...['https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', 'https://evil.example', null, 7],
        ...[undefined, ['https://api.botframework.com'], {}],
      ];
      for (const iss of wrong)
        assert.equal(await verdict(goodToken({ iss })), 'issuer_not_allowed', String(iss));
    });

    it('name the bot exactly', async () => {
      for (const aud of [
        undefined,
        null,
        '',
        'BOT-1',
        'bot-1 ',
        'bot-2',
        [appId],
        [appId, 'x'],
        { 0: appId },
        1,
      ]) {
        assert.equal(await verdict(goodToken({ aud })), 'audience_mismatch', String(aud));
      }
    });

    it('end at a finite time', async () => {
      for (const exp of [undefined, null, '', String(life.exp), true, [life.exp], {}]) {
        assert.equal(await verdict(goodToken({ exp })), 'expiry_missing', String(exp));
      }
      const endless = JSON.stringify({
        iss: 'https://api.botframework.com',
        aud: appId,
        serviceurl: serviceUrl,
      });
      for (const exp of ['1e400', '-1e400']) {
        const payload = endless.replace('{', `{"exp":${exp},`);
        assert.equal(await verdict(issuer.sign(header, payload)), 'expiry_missing', exp);
      }
    });

    it('are good until 5 minutes after the end, not longer', async () => {
      const token = goodToken();
      nowSeconds = life.exp + 299;
      assert.equal(await verdict(token), 'ok');
      nowSeconds = life.exp + 300;
      assert.equal(await verdict(token), 'expired');
      nowSeconds = issuedAt;
      for (const exp of [0, -1, issuedAt - 301]) assert.equal(await verdict(goodToken({ exp })), 'expired');
    });

    it('are good from 5 minutes before the beginning, not earlier', async () => {
      const token = goodToken();
      nowSeconds = life.nbf - 300;
      assert.equal(await verdict(token), 'ok');
      nowSeconds = life.nbf - 301;
      assert.equal(await verdict(token), 'not_yet_valid');
    });

    it('may leave the beginning out but not make it odd', async () => {
      assert.equal(await verdict(goodToken({ nbf: undefined })), 'ok');
      for (const nbf of [null, '', '0', true, []]) {
        assert.equal(await verdict(goodToken({ nbf })), 'not_before_malformed', String(nbf));
      }
    });

    it('name the service URL of the activity exactly', async () => {
      const other = [
        'https://smba.example/emea',
        'https://SMBA.example/emea/',
        'https://evil.example/',
        null,
        '',
        7,
      ];
      for (const claim of [...other, undefined, [serviceUrl]]) {
        assert.equal(await verdict(goodToken({ serviceurl: claim })), 'service_url_mismatch', String(claim));
      }
      for (const url of [...other, undefined, [serviceUrl], { toString: () => serviceUrl }]) {
        assert.equal(await verdict(goodToken(), { ...activity, serviceUrl: url }), 'service_url_mismatch');
      }
      const misspelt = goodToken({ serviceurl: undefined, serviceUrl });
      assert.equal(await verdict(misspelt), 'service_url_mismatch');
      const bothEmpty = await verdict(goodToken({ serviceurl: '' }), { ...activity, serviceUrl: '' });
      assert.equal(bothEmpty, 'service_url_mismatch');
    });
  });
});
