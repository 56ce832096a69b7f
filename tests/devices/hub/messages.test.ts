import assert from 'node:assert/strict';
import { queueCloudMessage } from '../../../domain/iot/hub/cloud-queue.ts';
import { engines, enginesTold } from '../../fixtures/databases.ts';
import { sue } from '../../fixtures/field-desk.ts';
import { deviceId, filters, HubOver } from '../../fixtures/iot/hub-over.ts';
import { until } from '../../fixtures/iot/until.ts';

for (const engine of engines)
  describe(`the hub’s messages to devices over ${engine.name}`, () => {
    const at = HubOver.forTests(engine);

    it('delivers messages in order at QoS 1, completed by the device’s acknowledgement', async () => {
      const send = (body: string, more = {}) =>
        at.commit((unit) => queueCloudMessage(unit, { deviceId, body, ...more }), { actor: sue });
      const first = await send('{"n":1}', {
        messageId: 'm-1',
        contentType: 'application/json',
        properties: { 'a b': 'c&d=€' },
        correlationId: 'cor',
      });
      at.device.connect();
      at.device.subscribe(filters.messages);
      await send('two');
      await until(() => at.device.told.length === 2, 'both arrive');
      assert.deepEqual(
        at.device.told.map(({ payload, qos }) => [payload, qos]),
        [
          ['{"n":1}', 1],
          ['two', 1],
        ],
      );
      const bag = new URLSearchParams(
        at.device.told[0]!.topic.replace(`devices/${deviceId}/messages/devicebound/`, ''),
      );
      assert.deepEqual(Object.fromEntries(bag), {
        '$.mid': 'm-1',
        '$.cid': 'cor',
        '$.to': `/devices/${deviceId}/messages/devicebound`,
        '$.exp': first.expiresAt.toISOString(),
        '$.ct': 'application/json',
        '$.ce': 'utf-8',
        'a b': 'c&d=€',
      });
      await until(
        async () => (await at.database.tables.cloudMessages.count({ state: 'completed' })) === 2,
        'both are completed',
      );
    });

    it('offers a message again when the device went away before it acknowledged it', async () => {
      at.device.whenTold = () => 'go away';
      at.device.connect();
      at.device.subscribe(filters.messages);
      const { id } = await at.commit((unit) => queueCloudMessage(unit, { deviceId, body: 'x' }), {
        actor: sue,
      });
      const isBack = async () => {
        const { state, deliveryCount } = await at.database.tables.cloudMessages.get(id);
        return state === 'enqueued' && deliveryCount === 1;
      };
      await until(isBack, 'it waits again');
      at.device.whenTold = () => 'acknowledge';
      at.device.connect();
      await until(
        async () => (await at.database.tables.cloudMessages.get(id)).state === 'completed',
        'it is completed',
      );
      assert.equal((await at.database.tables.cloudMessages.get(id)).deliveryCount, 2);
    });

    it('offers a message again a minute after a process died with it', async () => {
      const { id } = await at.commit((unit) => queueCloudMessage(unit, { deviceId, body: 'x' }), {
        actor: sue,
      });
      let release: () => void = () => undefined;
      at.device.whenTold = () =>
        new Promise<void>((resolve) => {
          release = resolve;
        });
      at.device.connect();
      at.device.subscribe(filters.messages);
      await until(() => at.device.told.length === 1, 'it is handed over');
      const died = at.hub;
      at.open(); // another process; the first one never says another word
      at.device.connect();
      at.device.subscribe(filters.messages);
      await at.advance(61);
      await until(
        async () => (await at.database.tables.cloudMessages.get(id)).state === 'completed',
        'the other delivers it',
      );
      assert.equal((await at.database.tables.cloudMessages.get(id)).deliveryCount, 2);
      release();
      await died.stop();
    });
  });

it(`the hub’s messages to devices: the suite ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
