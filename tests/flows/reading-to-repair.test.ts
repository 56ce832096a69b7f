import assert from 'node:assert/strict';
import { pino } from 'pino';
import { type App, startApp } from '../../app.ts';
import { aSender, type Sender } from '../../bench/telemetry/site/sender.ts';
import { readSettings } from '../../settings.ts';
import { engines, type Site } from '../fixtures/databases.ts';

import { until } from '../fixtures/iot/until.ts';

type Row = Record<string, unknown>;

describe('from a reading to a repair', function () {
  this.timeout(60_000);
  let site: Site;
  let app: App;
  let device: Sender | undefined;
  let key: string;
  let asset: Row;
  const complaints: string[] = [];

  const start = async () => {
    const env = {
      FIELDLINE_MODE: 'demo',
      PORT: '0',
      MQTT_PORT: '0',
      DATA_DIR: site.dataDir,
      DATABASE_URL: site.url,
    };
    const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
    app = await startApp(readSettings(env), log);
  };
  const call = async (persona: string, path: string, body?: unknown, method = body ? 'POST' : 'GET') => {
    const signIn = await fetch(`${app.url}/api/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    });
    const { token } = (await signIn.json()) as { token: string };
    const answer = await fetch(app.url + path.replaceAll(' ', '%20'), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Row & { value: Row[] };
  };
  const health = async () =>
    (await (await fetch(`${app.url}/health`)).json()) as {
      telemetry: { gateway: { port: number }; watch: { behind: number; state: string } };
    };
  const connect = async () => {
    device = await aSender({ port: (await health()).telemetry.gateway.port, id: 'boiler-hall-7', key });
  };
  const alerts = async () =>
    (await call('supervisor', "/api/alerts?$filter=device eq 'boiler-hall-7'")).value;

  before(async () => {
    site = await engines[0]!.fresh();
    await start();
  });
  after(async () => {
    device?.end();
    await app.stop();
    await site.drop();
    assert.deepEqual(complaints, []);
  });

  it('lets a device in that was made known, and keeps it to its rules', async () => {
    [asset] = (await call('supervisor', '/api/assets?$top=1')).value as [Row];
    const made = await call('supervisor', '/api/devices', {
      id: 'boiler-hall-7',
      name: 'Boiler hall 7',
      assetId: asset.id,
    });
    key = String(made.key);
    assert.equal(Buffer.from(key, 'base64').length, 32);
    const rules = [{ kind: 'threshold', channel: 'temperature', above: 80, repeat: 3, severity: 'critical' }];
    const { value } = await call('supervisor', '/api/devices/boiler-hall-7/rules', rules, 'PUT');
    assert.deepEqual(value, rules);
    await connect();
  });

  it('raises one alert for a fault, however many readings tell of it', async () => {
    for (let number = 0; number < 40; number++)
      await device!.send({ temperature: 60 + number, vibration: 2.1 }, `first-${number}`);
    await until(async () => (await alerts()).length > 0, 'the alert is there');
    const [alert, ...more] = await alerts();
    assert.deepEqual(more, []);
    const { channel, kind, state, severity } = alert!;
    assert.deepEqual([channel, kind, state, severity], ['temperature', 'threshold', 'open', 'critical']);
    const open = await call('dispatcher', "/api/alerts?$filter=state eq 'open'");
    assert.ok(open.value.some(({ id }) => id === alert!.id));
  });

  it('shows the readings, and how the device is', async () => {
    const { value } = await call(
      'admin',
      "/api/devices/boiler-hall-7/readings?$filter=channel eq 'temperature'&$orderby=at desc&$top=2",
    );
    assert.deepEqual(
      value.map((reading) => reading.value),
      [99, 98],
    );
    const { value: hours } = await call(
      'agent',
      '/api/devices/boiler-hall-7/aggregates?channel=vibration&every=P1D',
    );
    assert.deepEqual(
      hours.map(({ count, mean }) => [count, Number(mean).toFixed(1)]),
      [[40, '2.1']],
    );
  });

  it('tells watchers from outside how it keeps up', async () => {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    assert.match(metrics, /^fieldline_telemetry_readings_watched 80$/m);
    assert.match(metrics, /^fieldline_telemetry_watch_lag_seconds 0$/m);
    const { watch, gateway } = (await health()).telemetry;
    assert.deepEqual([watch.state, watch.behind], ['ok', 0]);
    assert.ok(gateway.port > 0);
  });

  it('becomes one work order, and none more when it is asked for again', async () => {
    const [alert] = await alerts();
    const first = await call('dispatcher', `/api/alerts/${alert!.id}/dispatch`, {});
    const again = await call('dispatcher', `/api/alerts/${alert!.id}/dispatch`, {});
    assert.ok(first.workOrderId);
    assert.equal(again.workOrderId, first.workOrderId);
    const orders = await call(
      'dispatcher',
      `/api/work-orders?$filter=assetId eq '${asset.id}' and state eq 'unscheduled'`,
    );
    assert.equal(orders.value.filter(({ id }) => id === first.workOrderId).length, 1);
  });

  it('goes on after a restart: the same alert, cleared once the reading is back', async () => {
    device!.end();
    const from = performance.now();
    await app.stop();
    assert.ok(performance.now() - from < 10_000);
    await start();
    await connect();
    await device!.send({ temperature: 95 }, 'second-1');
    await device!.send({ temperature: 99 }, 'first-39'); // said again: it was kept before
    await until(async () => (await health()).telemetry.watch.behind === 0, 'the watch has seen everything');
    assert.equal((await alerts()).length, 1);
    await device!.send({ temperature: 70 }, 'second-2');
    await until(async () => (await alerts())[0]!.state === 'cleared', 'the alert is cleared');
    const { value } = await call(
      'admin',
      "/api/devices/boiler-hall-7/readings?$filter=channel eq 'temperature'&$count=true",
    );
    assert.equal(value.length, 42);
  });
});
