import assert from 'node:assert/strict';
import { changeTwin } from '../../../domain/iot/hub/change-twin.ts';
import { engines, enginesTold } from '../../fixtures/databases.ts';
import { sue } from '../../fixtures/field-desk.ts';
import { deviceId, filters, HubOver } from '../../fixtures/iot/hub-over.ts';
import { until } from '../../fixtures/iot/until.ts';

for (const engine of engines)
  describe(`the hub’s twins over ${engine.name}`, () => {
    const at = HubOver.forTests(engine);

    it('answers a twin request with both documents and their versions', async () => {
      await at.commit(
        (unit) => changeTwin(unit, { deviceId, desired: { interval: 60 }, tags: { floor: 3 } }),
        {
          actor: sue,
        },
      );
      at.device.connect();
      await at.device.publish('$iothub/twin/GET/?$rid=r%2F1', ' ');
      const { topic, payload, qos } = await at.hears('$iothub/twin/res/');
      assert.deepEqual([topic, qos], ['$iothub/twin/res/200/?$rid=r%2F1', 0]);
      assert.deepEqual(JSON.parse(payload), {
        desired: { interval: 60, $version: 2 },
        reported: { $version: 1 },
      });
    });

    it('takes what the device reports, each with a new version, and deletes by null', async () => {
      at.device.connect();
      await at.device.publish(
        '$iothub/twin/PATCH/properties/reported/?$rid=1',
        '{"fw":"1.0","fan":{"on":true}}',
      );
      await at.device.publish(
        '$iothub/twin/PATCH/properties/reported/?$rid=2',
        '{"fan":{"on":null,"stage":2}}',
      );
      assert.deepEqual(
        at.device.told.map(({ topic, payload }) => [topic, payload]),
        [
          ['$iothub/twin/res/204/?$rid=1&$version=2', ''],
          ['$iothub/twin/res/204/?$rid=2&$version=3', ''],
        ],
      );
      assert.deepEqual((await at.database.tables.twins.get(deviceId)).reported, {
        fw: '1.0',
        fan: { stage: 2 },
      });
    });

    it('refuses what no twin may hold, and too much at once, in words that the device SDKs show', async () => {
      at.device.connect();
      const report = (rid: number, payload: string) =>
        at.device.publish(`$iothub/twin/PATCH/properties/reported/?$rid=${rid}`, payload);
      for (const [rid, payload] of ['{', '[1]', '{"a.b":1}', `{"k":["${'x'.repeat(4_000)}"]}`].entries())
        await report(rid, payload);
      const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`k${at}`, 'x'.repeat(4_000)]));
      await report(9, JSON.stringify(many));
      assert.deepEqual(
        at.device.told.map(({ topic }) => topic.split('/')[3]),
        ['400', '400', '400', '204', '400'],
      );
      const { errorCode, message, code } = JSON.parse(at.device.told.at(-1)!.payload);
      assert.deepEqual([errorCode, code], [400, 'twin.too_large']);
      assert.match(message, /would take \d+ bytes; 32768 are allowed/);
      await Promise.all(
        Array.from({ length: 30 }, (_, rid) => at.device.publish(`$iothub/twin/GET/?$rid=g${rid}`)),
      );
      const statuses = at.device.told.slice(5).map(({ topic }) => topic.split('/')[3]);
      assert.deepEqual(
        [statuses.filter((one) => one === '200').length, statuses.filter((one) => one === '429').length],
        [10, 20],
      );
    });

    it('tells a listening device what is newly desired, and no other', async () => {
      at.device.connect();
      const change = (desired: { [name: string]: number | null }) =>
        at.commit((unit) => changeTwin(unit, { deviceId, desired }), { actor: sue });
      await change({ interval: 60 });
      at.device.subscribe(filters.desired);
      await change({ interval: null, level: 2 });
      const { topic, payload } = await at.hears('$iothub/twin/PATCH/properties/desired/');
      assert.equal(topic, '$iothub/twin/PATCH/properties/desired/?$version=3');
      assert.deepEqual(JSON.parse(payload), { interval: null, level: 2, $version: 3 });
      assert.equal(at.device.told.length, 1);
    });

    it('serves a lasting session after a restart without a new subscription, and a clean one not', async () => {
      at.device.connect();
      at.device.subscribe(filters.desired, filters.methods, filters.responses);
      at.device.unsubscribe(filters.methods);
      await at.hub.stop();
      assert.deepEqual((await at.database.tables.twins.get(deviceId)).listens, ['desired', 'responses']);
      at.open();
      at.device.connect({ isClean: false });
      await until(async () => {
        await at.commit((unit) => changeTwin(unit, { deviceId, desired: { level: 1 } }), { actor: sue });
        return at.heard('$iothub/twin/PATCH/properties/desired/');
      }, 'the device hears what is desired');
      await at.hub.stop();
      at.open();
      at.device.connect({ isClean: true });
      await at.hub.stop();
      assert.deepEqual((await at.database.tables.twins.get(deviceId)).listens, []);
    });

    it('lets topics alone that it does not know', async () => {
      at.device.connect();
      for (const topic of [
        '$iothub/twin/GET/',
        '$iothub/what/?$rid=1',
        '$iothub/methods/res/x/?$rid=1',
        '$iothub/twin/GET/?$rid=',
      ])
        await at.device.publish(topic, '{}');
      assert.deepEqual(at.device.told, []);
    });
  });

it(`the hub’s twins: the suite ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
