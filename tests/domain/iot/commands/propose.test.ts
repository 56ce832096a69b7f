import assert from 'node:assert/strict';
import { ageCommand, takeForCall } from '../../../../domain/iot/commands/carry-out.ts';
import {
  callMethod,
  cancelCommand,
  confirmCommand,
  proposeCommand,
} from '../../../../domain/iot/commands/propose.ts';
import type { JsonObject } from '../../../../domain/iot/hub/json.ts';
import { ana, as, cardsOf, dora, nina, sue, tom } from '../../../fixtures/field-desk.ts';
import { aBooking } from '../../../fixtures/field-records.ts';
import { anAlert } from '../../../fixtures/iot/machines.ts';
import { aModel, aThermostat } from '../../../fixtures/iot/hub-records.ts';
import type { Memory } from '../../../fixtures/memory.ts';
import { aDesk, deviceId, moves, propose, refusedWith, stateOf, timerOf } from './command-desk.ts';

describe('telling a device something', () => {
  it('is proposed first, on a card of its own, and reaches nobody before it is confirmed', async () => {
    const desk = aDesk();
    const command = await propose(desk);
    assert.deepEqual(
      [
        command.state,
        command.workOrderId,
        command.assetId,
        command.requestedByName,
        timerOf(desk, command.id),
      ],
      ['proposed', 'wo-1', 'asset-1', 'Tom', 900],
    );
    assert.deepEqual(command.payload, { CommandName: 'Set Values', Parameters: { Temperature: 21 } });
    assert.deepEqual(cardsOf(desk, 'tom'), [`command:${command.id}`]);
    assert.deepEqual(desk.all('cloudMessages'), []);
    assert.equal(await desk.commit((unit) => takeForCall(unit, { commandId: command.id })), undefined);
    const queued = await as(desk, tom)(confirmCommand, { commandId: command.id });
    assert.deepEqual([queued.state, queued.confirmedById, timerOf(desk, command.id)], ['queued', 'tom', 2]);
    assert.deepEqual(moves(desk), ['proposed', 'queued']);
  });

  it('is for the technician of a visit to that asset, for dispatchers and supervisors, and nobody else', async () => {
    for (const who of [tom, dora, sue]) assert.equal((await propose(aDesk(), who)).state, 'proposed');
    await assert.rejects(propose(aDesk(), ana), refusedWith('role.not_allowed'));
    await assert.rejects(propose(aDesk(), nina), refusedWith('command.not_yours', /Thermostat 3rd floor/));
    const over = aDesk().seed('bookings', aBooking({ state: 'completed' }));
    await assert.rejects(propose(over), refusedWith('command.not_yours'));
    const loose = aDesk().seed('devices', aThermostat({ assetId: null }));
    await assert.rejects(propose(loose), refusedWith('command.not_yours'));
    assert.equal((await propose(loose, dora)).workOrderId, null);
  });

  it('is refused with the range when it is not safe, when proposed and again when confirmed', async () => {
    const desk = aDesk();
    await assert.rejects(
      propose(desk, tom, { Temperature: 45 }),
      refusedWith('command.out_of_range', /5 to 30 °C/),
    );
    assert.deepEqual(desk.all('deviceCommands'), []);
    const { id: commandId } = await propose(desk);
    const [command] = aModel().commands;
    const [temperature, ...others] = command!.parameters;
    desk.seed(
      'deviceModels',
      aModel({ commands: [{ ...command!, parameters: [{ ...temperature!, max: 20 }, ...others] }] }),
    );
    await assert.rejects(
      as(desk, tom)(confirmCommand, { commandId }),
      refusedWith('command.out_of_range', /5 to 20/),
    );
    assert.equal(stateOf(desk, commandId), 'proposed');
  });

  it('is confirmed or taken back by whoever proposed it, a dispatcher or a supervisor', async () => {
    const desk = aDesk();
    const { id: commandId } = await propose(desk, dora);
    await assert.rejects(as(desk, tom)(confirmCommand, { commandId }), refusedWith('command.not_yours'));
    await assert.rejects(as(desk, tom)(cancelCommand, { commandId }), refusedWith('command.not_yours'));
    assert.equal((await as(desk, sue)(cancelCommand, { commandId })).state, 'cancelled');
    await assert.rejects(
      as(desk, sue)(confirmCommand, { commandId }),
      refusedWith('command.transition_not_allowed'),
    );
    assert.equal(timerOf(desk, commandId), null);
  });

  it('is given up when nobody confirms it, and not begun for a device that is disabled', async () => {
    const desk = aDesk();
    const { id: commandId } = await propose(desk);
    await desk.commit((unit) => ageCommand(unit, commandId));
    assert.deepEqual(
      [stateOf(desk, commandId), desk.one('deviceCommands', commandId).problem],
      ['expired', 'nobody confirmed it'],
    );
    desk.seed('devices', aThermostat({ state: 'disabled' }));
    await assert.rejects(propose(desk), refusedWith('device.not_enabled'));
  });

  it('renews its card, and its device’s and its alert’s where they stand, at every step', async () => {
    const desk = aDesk().seed('alerts', anAlert({ id: 'al-1', deviceId }), anAlert({ id: 'al-2' }));
    const notify = (alertId: string) =>
      as(desk, tom)(proposeCommand, {
        deviceId,
        name: 'Notification',
        parameters: { Message: 'Hi' },
        alertId,
      });
    await assert.rejects(notify('al-2'), refusedWith('record.not_found')); // another device's
    const { id } = await notify('al-1');
    const before = desk.one('posts', `tom:command:${id}`).revision;
    await as(desk, tom)(confirmCommand, { commandId: id });
    assert.equal(desk.one('posts', `tom:command:${id}`).revision, before + 1);
    assert.equal(desk.one('deviceCommands', id).alertId, 'al-1');
  });
});

describe('calling a method by its name', () => {
  const call = (desk: Memory, who = sue, payload: JsonObject = { delay: 5 }, method = 'reboot') =>
    as(desk, who)(callMethod, { deviceId, method, payload, timeoutSeconds: 10 });

  it('is for dispatchers and supervisors, and is on its way at once', async () => {
    const desk = aDesk();
    const { state, route, payload, timeoutSeconds } = await call(desk);
    assert.deepEqual([state, route, payload, timeoutSeconds], ['queued', 'method', { delay: 5 }, 10]);
    for (const who of [tom, ana]) await assert.rejects(call(desk, who), refusedWith('role.not_allowed'));
  });

  it('has failed when nobody has the device connected: it makes sense at once only', async () => {
    const desk = aDesk();
    const { id } = await call(desk);
    await desk.commit((unit) => ageCommand(unit, id));
    assert.deepEqual(
      [stateOf(desk, id), desk.one('deviceCommands', id).problem],
      ['failed', 'the device is not connected, or listens for no methods'],
    );
    assert.deepEqual(desk.all('cloudMessages'), []);
  });

  it('keeps to the safe ranges of the command it is', async () => {
    await assert.rejects(
      call(aDesk(), sue, { Temperature: 99 }, 'SetValues'),
      refusedWith('command.out_of_range'),
    );
  });
});
