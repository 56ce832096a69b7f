import assert from 'node:assert/strict';
import { connectAsync } from 'mqtt';
import { WebSocket } from 'ws';
import { sasOf } from '../../fixtures/iot/gateway-on-test.ts';
import { until } from '../../fixtures/iot/until.ts';
import { aRunningApp, type RunningApp } from '../../fixtures/running-app.ts';

describe('devices and the HTTP server', function () {
  this.timeout(60_000);
  let app: RunningApp;
  let token: string;
  let host: string;
  let key: string;
  before(async () => {
    app = await aRunningApp();
    token = (await app.signIn('admin')).token;
    host = new URL(app.url).host;
    const made = await call('POST', '/api/devices', { id: 'hall-7', name: 'Hall 7' });
    assert.equal(made.status, 201);
    key = ((await made.json()) as { key: string }).key;
  });
  after(() => app.stop(/not let in|problem/));

  const call = (method: string, path: string, body?: unknown) =>
    fetch(app.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const say = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/devices/hall-7/messages/events?api-version=2021-04-12`, {
      method: 'POST',
      headers: {
        authorization: sasOf(key, { host, device: 'hall-7' }),
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
  const telemetry = async () =>
    ((await (await fetch(`${app.url}/health`)).json()) as { telemetry: Telemetry }).telemetry;
  interface Telemetry {
    readonly log: { readonly end: number; readonly repeats: number; readonly quarantined: number };
    readonly gateway: { readonly devices: number; readonly port: number };
  }

  it('take telemetry by HTTP, as IoT Hub does, once it is on disk', async () => {
    const before = (await telemetry()).log;
    for (let nth = 0; nth < 2; nth++) {
      const answer = await say('{"temperature":20.5}', {
        'iothub-messageid': 'h-1',
        'iothub-app-level': 'high',
      });
      assert.equal(answer.status, 204);
    }
    const { log } = await telemetry();
    assert.deepEqual([log.end - before.end, log.repeats - before.repeats], [1, 1]);
    const items = [1, 2, 3].map((value) => ({
      body: Buffer.from(JSON.stringify({ humidity: value })).toString('base64'),
    }));
    const batch = await say(JSON.stringify(items), {
      'content-type': 'application/vnd.microsoft.iothub.json',
    });
    assert.equal(batch.status, 204);
    assert.equal((await telemetry()).log.end - before.end, 4);
  });

  it('refuse with problem details what is not the device, too large or no batch', async () => {
    const { end } = (await telemetry()).log;
    const problems = [
      [
        401,
        'sign_in.invalid',
        await say('{}', { authorization: sasOf(key, { host: 'evil.example', device: 'hall-7' }) }),
      ],
      [401, 'sign_in.invalid', await say('{}', { authorization: `Bearer ${token}` })],
      [413, 'input.too_large', await say(new Uint8Array(300_000).fill(32))],
      [413, 'input.too_large', await say(new Uint8Array(1_100_000).fill(32))],
      [400, 'input.invalid', await say('{}', { 'content-type': 'application/vnd.microsoft.iothub.json' })],
    ] as const;
    for (const [status, code, answer] of problems) {
      assert.equal(answer.status, status, code);
      assert.match(answer.headers.get('content-type') ?? '', /problem\+json/);
      assert.equal(((await answer.json()) as { code: string }).code, code);
    }
    assert.equal((await telemetry()).log.end, end);
  });

  for (const protocolVersion of [4, 5] as const)
    it(`speak MQTT ${protocolVersion} over WebSocket`, async () => {
      const { end } = (await telemetry()).log;
      const client = await connectAsync(`ws://${host}/$iothub/websocket`, {
        clientId: 'hall-7',
        username: `${host}/hall-7/?api-version=2021-04-12`,
        password: sasOf(key, { host, device: 'hall-7' }),
        protocolVersion,
        reconnectPeriod: 0,
      });
      await client.publishAsync('devices/hall-7/messages/events/', `{"temperature":${protocolVersion}}`, {
        qos: 1,
      });
      assert.equal((await telemetry()).log.end, end + 1);
      assert.equal((await telemetry()).gateway.devices, 1);
      await client.endAsync();
    });

  it('refuse WebSockets that speak something else, and noise on those that speak MQTT', async () => {
    const other = new WebSocket(`ws://${host}/$iothub/websocket`, 'amqp');
    const ended = await new Promise((done) => {
      other.once('error', () => done('refused'));
      other.once('close', () => done('closed'));
    });
    assert.ok(ended === 'refused' || ended === 'closed');
    const noise = new WebSocket(`ws://${host}/%24iothub/websocket`, 'mqtt');
    await new Promise((done) => noise.once('open', done));
    noise.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await new Promise((done) => noise.once('close', done));
    assert.equal((await fetch(`${app.url}/health`)).status, 200);
  });

  it('show what could not be read to those who mend devices, and to nobody else', async () => {
    assert.equal((await say('{"temperature":"hot"}', { 'iothub-messageid': 'q-1' })).status, 204);
    const list = (await (await call('GET', '/api/quarantined-messages?$top=1')).json()) as {
      value: Record<string, unknown>[];
    };
    const [first] = list.value;
    assert.deepEqual(
      [first?.device, first?.messageId, first?.problem],
      ['hall-7', 'q-1', '"temperature" is no number'],
    );
    assert.equal(Buffer.from(String(first?.body), 'base64').toString(), '{"temperature":"hot"}');
    const { token: agent } = await app.signIn('agent');
    const refused = await fetch(`${app.url}/api/quarantined-messages`, {
      headers: { authorization: `Bearer ${agent}` },
    });
    assert.equal(refused.status, 403);
    assert.ok((await telemetry()).log.quarantined > 0);
  });

  it('end the connection of a device that is disabled, and let it in no more', async () => {
    const { port } = (await telemetry()).gateway;
    const at = `127.0.0.1:${port}`;
    const options = {
      clientId: 'hall-7',
      username: `${at}/hall-7/`,
      password: sasOf(key, { host: at, device: 'hall-7' }),
      reconnectPeriod: 0,
    };
    const client = await connectAsync(`mqtt://${at}`, options);
    const cut = new Promise<void>((done) => client.once('close', () => done()));
    const disabled = await call('POST', '/api/devices/hall-7/disable', {});
    assert.equal(disabled.status, 200, await disabled.clone().text());
    await cut;
    await until(async () => (await telemetry()).gateway.devices === 0, 'nobody is connected');
    await assert.rejects(connectAsync(`mqtt://${at}`, options), /Not authorized/);
    assert.equal((await say('{"temperature":1}')).status, 401);
  });
});
