import assert from 'node:assert/strict';
import { dispatchAlert, openAlertCase } from '../../../../domain/iot/alerts/flow.ts';
import { judgeRepair } from '../../../../domain/iot/alerts/repair.ts';
import { announce } from '../../../../domain/work-orders/settle.ts';
import { aCase } from '../../../fixtures/desk-records.ts';
import { ana, as, dora, happened, tom } from '../../../fixtures/field-desk.ts';
import { aDevice, aMachineDesk, finds, someSettings } from '../../../fixtures/iot/machines.ts';
import type { Memory } from '../../../fixtures/memory.ts';

const alertOf = (desk: Memory, id = desk.all('alerts')[0]?.id) => desk.one('alerts', id ?? '');

/** The order's last visit is done: what the settling of bookings does to it. */
const completes = (desk: Memory, workOrderId: string) =>
  desk.commit(async (unit) => {
    const order = await unit.workOrders.get(workOrderId);
    announce(unit, unit.workOrders.save({ ...order, state: 'completed' }), order.state);
  });

describe('what an alert leads to', () => {
  it('is one case about the machine, with the contact of its place', async () => {
    const desk = aMachineDesk();
    const alertId = (await finds(desk))?.id ?? '';
    const found = await as(desk, ana)(openAlertCase, { alertId });
    assert.deepEqual(
      [found.origin, found.assetId, found.customerId, found.category, found.priority],
      ['device', 'asset-1', 'cu-1', 'air-conditioning', 'high'],
    );
    assert.match(found.title, /^Ceiling cassette 3\.12, floor 3: vibration, slow drift$/);
    assert.match(found.description, /7\.4 mm\/s[\s\S]*Alert L-101/);
    assert.equal((await as(desk, dora)(openAlertCase, { alertId })).id, found.id);
    assert.equal(alertOf(desk).caseId, found.id);
    assert.ok(happened(desk).includes('alert.linked'));
  });

  it('is one work order, however many ask', async () => {
    const desk = aMachineDesk();
    const alertId = (await finds(desk))?.id ?? '';
    const first = await as(desk, dora)(dispatchAlert, { alertId });
    const second = await as(desk, ana)(dispatchAlert, { alertId });
    assert.deepEqual([first.isNew, second.isNew, first.order.id], [true, false, second.order.id]);
    assert.equal(alertOf(desk).workOrderId, first.order.id);
    assert.match(first.order.instructions, /7\.4 mm\/s/);
    await assert.rejects(as(desk, tom)(dispatchAlert, { alertId }), /needs the role/);
  });

  it('is one for the whole group, and an active case of the same machine is taken', async () => {
    const desk = aMachineDesk();
    const parent = await finds(desk);
    const child = await finds(desk, { kind: 'point' });
    const { order } = await as(desk, dora)(dispatchAlert, { alertId: child?.id ?? '' });
    assert.equal(alertOf(desk, parent?.id).workOrderId, order.id);
    desk.advance(60);
    const later = await finds(desk, { kind: 'shift' });
    assert.equal(later?.parentId, null);
    const same = await as(desk, dora)(openAlertCase, { alertId: later?.id ?? '' });
    assert.equal(same.id, order.caseId);
    assert.equal(desk.all('cases').length, 1);
  });

  it('follows by itself from the severity that the unit has set', async () => {
    const desk = aMachineDesk().seed(
      'alertSettings',
      someSettings({ caseFrom: 'minor', workOrderFrom: 'critical' }),
    );
    const raisedAt = desk.now.getTime();
    await finds(desk, { severity: 'warning' });
    assert.equal(alertOf(desk).caseId, null);
    await finds(desk, { raisedAt, severity: 'minor', count: 2 });
    assert.notEqual(alertOf(desk).caseId, null);
    assert.equal(alertOf(desk).workOrderId, null);
    await finds(desk, { raisedAt, severity: 'critical', count: 3 });
    assert.notEqual(alertOf(desk).workOrderId, null);
    assert.equal(desk.all('workOrders').length, 1);
  });

  it('is nothing where the machine or its customer is not known, and says so', async () => {
    const desk = aMachineDesk()
      .seed('alertSettings', someSettings({ caseFrom: 'minor' }))
      .seed('devices', aDevice({ id: 'loose', assetId: null }));
    const loose = await finds(desk, { device: 'loose' });
    assert.match(alertOf(desk, loose?.id).note ?? '', /linked to no asset/);
    await assert.rejects(as(desk, dora)(openAlertCase, { alertId: loose?.id ?? '' }), /linked to no asset/);
    desk.rows('customers').clear();
    desk.seed('cases', aCase({ state: 'resolved' }));
    const other = await finds(desk);
    assert.match(alertOf(desk, other?.id).note ?? '', /account is known/);
    await assert.rejects(as(desk, dora)(openAlertCase, { alertId: other?.id ?? '' }), /Nobody is known/);
  });
});

describe('a repair', () => {
  const repaired = async () => {
    const desk = aMachineDesk();
    const raisedAt = desk.now.getTime();
    const alertId = (await finds(desk))?.id ?? '';
    await finds(desk, { kind: 'point' });
    const { order } = await as(desk, dora)(dispatchAlert, { alertId });
    desk.advance(60);
    await completes(desk, order.id);
    return { desk, raisedAt, alertId, order };
  };

  it('asks for the references to be learned anew and gives telemetry time', async () => {
    const { desk, alertId, order } = await repaired();
    const serviced = desk.events.filter(({ name }) => name === 'device.serviced');
    assert.deepEqual(
      serviced.map(({ data }) => data),
      [{ deviceId: 'pump-7', workOrderId: order.id }],
    );
    const alert = alertOf(desk, alertId);
    assert.equal(alert.state, 'open');
    assert.match(alert.note ?? '', /W-2077 is done; telemetry has 30 min/);
    assert.equal(desk.timers.get(`alert.verify:${alertId}`)?.dueAt.getTime(), alert.verifyUntil?.getTime());
  });

  it('is good only when telemetry is back in band', async () => {
    const { desk, raisedAt, alertId } = await repaired();
    await finds(desk, { raisedAt, kind: 'point', state: 'cleared' });
    assert.equal(alertOf(desk, alertId).state, 'open');
    await finds(desk, { raisedAt, state: 'cleared' });
    assert.equal(alertOf(desk, alertId).state, 'cleared');
    assert.equal(desk.timers.has(`alert.verify:${alertId}`), false);
  });

  it('that did not help leaves the alert standing, says so, and is followed up once', async () => {
    const { desk, alertId, order } = await repaired();
    desk.advance(30);
    await desk.commit((unit) => judgeRepair(unit, alertId));
    await desk.commit((unit) => judgeRepair(unit, alertId));
    const alert = alertOf(desk, alertId);
    assert.equal(alert.state, 'open');
    assert.match(alert.note ?? '', /Still out of band 30 min after W-2077 was done\. W-2078 follows it up\./);
    assert.notEqual(alert.workOrderId, order.id);
    assert.equal(desk.all('workOrders').length, 2);
    assert.equal(happened(desk).filter((name) => name === 'alert.still_out').length, 1);
  });

  it('that did not help is only told of where the unit wants no follow-up', async () => {
    const { desk, alertId } = await repaired();
    desk.seed('alertSettings', someSettings({ isFollowingUp: false }));
    desk.advance(30);
    await desk.commit((unit) => judgeRepair(unit, alertId));
    assert.equal(desk.all('workOrders').length, 1);
    assert.match(alertOf(desk, alertId).note ?? '', /Still out of band/);
  });
});
