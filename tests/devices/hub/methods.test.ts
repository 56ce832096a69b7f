import assert from 'node:assert/strict';
import { callMethod, confirmCommand, proposeCommand } from '../../../domain/iot/commands/propose.ts';
import { engines, enginesTold } from '../../fixtures/databases.ts';
import { dora, sue } from '../../fixtures/field-desk.ts';
import { deviceId, filters, HubOver } from '../../fixtures/iot/hub-over.ts';
import { until } from '../../fixtures/iot/until.ts';

for (const engine of engines)
  describe(`the hub’s calls of devices over ${engine.name}`, () => {
    const at = HubOver.forTests(engine);

    it('calls a listening device and ends the command with its answer', async () => {
      at.device.connect();
      at.device.subscribe(filters.methods);
      const { id } = await at.commit(
        (unit) => callMethod(unit, { deviceId, method: 'reboot', payload: { delay: 5 } }),
        { actor: sue },
      );
      const { topic, payload } = await at.hears('$iothub/methods/POST/');
      assert.deepEqual(
        [topic, JSON.parse(payload)],
        [`$iothub/methods/POST/reboot/?$rid=${id}`, { delay: 5 }],
      );
      await at.device.publish(`$iothub/methods/res/202/?$rid=${id}`, '{"in":5}');
      const { state, status, response } = await at.database.tables.deviceCommands.get(id);
      assert.deepEqual([state, status, response], ['completed', 202, { in: 5 }]);
      await at.device.publish('$iothub/methods/res/200/?$rid=nobody', 'x');
    });

    it('keeps an answer that is no JSON, none, or a refusal', async () => {
      at.device.connect();
      at.device.subscribe(filters.methods);
      const call = async (status: number, payload: string) => {
        const { id } = await at.commit((unit) => callMethod(unit, { deviceId, method: 'm', payload: null }), {
          actor: sue,
        });
        await at.hears(`$iothub/methods/POST/m/?$rid=${id}`);
        await at.device.publish(`$iothub/methods/res/${status}/?$rid=${id}`, payload);
        const found = await at.database.tables.deviceCommands.get(id);
        return [found.state, found.status, found.response];
      };
      assert.deepEqual(await call(200, ''), ['completed', 200, null]);
      assert.deepEqual(await call(200, 'fine'), ['completed', 200, 'fine']);
      assert.deepEqual(await call(501, '"no such method"'), ['failed', 501, 'no such method']);
    });

    it('lets a call fail when the device is silent, and when it is not there', async () => {
      const call = () =>
        at.commit((unit) => callMethod(unit, { deviceId, method: 'm', payload: 1, timeoutSeconds: 5 }), {
          actor: sue,
        });
      const { id: absent } = await call();
      await at.advance(3);
      await at.commandIs(absent, 'failed');
      at.device.connect();
      at.device.subscribe(filters.methods);
      const { id: silent } = await call();
      await at.hears(`$iothub/methods/POST/m/?$rid=${silent}`);
      await at.advance(8);
      await at.commandIs(silent, 'failed');
      const problem = async (id: string) => (await at.database.tables.deviceCommands.get(id)).problem;
      assert.equal(await problem(absent), 'the device is not connected, or listens for no methods');
      assert.match((await problem(silent)) ?? '', /no answer within 5 s/);
    });

    it('sends a command as a call to whoever listens, else as a message that waits', async () => {
      const command = async () => {
        const parameters = { Temperature: 21 };
        const { id } = await at.commit(
          (unit) => proposeCommand(unit, { deviceId, name: 'Set Values', parameters }),
          { actor: dora },
        );
        await at.commit((unit) => confirmCommand(unit, { commandId: id }), { actor: dora });
        return id;
      };
      const absent = await command();
      await at.advance(3);
      await until(
        async () => (await at.database.tables.deviceCommands.get(absent)).via === 'message',
        'it waits as a message',
      );
      at.device.connect();
      at.device.subscribe(filters.messages);
      await at.commandIs(absent, 'completed');
      assert.deepEqual(JSON.parse(at.device.told[0]!.payload), {
        CommandName: 'Set Values',
        Parameters: { Temperature: 21 },
      });
      await at.commandIs(await command(), 'completed'); // connected, but deaf to calls
      at.device.subscribe(filters.methods);
      const called = await command();
      const { payload } = await at.hears(`$iothub/methods/POST/SetValues/?$rid=${called}`);
      assert.deepEqual(JSON.parse(payload), { CommandName: 'Set Values', Parameters: { Temperature: 21 } });
      await at.device.publish(`$iothub/methods/res/200/?$rid=${called}`, '{}');
      await at.commandIs(called, 'completed');
    });
  });

it(`the hub’s calls of devices: the suite ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
