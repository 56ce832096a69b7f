import assert from 'node:assert/strict';
import { aHubDevice, type HubDevice } from '../fixtures/iot/hub-device.ts';
import { until } from '../fixtures/iot/until.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCaller, type Caller } from './cast/caller.ts';

const id = 'pump-7';

describe('a device and a script', function () {
  this.timeout(30_000);
  let app: RunningApp;
  let script: Caller;
  let device: HubDevice;
  const heard: { topic: string; payload: string }[] = [];

  before(async () => {
    app = await aRunningApp();
    script = await aCaller(app, 'supervisor');
    const { status, body } = await script.post('/api/devices', { id });
    assert.equal(status, 201);
    device = await aHubDevice(app.url, { id, key: String(body.key) });
    device.client.on('message', (topic, payload) => {
      heard.push({ topic, payload: payload.toString() });
      const rid = /^\$iothub\/methods\/POST\/.*\$rid=(.+)$/.exec(topic)?.[1];
      if (rid) device.client.publish(`$iothub/methods/res/200/?$rid=${rid}`, `{"did":${payload}}`);
    });
    const twin = ['$iothub/twin/res/#', '$iothub/twin/PATCH/properties/desired/#'];
    await device.client.subscribeAsync([...twin, '$iothub/methods/POST/#'], { qos: 0 });
    await device.client.subscribeAsync(`devices/${id}/messages/devicebound/#`, { qos: 1 });
  });
  after(async () => {
    await device.end();
    await app.stop();
  });

  const hears = (start: string) => until(() => heard.find(({ topic }) => topic.startsWith(start)), start);

  it('share a twin: each writes its part, merged, and null deletes', async () => {
    const desired = { interval: 60, fan: { on: true } };
    const { status, body } = await script.patch(`/api/devices/${id}/twin`, { desired });
    assert.deepEqual([status, body.desired, body.reported], [200, desired, {}]);
    const { topic, payload } = await hears('$iothub/twin/PATCH/properties/desired/');
    assert.equal(topic, '$iothub/twin/PATCH/properties/desired/?$version=2');
    assert.deepEqual(JSON.parse(payload), { ...desired, $version: 2 });
    const reported = { interval: 60, old: 1 };
    await device.client.publishAsync(
      '$iothub/twin/PATCH/properties/reported/?$rid=1',
      JSON.stringify(reported),
    );
    await hears('$iothub/twin/res/204/?$rid=1&$version=2');
    await device.client.publishAsync('$iothub/twin/PATCH/properties/reported/?$rid=2', '{"old":null}');
    await hears('$iothub/twin/res/204/?$rid=2&$version=3');
    assert.deepEqual((await script.get(`/api/devices/${id}/twin`)).body.reported, { interval: 60 });
    await device.client.publishAsync('$iothub/twin/GET/?$rid=3', '');
    assert.deepEqual(JSON.parse((await hears('$iothub/twin/res/200/?$rid=3')).payload), {
      desired: { ...desired, $version: 2 },
      reported: { interval: 60, $version: 3 },
    });
  });

  it('talk by methods', async () => {
    const call = { payload: { delay: 5 }, timeoutSeconds: 10 };
    const { status, body } = await script.post(`/api/devices/${id}/methods/reboot`, call);
    assert.deepEqual([status, body], [200, { status: 200, payload: { did: { delay: 5 } } }]);
  });

  it('talk by messages', async () => {
    const message = { body: { hello: 'pump' }, properties: { level: 'high & dry' }, ack: 'full' };
    const { status, body } = await script.post(`/api/devices/${id}/messages`, message);
    assert.deepEqual([status, body.state], [201, 'enqueued']);
    const { topic, payload } = await hears(`devices/${id}/messages/devicebound/`);
    assert.deepEqual(JSON.parse(payload), { hello: 'pump' });
    assert.match(topic, /level=high%20%26%20dry/);
    const feedback = async () =>
      (await script.get(`/api/cloud-messages/${body.id}`)).body.feedback === 'success';
    await until(feedback, 'it is completed');
  });
});
