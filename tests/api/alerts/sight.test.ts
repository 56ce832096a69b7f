import assert from 'node:assert/strict';
import { eventSight } from '../../../api/live/sight.ts';
import type { LoggedEvent } from '../../../domain/events.ts';
import { anActor } from '../../fixtures/desk-records.ts';
import { dora, nina, tom } from '../../fixtures/field-desk.ts';
import { aBooking, aRequirement, aWorkOrder } from '../../fixtures/field-records.ts';
import { aMachineDesk } from '../../fixtures/iot/machines.ts';

const event = (name: string, data: object) =>
  ({ seq: 1, name, at: new Date(0), unitId: 'main', actorId: 'x', traceId: null, data }) as LoggedEvent;
const raised = event('alert.raised', { alertId: 'a', deviceId: 'pump-7', assetId: 'asset-1', caseId: null });
const elsewhere = event('alert.raised', { alertId: 'b', deviceId: 'x', assetId: 'asset-9', caseId: null });
const said = event('message.received', { conversationId: 'c', caseId: null, customerId: 'cu-1', text: 'Hi' });

describe('events of machines', () => {
  const desk = aMachineDesk()
    .seed('workOrders', aWorkOrder({ assetId: 'asset-1' }))
    .seed('requirements', aRequirement())
    .seed('bookings', aBooking());
  const hears = async (actor: typeof dora) => {
    const sees = await eventSight(actor, desk.unit());
    return [raised, elsewhere, said].map((one) => sees(one));
  };

  it('are heard by a telemetry reader, and nothing that people say', async () => {
    assert.deepEqual(await hears(anActor('tess', 'telemetry-reader')), [true, true, false]);
    assert.deepEqual(await hears(anActor('both', 'telemetry-reader', 'agent')), [true, true, true]);
  });

  it('are heard by the desk, by the technician of the machine, and by no other and no customer', async () => {
    assert.deepEqual(await hears(dora), [true, true, true]);
    assert.deepEqual(await hears(tom), [true, false, false]);
    assert.deepEqual(await hears(nina), [false, false, false]);
    assert.deepEqual(await hears(anActor('cu-2', 'customer')), [false, false, false]);
  });
});
