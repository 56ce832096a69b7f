import assert from 'node:assert/strict';
import { requireCommander, requireCommanding } from '../../../../domain/iot/commands/guard.ts';
import type { Actor } from '../../../../domain/people/actor.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import type { BookingState } from '../../../../domain/work-orders/work-order.ts';
import { ana, dora, nina, sue, tom } from '../../../fixtures/field-desk.ts';
import { aBooking, aWorkOrder } from '../../../fixtures/field-records.ts';
import { aDeskWithDevice, aThermostat } from '../../../fixtures/iot/hub-records.ts';

const refusedWith = (code: string) => (error: Refused) => error.code === code;
const orderOf = async (actor: Actor, desk = aDeskWithDevice(), device = aThermostat()) =>
  (await requireCommander(desk.unit(actor), device))?.id ?? null;

describe('who may tell a device something', () => {
  it('is a dispatcher or a supervisor for any device, linked to a machine or not', async () => {
    assert.deepEqual([await orderOf(dora), await orderOf(sue)], [null, null]);
    assert.equal(await orderOf(dora, undefined, aThermostat({ assetId: null })), null);
  });

  it('is a technician as long as a visit to the machine is theirs to make', async () => {
    const during = async (state: BookingState) =>
      orderOf(tom, aDeskWithDevice().seed('bookings', aBooking({ state })));
    for (const state of ['scheduled', 'traveling', 'in-progress', 'on-break'] as const)
      assert.equal(await during(state), 'wo-1', state);
    for (const state of ['completed', 'cancelled'] as const)
      await assert.rejects(during(state), refusedWith('command.not_yours'), state);
  });

  it('is no technician of another visit, nor of a visit to another machine', async () => {
    await assert.rejects(orderOf(nina), refusedWith('command.not_yours'));
    const elsewhere = aDeskWithDevice().seed(
      'workOrders',
      aWorkOrder({ assetId: 'asset-2', state: 'scheduled' }),
    );
    await assert.rejects(orderOf(tom, elsewhere), refusedWith('command.not_yours'));
    await assert.rejects(
      orderOf(tom, undefined, aThermostat({ assetId: null })),
      refusedWith('command.not_yours'),
    );
  });

  it('is nobody else, which is said before anything is looked up', () => {
    const unit = (actor: Actor) => aDeskWithDevice().unit(actor);
    assert.throws(
      () => requireCommanding(unit(ana)),
      /This needs the role technician or dispatcher or supervisor/,
    );
    for (const who of [tom, dora, sue]) assert.doesNotThrow(() => requireCommanding(unit(who)));
  });
});
