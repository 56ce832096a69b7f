import assert from 'node:assert/strict';
import { SignJWT } from 'jose';
import { addressOf } from '../../api/direct-line/calls.ts';
import { chatSeals, resumeSeconds } from '../../api/direct-line/seals.ts';
import { aCustomer } from '../fixtures/desk-records.ts';
import { aWebChatServer, secret, siteKey, type WebChatServer } from '../fixtures/web-chat-server.ts';

interface Answer {
  readonly token: string;
  readonly conversationId: string;
  readonly expires_in: number;
  readonly user: { readonly id: string; readonly name: string | null };
}

describe('the web chat token', () => {
  let server: WebChatServer;

  before(async () => {
    server = await aWebChatServer();
    const known = aCustomer({ id: 'mara', name: 'Mara Weber', externalId: 'ext-mara' });
    await server.database.commit({})(async (unit) => unit.customers.save(known));
  });
  after(() => server.close());

  const ask = async (
    body: unknown,
    options: { headers?: Record<string, string>; of?: WebChatServer } = {},
  ) => {
    const answer = await (options.of ?? server).call('/api/web-chat/token', {
      body,
      headers: options.headers ?? {},
    });
    return { status: answer.status, ...((await answer.json()) as Answer & { code?: string }) };
  };
  const claimsOf = ({ token }: { token: string }) => chatSeals(secret).chat.open(token)!.claims;
  const signed = (claims: object, key = siteKey, expiresIn = '5m') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(expiresIn)
      .sign(new TextEncoder().encode(key));

  it('makes a stranger an anonymous visitor with a conversation of their own', async () => {
    const [one, two] = [await ask({}), await ask(undefined)];
    assert.equal(one.expires_in, 1800);
    assert.match(one.user.id, /^dl_/);
    assert.notEqual(one.conversationId, two.conversationId);
    assert.deepEqual([claimsOf(one).externalId, claimsOf(one).name], [null, null]);
  });

  it('carries the user id where clients of Direct Line look for it', async () => {
    const { token, user } = await ask({});
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8'));
    assert.equal(claims.user, user.id);
  });

  it('believes in demo mode who this machine says is writing, known customers by the id of their site', async () => {
    const mara = await ask({ user: { id: 'mara' } });
    assert.deepEqual([claimsOf(mara).externalId, claimsOf(mara).name], ['ext-mara', 'Mara Weber']);
    const other = await ask({ user: { id: 'ext-7', name: 'Ada' } });
    assert.deepEqual([claimsOf(other).externalId, claimsOf(other).name], ['ext-7', 'Ada']);
  });

  it('believes nobody through a proxy, for a page of elsewhere, or in production', async () => {
    const user = { id: 'mara', name: 'Mara Weber' };
    const elsewhere: Record<string, string>[] = [
      { 'x-forwarded-for': '203.0.113.9' },
      { forwarded: 'for=203.0.113.9' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of elsewhere) {
      const answer = await ask({ user }, { headers });
      assert.deepEqual(
        [answer.status, claimsOf(answer).externalId, claimsOf(answer).name],
        [200, null, null],
        JSON.stringify(headers),
      );
    }
    const production = await aWebChatServer({ mode: 'production' });
    try {
      const answer = await ask({ user }, { of: production });
      assert.deepEqual([claimsOf(answer).externalId, claimsOf(answer).name], [null, null]);
    } finally {
      await production.close();
    }
  });

  it("identifies whom the company's site vouches for with its signature", async () => {
    const answer = await ask({
      identity: await signed({ sub: 'cust-9', name: 'Lena Hart', email: 'lena@example.org' }),
    });
    assert.deepEqual([claimsOf(answer).externalId, claimsOf(answer).name], ['cust-9', 'Lena Hart']);
    assert.match(claimsOf(answer).user, /^dl_/);
  });

  it('refuses identities that are forged, expired, endless or nameless', async () => {
    const endless = await new SignJWT({ sub: 'x' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(siteKey));
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x","exp":9999999999}').toString('base64url')}.`;
    const bad = [
      await signed({ sub: 'x' }, 'another key that is long enough to sign'),
      await signed({ sub: 'x' }, siteKey, '-1h'),
      await signed({ name: 'x' }),
      await signed({ sub: '' }),
      endless,
      none,
      'not.a.token',
    ];
    for (const identity of bad) {
      const { status, code } = await ask({ identity });
      assert.deepEqual([status, code], [401, 'sign_in.invalid'], identity);
    }
  });

  it('goes on with the conversation of a token that ended within 30 days, and no later', async () => {
    const claims = { conversationId: 'chat-1', user: 'dl_1', name: 'Ada', externalId: 'ext-1' };
    const { chat } = chatSeals(secret);
    const resumed = await ask({ token: chat.make(claims, -resumeSeconds + 60) });
    assert.equal(resumed.status, 200);
    assert.deepEqual(claimsOf(resumed), { ...claimsOf(resumed), ...claims });
    const late = await ask({ token: chat.make(claims, -resumeSeconds - 1) });
    assert.deepEqual([late.status, late.code], [403, 'web_chat.token_expired']);
    const forged = await ask({ token: chatSeals('another secret, just as long').chat.make(claims, 60) });
    assert.deepEqual([forged.status, forged.code], [401, 'sign_in.invalid']);
  });

  it('survives a restart', async () => {
    const { token, conversationId } = await ask({});
    await server.stop();
    await server.start();
    const answer = await server.call(`/v3/directline/conversations/${conversationId}/activities`, { token });
    assert.equal(answer.status, 200);
  });

  it('is given to one address so many times, with a small Retry-After, on every way to one', async () => {
    const few = await aWebChatServer({ tokenLimits: { burst: 3, perSecond: 1 } });
    try {
      const { token } = await few.token();
      const ways = [
        { path: '/v3/directline/tokens/refresh', token, body: {} },
        { path: '/v3/directline/conversations', token, body: {} },
      ];
      for (const { path, ...given } of ways) assert.ok((await few.call(path, given)).ok, path);
      const all = [
        ...ways,
        { path: '/v3/directline/tokens/generate', token: siteKey, body: {} },
        { path: '/api/web-chat/token', body: {} },
      ];
      for (const { path, ...given } of all) {
        const headers = { 'x-forwarded-for': '203.0.113.9' };
        const answer = await few.call(path, { ...given, headers });
        assert.equal(answer.status, 429, path);
        assert.equal(answer.headers.get('retry-after'), '1');
        assert.equal(((await answer.json()) as { code: string }).code, 'rate.exceeded');
      }
    } finally {
      await few.close();
    }
  });

  it('refuses what it cannot read', async () => {
    assert.equal((await ask({ user: { name: 'no id' } })).status, 400);
    assert.equal((await ask('{')).status, 400);
    assert.equal((await ask({ token: 7 })).status, 400);
  });
});

const from = (remoteAddress: string | undefined) => addressOf({ socket: { remoteAddress } as never });

describe('the address whose calls are counted', () => {
  it('is that of the connection, however IPv4 is written', () => {
    assert.deepEqual(['192.0.2.7', '::ffff:192.0.2.7'].map(from), ['192.0.2.7', '192.0.2.7']);
    assert.equal(from(undefined), '');
  });

  it('is the network of an IPv6 address, for whoever has one has all in it', () => {
    const same = ['2001:db8:1:2::7', '2001:db8:1:2:ffff::', '2001:db8:1:2:3:4:5:6'].map(from);
    assert.deepEqual(new Set(same), new Set(['2001:db8:1:2']));
    assert.deepEqual(['2001:db8::7', '::1'].map(from), ['2001:db8:0:0', '0:0:0:0']);
  });
});
