import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type ApiServer, anApiServer } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';

describe('demo sign-in', () => {
  let server: ApiServer;
  before(async () => {
    server = await anApiServer(twoUnits);
  });
  after(() => server.stop());

  const signIn = (persona: unknown, headers = {}) =>
    server.nobody('/api/demo/sign-in', { body: { persona }, headers });

  it('gives a token to an id, a directory id or a role', async () => {
    for (const [persona, id] of [
      ['ana', 'ana'],
      ['aad-tom', 'tom'],
      ['supervisor', 'sue'],
      ['customer', 'cu-1'],
      ['cu-2', 'cu-2'],
    ]) {
      const { body } = await signIn(persona);
      assert.equal(body.user.id, id, String(persona));
      const me = await server.nobody('/api/me', { headers: { Authorization: `bearer ${body.token}` } });
      assert.equal(me.body.id, id);
    }
    const { user } = (await signIn('ana')).body;
    assert.deepEqual(user, { id: 'ana', name: 'Ana', aadObjectId: 'aad-ana' });
  });

  it('knows nobody who is not there, and no anonymous visitor', async () => {
    for (const persona of ['nobody', 'cu-0', "' OR 1=1", ''])
      assert.ok((await signIn(persona)).status >= 400, persona);
  });

  it('lists everyone with role and directory id', async () => {
    const { value } = (await server.nobody('/api/demo/personas')).body;
    const ana = value.find(({ id }: { id: string }) => id === 'ana');
    assert.deepEqual(ana, {
      id: 'ana',
      name: 'Ana',
      role: 'agent',
      roles: ['agent'],
      aadObjectId: 'aad-ana',
    });
    assert.ok(
      value.some(({ id, role }: { id: string; role: string }) => id === 'cu-1' && role === 'customer'),
    );
    assert.ok(!value.some(({ id }: { id: string }) => id === 'cu-0'));
  });

  it('is refused through a proxy, and to a page that points its own name here', async () => {
    const proxied: Record<string, string>[] = [
      { 'X-Forwarded-For': '127.0.0.1' },
      { Forwarded: 'for=127.0.0.1' },
      { Via: '1.1 x' },
    ];
    for (const headers of proxied) {
      assert.equal((await signIn('ana', headers)).body.code, 'demo.loopback_only');
      assert.equal((await server.nobody('/api/demo/personas', { headers })).status, 403);
    }
  });

  it('is believed as long as its token was not touched', async () => {
    const token = await server.token('ana');
    const [head, claims, signature] = token.split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(claims!, 'base64url').toString()), sub: 'adam' }),
    );
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const bad of [
      `${head}.${forged.toString('base64url')}.${signature}`,
      `${none}.${claims}.`,
      `${token}x`,
      'x.y.z',
    ])
      assert.equal(
        (await server.nobody('/api/me', { headers: { Authorization: `Bearer ${bad}` } })).body.code,
        'sign_in.invalid',
      );
  });

  it('ends at once when the person is closed', async () => {
    const send = await server.as('kim');
    await server.database.commit({})(async (unit) => {
      unit.people.save({ ...(await unit.people.get('kim')), active: false });
    });
    assert.equal((await send('/api/me')).status, 401);
    assert.equal((await signIn('kim')).status, 404);
  });

  it('gives a token for streams that is good for nothing else', async () => {
    const ana = await server.as('ana');
    const { token } = (await ana('/api/sign-in/stream-token', { method: 'POST' })).body;
    assert.equal((await server.nobody(`/api/attachments/file-9?access_token=${token}`)).status, 404);
    assert.equal((await server.nobody(`/api/cases?access_token=${token}`)).status, 401);
    assert.equal(
      (await server.nobody('/api/me', { headers: { Authorization: `Bearer ${token}` } })).status,
      401,
    );
    const whole = await server.token('ana');
    assert.equal((await server.nobody(`/api/attachments/file-9?access_token=${whole}`)).status, 401);
  });

  it('moves the clock by a duration, and only ahead', async () => {
    const advance = (text: string) => server.nobody('/api/demo/clock', { body: { advance: text } });
    const { body } = await advance('PT4H');
    assert.equal(body.now, '2026-03-02T13:00:00.000Z');
    assert.equal((await advance('P1DT30M')).body.now, '2026-03-03T13:30:00.000Z');
    for (const bad of ['4 hours', '-PT4H', 'P1M', 'P999999D', ''])
      assert.equal((await advance(bad)).body.code, 'input.invalid', bad);
  });
});

describe("the company's sign-in", () => {
  const issued: {
    server?: ApiServer;
    provider?: Server;
    sign?: (claims: object, alg?: string) => Promise<string>;
  } = {};
  let issuer = '';
  let isUp = true;

  before(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    const provider = createServer((request, response) => {
      const isKeys = request.url === '/keys';
      response.writeHead(isUp ? 200 : 500, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` }));
    });
    await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    issued.provider = provider;
    issued.sign = (claims, kid = 'k1') =>
      new SignJWT({ iss: issuer, aud: 'fieldline', exp: Math.floor(Date.now() / 1000) + 600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid })
        .sign(privateKey);
    issued.server = await anApiServer(twoUnits, {
      mode: 'production',
      oidc: { issuer, audience: 'fieldline' },
    });
  });
  after(async () => {
    await issued.server?.stop();
    issued.provider?.close();
  });

  const me = async (token: string) =>
    issued.server!.nobody('/api/me', { headers: { Authorization: `Bearer ${token}` } });

  it('says so when it cannot be reached, and works once it can', async () => {
    isUp = false;
    assert.equal((await me(await issued.sign!({ oid: 'aad-ana' }))).body.code, 'service.unavailable');
    isUp = true;
    assert.equal((await me(await issued.sign!({ oid: 'aad-ana' }))).status, 200);
  });

  it('names people by the directory id of the token', async () => {
    const { body } = await me(await issued.sign!({ oid: 'aad-sue', sub: 'whatever' }));
    assert.deepEqual([body.id, body.roles], ['sue', ['supervisor']]);
    assert.equal((await me(await issued.sign!({ sub: 'aad-tom' }))).body.id, 'tom');
  });

  it('lets nobody in with another audience, issuer, time, key or a stranger', async () => {
    const now = Math.floor(Date.now() / 1000);
    const other = await generateKeyPair('RS256');
    const foreign = await new SignJWT({ iss: issuer, aud: 'fieldline', oid: 'aad-ana', exp: now + 600 })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(other.privateKey);
    const shared = await new SignJWT({ iss: issuer, aud: 'fieldline', oid: 'aad-ana', exp: now + 600 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('a secret for tests'));
    const bad = [
      await issued.sign!({ oid: 'aad-ana', aud: 'another' }),
      await issued.sign!({ oid: 'aad-ana', iss: 'https://evil.example' }),
      await issued.sign!({ oid: 'aad-ana', exp: now - 600 }),
      await issued.sign!({ oid: 'aad-nobody' }),
      await issued.sign!({ oid: 'aad-ana' }, 'unknown-key'),
      foreign,
      shared,
    ];
    for (const [at, token] of bad.entries()) assert.equal((await me(token)).status, 401, `token ${at}`);
  });

  it('leaves demo sign-in out of the building', async () => {
    const { status, body } = await issued.server!.nobody('/api/demo/sign-in', { body: { persona: 'admin' } });
    assert.deepEqual([status, body.code], [404, 'route.not_found']);
  });
});
