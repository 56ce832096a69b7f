import assert from 'node:assert/strict';
import { ConnectorTokenError, connectorToken } from '../../../bot/gate/connector-token.ts';
import { aTokenIssuer, type ServedIssuer } from '../../fixtures/bot-tokens.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
const minuteMs = 60_000;

describe('connectorToken', () => {
  let served: ServedIssuer;
  let nowMs = start;
  const aToken = (deps: { appId?: string; appPassword?: string; fetch?: typeof fetch } = {}) =>
    connectorToken({
      tokenUrl: served.tokenUrl,
      appId: 'bot-1',
      appPassword: 'hush-hush',
      fetch,
      now: () => new Date(nowMs),
      ...deps,
    });
  const answering = (status: number, body: string) =>
    (async () => new Response(body, { status })) as typeof fetch;

  beforeEach(async () => {
    nowMs = start;
    served = await (await aTokenIssuer({ appId: 'bot-1' })).serve();
  });
  afterEach(() => served.close());

  it('asks with the client-credentials form and the connector scope', async () => {
    let sent = '';
    const recording: typeof fetch = async (url, init) => {
      sent = String(init?.body);
      return fetch(url, init);
    };
    assert.equal(await aToken({ fetch: recording }).get(), 'connector-token-1');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(sent)), {
      grant_type: 'client_credentials',
      client_id: 'bot-1',
      client_secret: 'hush-hush',
      scope: 'https://api.botframework.com/.default',
    });
  });

  it('shares one request among callers of the same moment and keeps the token', async () => {
    const token = aToken();
    const got = await Promise.all([token.get(), token.get(), token.get()]);
    assert.deepEqual([...got, await token.get()], Array(4).fill('connector-token-1'));
    assert.equal(served.requests.length, 1);
  });

  it('asks again from 5 minutes before the end', async () => {
    const token = aToken();
    await token.get();
    nowMs = start + 55 * minuteMs - 1;
    assert.equal(await token.get(), 'connector-token-1');
    nowMs = start + 55 * minuteMs;
    assert.equal(await token.get(), 'connector-token-2');
  });

  it('uses a short-lived token for half of its life', async () => {
    let asked = 0;
    const short = (async () =>
      Response.json({ access_token: `short-${++asked}`, expires_in: '60' })) as typeof fetch;
    const token = aToken({ fetch: short });
    await token.get();
    nowMs = start + 29_000;
    assert.equal(await token.get(), 'short-1');
    nowMs = start + 31_000;
    assert.equal(await token.get(), 'short-2');
  });

  it('forgets the token when told', async () => {
    const token = aToken();
    await token.get();
    token.clear();
    assert.equal(await token.get(), 'connector-token-2');
  });

  it('keeps a newer token when an older one was refused', async () => {
    const token = aToken();
    const first = await token.get();
    token.clear(first);
    await token.get();
    token.clear(first);
    assert.equal(await token.get(), 'connector-token-2');
  });

  it('tells what the endpoint said, without the secret, and tries again on the next call', async () => {
    const wrong = aToken({ appId: 'another-bot' });
    await assert.rejects(wrong.get(), (error) => {
      assert.ok(error instanceof ConnectorTokenError);
      assert.equal(error.status, 401);
      assert.match(error.message, /answered 401 invalid_client: unknown client/);
      assert.doesNotMatch(error.message, /hush-hush/);
      return true;
    });
    await assert.rejects(wrong.get(), ConnectorTokenError);
    assert.equal(served.requests.length, 2);
  });

  it('recovers when the endpoint comes back', async () => {
    const token = aToken();
    served.isDown = true;
    await assert.rejects(token.get(), { name: 'ConnectorTokenError', status: 503 });
    served.isDown = false;
    assert.equal(await token.get(), 'connector-token-2');
  });

  it('names the endpoint when it cannot be reached', async () => {
    await served.close();
    await assert.rejects(aToken().get(), (error) => {
      assert.ok(error instanceof ConnectorTokenError);
      assert.equal(error.status, undefined);
      assert.match(error.message, new RegExp(`${served.tokenUrl} gave no answer: .*ECONNREFUSED`));
      return true;
    });
  });

  const useless = [
    '{}',
    'null',
    '[]',
    'not json',
    '{"access_token":"x"}',
    '{"access_token":"","expires_in":3600}',
  ];
  for (const body of useless) {
    it(`takes no token out of ${body}`, async () => {
      await assert.rejects(aToken({ fetch: answering(200, body) }).get(), /without a usable token/);
    });
  }

  it('shows the status of an error page that is not JSON', async () => {
    await assert.rejects(aToken({ fetch: answering(502, '<html>') }).get(), { status: 502 });
  });
});
