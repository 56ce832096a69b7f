import assert from 'node:assert/strict';
import { serviceReactions } from '../../../../domain/iot/commands/after-service.ts';
import { reactions } from '../../../../domain/reactions.ts';
import { completeVisit } from '../../../../domain/work-orders/visit.ts';
import { as, tom } from '../../../fixtures/field-desk.ts';
import { aBooking } from '../../../fixtures/field-records.ts';
import { aDeskWithDevice, aModel, aThermostat } from '../../../fixtures/iot/hub-records.ts';

const naming = { afterService: 'Reset Thermostat' };

describe('when a work order at its machine is completed', () => {
  it('a device is sent the command that its model names, in the name of whoever completed it', async () => {
    const desk = aDeskWithDevice()
      .seed('deviceModels', aModel(naming))
      .seed('bookings', aBooking({ state: 'in-progress' }));
    desk.reactions = reactions;
    const report = { bookingId: 'book-1', report: 'Done', outcome: 'fixed', parts: [] } as const;
    await as(desk, tom)(completeVisit, report);
    const [command, ...others] = desk.all('deviceCommands');
    assert.deepEqual(
      [
        command?.name,
        command?.state,
        command?.deviceId,
        command?.workOrderId,
        command?.requestedById,
        others,
      ],
      ['Reset Thermostat', 'queued', 'dev-1', 'wo-1', 'tom', []],
    );
    assert.ok(desk.timers.has(`command.due:${command?.id}`));
  });

  it('nothing is sent where the model names nothing, nobody described it, or the device is disabled', async () => {
    const [react] = serviceReactions['device.serviced'];
    const serviced = { deviceId: 'dev-1', workOrderId: 'wo-1' };
    const off = aThermostat({ state: 'disabled' });
    for (const desk of [
      aDeskWithDevice(),
      aDeskWithDevice().seed('devices', aThermostat({ model: 'unknown' })),
      aDeskWithDevice().seed('deviceModels', aModel(naming)).seed('devices', off),
    ]) {
      await desk.commit((unit) => react(unit, serviced));
      assert.deepEqual(desk.all('deviceCommands'), []);
    }
  });
});
