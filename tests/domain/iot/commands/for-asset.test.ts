import assert from 'node:assert/strict';
import { commandForAsset } from '../../../../domain/iot/commands/for-asset.ts';
import { sendCloudMessage } from '../../../../domain/iot/commands/send-message.ts';
import type { JsonObject } from '../../../../domain/iot/hub/json.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { as, dora, tom } from '../../../fixtures/field-desk.ts';
import { aDeskWithDevice, aThermostat } from '../../../fixtures/iot/hub-records.ts';

const refusedWith =
  (code: string, words = /./) =>
  (error: Refused) =>
    error.code === code && words.test(error.message);

describe('telling a machine something', () => {
  const tell = (
    desk: ReturnType<typeof aDeskWithDevice>,
    name = 'Set Values',
    parameters: JsonObject = { Temperature: 21 },
  ) => as(desk, tom)(commandForAsset, { assetId: 'asset-1', name, parameters });

  it('reaches its only device', async () => {
    assert.equal((await tell(aDeskWithDevice())).deviceId, 'dev-1');
  });

  it('reaches the one device that is made for the command', async () => {
    const desk = aDeskWithDevice().seed('devices', aThermostat({ id: 'meter', model: 'M-1' }));
    assert.equal((await tell(desk)).deviceId, 'dev-1');
    await assert.rejects(
      tell(desk, 'Notification', { Message: 'Hi' }),
      refusedWith('command.which_device', /dev-1, meter/),
    );
  });

  it('is refused where no device is there to be told, or several could be meant', async () => {
    const none = aDeskWithDevice().seed('devices', aThermostat({ state: 'disabled' }));
    await assert.rejects(tell(none), refusedWith('command.no_device', /Ceiling cassette/));
    const two = aDeskWithDevice().seed('devices', aThermostat({ id: 'dev-2' }));
    await assert.rejects(tell(two), refusedWith('command.which_device'));
  });
});

describe('a message that a program sends', () => {
  const send = (body: JsonObject | string, who = dora) =>
    as(aDeskWithDevice(), who)(sendCloudMessage, { deviceId: 'dev-1', body });

  it('is a text as it is, and anything else as JSON', async () => {
    assert.deepEqual([(await send('hello')).body, (await send('hello')).contentType], ['hello', null]);
    assert.deepEqual(
      [(await send({ a: 1 })).body, (await send({ a: 1 })).contentType],
      ['{"a":1}', 'application/json'],
    );
  });

  it('is for dispatchers and supervisors', async () => {
    await assert.rejects(send('x', tom), refusedWith('role.not_allowed'));
  });

  it('keeps to the safe range when it is a command, also as the text of its JSON', async () => {
    const command = { CommandName: 'Set Values', Parameters: { Temperature: 45 } };
    await assert.rejects(send(command), refusedWith('command.out_of_range'));
    await assert.rejects(send(JSON.stringify(command)), refusedWith('command.out_of_range'));
    assert.equal((await send({ ...command, Parameters: { Temperature: 20 } })).state, 'enqueued');
  });
});
