import assert from 'node:assert/strict';
import type { MqttClient } from 'mqtt';
import { DeviceUnreachable } from '../../../devices/mqtt/device-topics.ts';
import { cut, type GatewayOnTest, gatewayOnTest, sasOf } from '../../fixtures/iot/gateway-on-test.ts';
import { everything } from '../../fixtures/iot/log-folder.ts';
import { until } from '../../fixtures/iot/until.ts';

const events = (device: string, bag = '') => `devices/${device}/messages/events/${bag}`;
const c2d = (device: string) => `devices/${device}/messages/devicebound/#`;

for (const protocolVersion of [4, 5] as const) {
  describe(`the gateway, spoken to in MQTT ${protocolVersion === 5 ? '5' : '3.1.1'}`, () => {
    let site: GatewayOnTest;
    let client: MqttClient;
    beforeEach(async () => {
      site = await gatewayOnTest();
      site.register('pump-1');
      site.register('pump-2');
      client = await site.connect('pump-1', { protocolVersion });
    });
    afterEach(() => site.close());

    it('acknowledges telemetry once it is in the log, each message once', async () => {
      const at = '2025-12-31T23:59:00Z';
      const bag = '%24.mid=m-1&%24.ct=application%2Fjson&%24.ce=utf-8&level=critical%20%26%20hot';
      for (let nth = 0; nth < 3; nth++)
        await client.publishAsync(
          events('pump-1', bag),
          JSON.stringify({ at, temperature: 21.5, vibration: 3 }),
          {
            qos: 1,
          },
        );
      const [kept, ...more] = await everything(site.log);
      assert.deepEqual(more, []);
      assert.deepEqual(kept, {
        position: 0,
        device: 'pump-1',
        messageId: 'm-1',
        arrivedAt: site.place.now,
        readings: [
          { channel: 'temperature', at: Date.parse(at), value: 21.5 },
          { channel: 'vibration', at: Date.parse(at), value: 3 },
        ],
        properties: '%24.ct=application%2Fjson&level=critical%20%26%20hot',
      });
    });

    it('keeps what it cannot read, acknowledged and counted', async () => {
      await client.publishAsync(events('pump-1'), 'not json', { qos: 1 });
      await client.publishAsync(events('pump-1'), '[{"temperature":1},{"temperature":"hot"}]', { qos: 1 });
      assert.equal(site.log.health().quarantined, 2);
      const kept = await everything(site.log);
      assert.deepEqual(
        kept.map(({ readings }) => readings.length),
        [0, 1],
      );
      assert.equal(
        Buffer.from(kept[1]!.unread!.body).toString(),
        '[{"temperature":1},{"temperature":"hot"}]',
      );
    });

    it('takes QoS 0 as well, and a steady value each time it is said', async () => {
      for (let nth = 0; nth < 5; nth++) client.publish(events('pump-1'), '{"temperature":20}', { qos: 0 });
      for (let nth = 0; nth < 5; nth++)
        await client.publishAsync(events('pump-1'), '{"temperature":20}', { qos: 1 });
      await until(() => site.log.end === 10, 'ten messages');
      assert.equal(site.log.health().repeats, 0);
    });

    it('notes the retain flag as a property', async () => {
      await client.publishAsync(events('pump-1', 'a=b'), '{"temperature":20}', { qos: 1, retain: true });
      assert.equal((await everything(site.log))[0]?.properties, 'a=b&mqtt-retain=true');
    });

    it('speaks to a device: QoS 1 is done when the device has acknowledged', async () => {
      const heard: string[] = [];
      client.on('message', (topic, payload) => void heard.push(`${topic} ${payload}`));
      await client.subscribeAsync(c2d('pump-1'), { qos: 1 });
      assert.equal(
        site.gateway.topics.isSubscribed('pump-1', 'devices/pump-1/messages/devicebound/x=1'),
        true,
      );
      const sent = Array.from({ length: 200 }, (_, nth) =>
        site.gateway.topics.publish(
          'pump-1',
          `devices/pump-1/messages/devicebound/n=${nth}`,
          Buffer.from('hello'),
          1,
        ),
      );
      await Promise.all(sent);
      assert.equal(heard.length, 200);
      assert.equal(heard[7], 'devices/pump-1/messages/devicebound/n=7 hello');
    });

    it('says when a device cannot be reached', async () => {
      const { topics } = site.gateway;
      await assert.rejects(topics.publish('pump-2', 'x', Buffer.alloc(1), 1), DeviceUnreachable);
      const deaf = topics.publish('pump-1', 'devices/pump-1/messages/devicebound/', Buffer.alloc(1), 1, {
        timeoutMs: 1,
      });
      const outcome = await deaf.then(
        () => 'acknowledged',
        (error) => error,
      );
      assert.ok(outcome === 'acknowledged' || outcome instanceof DeviceUnreachable);
      topics.drop('pump-1');
      await cut(client);
      await assert.rejects(topics.publish('pump-1', 'x', Buffer.alloc(1), 1), DeviceUnreachable);
    });

    it('hands what is not telemetry to its handler and acknowledges when that is done', async () => {
      const { topics } = site.gateway;
      const gate = Promise.withResolvers<void>();
      const asked: string[] = [];
      topics.onPublish(
        (topic) => topic.startsWith('$iothub/twin/GET/'),
        async (device, topic) => {
          await gate.promise;
          asked.push(`${device} ${topic}`);
        },
      );
      let isDone = false;
      const publishing = client.publishAsync('$iothub/twin/GET/?$rid=1', '', { qos: 1 }).then(() => {
        isDone = true;
      });
      await new Promise((done) => setTimeout(done, 30));
      assert.equal(isDone, false);
      gate.resolve();
      await publishing;
      assert.deepEqual(asked, ['pump-1 $iothub/twin/GET/?$rid=1']);
    });

    it('lets a device see and use its own topics only', async () => {
      const foreign = [
        '#',
        '+/#',
        'devices/pump-2/messages/devicebound/#',
        'devices/+/messages/devicebound/#',
        '$iothub/#',
        '$SYS/#',
      ];
      for (const filter of foreign) {
        const granted = await client.subscribeAsync(filter, { qos: 1 }).catch(() => 'refused');
        assert.equal(granted, 'refused', filter);
      }
      const publishing = client.publishAsync(events('pump-2'), '{"temperature":1}', { qos: 1 });
      if (protocolVersion === 5) await assert.rejects(publishing, /Not authorized/);
      else {
        publishing.catch(() => undefined);
        await cut(client);
      }
      assert.equal(site.log.end, 0);
    });

    it('grants five subscriptions', async () => {
      const filters = [
        c2d('pump-1'),
        '$iothub/twin/res/#',
        '$iothub/methods/POST/#',
        '$iothub/twin/PATCH/properties/desired/#',
      ];
      for (const filter of [...filters, '$iothub/twin/res/200/#'])
        await client.subscribeAsync(filter, { qos: 1 });
      await assert.rejects(client.subscribeAsync('$iothub/twin/res/204/#', { qos: 1 }));
      await client.unsubscribeAsync('$iothub/twin/res/200/#');
      await client.subscribeAsync('$iothub/twin/res/204/#', { qos: 1 });
      assert.equal(site.gateway.topics.isSubscribed('pump-1', '$iothub/twin/res/204/?$rid=1'), true);
    });

    it('keeps one connection a device: the newer takes over, with what the older subscribed to', async () => {
      const told: string[] = [];
      site.gateway.topics.onConnect((device, { isClean }) =>
        told.push(`${device} ${isClean ? 'anew' : 'again'}`),
      );
      site.gateway.topics.onDisconnect((device) => told.push(`${device} gone`));
      await client.subscribeAsync(c2d('pump-1'), { qos: 1 });
      const properties = { sessionExpiryInterval: 600 };
      const wanted = protocolVersion === 5 ? { protocolVersion, properties } : { protocolVersion };
      const second = await site.connect('pump-1', wanted);
      await cut(client);
      assert.equal(site.gateway.health().devices, 1);
      assert.equal(site.gateway.topics.isConnected('pump-1'), true);
      await second.endAsync();
      await until(() => !site.gateway.topics.isConnected('pump-1'), 'the device has gone');
      const third = await site.connect('pump-1', wanted);
      assert.ok(third.connected);
      assert.deepEqual(told.slice(1), ['pump-1 gone', 'pump-1 again']);
    });

    it('closes the connection at a message of QoS 2', async () => {
      client.publishAsync(events('pump-1'), '{"temperature":1}', { qos: 2 }).catch(() => undefined);
      // A client of version 5 has been told that there is no QoS 2 and does not even try.
      if (protocolVersion === 4) await cut(client);
      assert.equal(site.log.end, 0);
    });

    it('closes the connection at a message of more than 256 KB, and takes one of 256 KB', async () => {
      const body = JSON.stringify({ temperature: 1 }).padEnd(256 * 1024);
      await client.publishAsync(events('pump-1'), body, { qos: 1 });
      assert.equal(site.log.end, 1);
      client.publishAsync(events('pump-1'), `${body} `, { qos: 1 }).catch(() => undefined);
      await cut(client);
      assert.equal(site.log.end, 1);
    });

    it('keeps a will as telemetry when the device vanishes, and not when it says goodbye', async () => {
      const will = {
        topic: events('pump-2', 'a=b'),
        payload: Buffer.from('{"alive":0}'),
        qos: 1 as const,
        retain: false,
      };
      const polite = await site.connect('pump-2', { protocolVersion, will });
      await polite.endAsync();
      const rude = await site.connect('pump-2', { protocolVersion, will });
      rude.stream.destroy();
      await until(() => site.log.end > 0, 'the will');
      const kept = await everything(site.log);
      assert.deepEqual(
        kept.map(({ properties }) => properties),
        ['a=b&iothub-MessageType=Will'],
      );
      await assert.rejects(
        site.connect('pump-2', { protocolVersion, will: { ...will, topic: events('pump-1') } }),
        /Not authorized/i,
      );
    });

    it('ends a connection when its token ends', async () => {
      site.wall(3_590_000);
      await new Promise((done) => setTimeout(done, 1100));
      assert.ok(client.connected);
      site.wall(3_601_000);
      await cut(client);
      assert.equal(site.gateway.topics.isConnected('pump-1'), false);
    });

    it('ends a connection that is silent for one and a half times its keep-alive', async () => {
      const silent = await site.connect('pump-2', { protocolVersion, keepalive: 1, reschedulePings: true });
      (silent as unknown as { keepaliveManager: { destroy(): void } }).keepaliveManager.destroy();
      const since = performance.now();
      await cut(silent);
      const tookMs = performance.now() - since;
      assert.ok(tookMs > 1200 && tookMs < 4000, `${tookMs} ms`);
    });

    it('holds a device back that sends too fast, and loses nothing', async () => {
      const slow = await gatewayOnTest({ deviceRate: 50 });
      slow.register('pump-1');
      const fast = await slow.connect('pump-1', { protocolVersion });
      const since = performance.now();
      const sent = (nth: number) =>
        fast.publishAsync(events('pump-1', `%24.mid=${nth}`), '{"temperature":1}', { qos: 1 });
      await Promise.all(Array.from({ length: 360 }, (_, nth) => sent(nth)));
      await sent(360);
      const tookMs = performance.now() - since;
      assert.ok(tookMs > 1000 && tookMs < 4000, `361 messages, 300 of them at once, took ${tookMs} ms`);
      assert.equal(slow.log.end, 361);
      await slow.close();
    });
  });
}

describe('the gateway and version 5', () => {
  it('resolves topic aliases and reads user properties', async () => {
    const site = await gatewayOnTest();
    const [key] = site.register('pump-1');
    const client = await site.connect('pump-1', {
      protocolVersion: 5,
      password: sasOf(key!, { host: '127.0.0.1', device: 'pump-1' }),
    });
    const properties = { topicAlias: 3, userProperties: { '$.mid': 'm-9', shift: 'night' } };
    await client.publishAsync(events('pump-1'), '{"temperature":1}', { qos: 1, properties });
    await client.publishAsync('', '{"temperature":2}', { qos: 1, properties: { topicAlias: 3 } });
    const kept = await everything(site.log);
    assert.deepEqual(
      kept.map(({ messageId, properties: rest }) => [messageId, rest]),
      [
        ['m-9', 'shift=night'],
        [null, undefined],
      ],
    );
    await site.close();
  });
});
