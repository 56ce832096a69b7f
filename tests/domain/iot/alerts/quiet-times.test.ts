import assert from 'node:assert/strict';
import { suppressAlert } from '../../../../domain/iot/alerts/attend.ts';
import { cutQuietTime, endQuietTime, planQuietTime } from '../../../../domain/iot/alerts/quiet-times.ts';
import { setDeviceState } from '../../../../domain/iot/devices/keep.ts';
import { ana, as, dora } from '../../../fixtures/field-desk.ts';
import { aDevice, aMachineDesk, finds, someSettings } from '../../../fixtures/iot/machines.ts';
import type { Memory } from '../../../fixtures/memory.ts';

const hours = (desk: Memory, from: number, to: number) => ({
  startAt: new Date(desk.now.getTime() + from * 3_600_000),
  endAt: new Date(desk.now.getTime() + to * 3_600_000),
  reason: 'Yearly service',
});
const endIt = (desk: Memory, quietTimeId: string) => desk.commit((unit) => endQuietTime(unit, quietTimeId));

describe('a quiet time', () => {
  it('counts what is found on its asset and raises nothing', async () => {
    const desk = aMachineDesk().seed('devices', aDevice(), aDevice({ id: 'other', assetId: null }));
    const { id } = await as(desk, dora)(planQuietTime, { ...hours(desk, 0, 2), assetId: 'asset-1' });
    assert.equal(await finds(desk), null);
    assert.equal(await finds(desk, { kind: 'point' }), null);
    assert.notEqual(await finds(desk, { device: 'other' }), null);
    assert.equal(desk.one('quietTimes', id).findings, 2);
    assert.equal(desk.all('alerts', { deviceId: 'pump-7' }).length, 0);
  });

  it('tells at its end what still stands, and only that', async () => {
    const desk = aMachineDesk();
    const raisedAt = desk.now.getTime();
    const { id } = await as(desk, dora)(planQuietTime, { ...hours(desk, 0, 2), deviceId: 'pump-7' });
    assert.equal(desk.timers.get(`quiet-time.end:${id}`)?.dueAt.getTime(), raisedAt + 7_200_000);
    await finds(desk, { count: 7 });
    await finds(desk, { kind: 'point' });
    await finds(desk, { kind: 'point', raisedAt, state: 'cleared' });
    await endIt(desk, id);
    assert.equal(desk.all('alerts').length, 0, 'not before its end');
    desk.advance(120);
    await endIt(desk, id);
    assert.deepEqual(
      desk.all('alerts').map(({ kind, count, state }) => [kind, count, state]),
      [['drift', 7, 'open']],
    );
  });

  it('is planned for machines of the own unit alone', async () => {
    const desk = aMachineDesk();
    const theirs = { ...dora, unitId: 'north' };
    for (const about of [{ deviceId: 'pump-7' }, { assetId: 'asset-1' }])
      await assert.rejects(
        as(desk, theirs)(planQuietTime, { ...hours(desk, 0, 2), ...about }),
        /There is no/,
      );
  });

  it('that is about one channel and kind leaves the others alone', async () => {
    const desk = aMachineDesk();
    const about = { deviceId: 'pump-7', channel: 'vibration', kind: 'drift' } as const;
    await as(desk, dora)(planQuietTime, { ...hours(desk, 0, 2), ...about });
    assert.equal(await finds(desk), null);
    assert.notEqual(await finds(desk, { kind: 'shift' }), null);
    assert.notEqual(await finds(desk, { channel: 'pressure' }), null);
  });

  it('yet to come and past keeps nothing quiet', async () => {
    const desk = aMachineDesk();
    await as(desk, dora)(planQuietTime, { ...hours(desk, 1, 2), deviceId: 'pump-7' });
    assert.notEqual(await finds(desk), null);
    desk.advance(180);
    assert.notEqual(await finds(desk, { kind: 'shift' }), null);
  });

  it('can be ended early', async () => {
    const desk = aMachineDesk();
    const { id } = await as(desk, dora)(planQuietTime, { ...hours(desk, 0, 9), deviceId: 'pump-7' });
    await finds(desk);
    desk.advance(5);
    await as(desk, dora)(cutQuietTime, { quietTimeId: id });
    assert.equal(desk.all('alerts').length, 1);
    assert.equal(desk.timers.size, 0);
    await assert.rejects(as(desk, dora)(cutQuietTime, { quietTimeId: id }), /over already/);
  });

  it('is refused without a machine, an end ahead or a reason, and to agents', async () => {
    const desk = aMachineDesk();
    const plan = as(desk, dora);
    const good = { ...hours(desk, 0, 1), deviceId: 'pump-7' };
    await assert.rejects(plan(planQuietTime, hours(desk, 0, 1)), /assetId: exactly one/);
    await assert.rejects(plan(planQuietTime, { ...good, ...hours(desk, -2, -1) }), /endAt/);
    await assert.rejects(plan(planQuietTime, { ...good, ...hours(desk, 0, 9000) }), /at most a year/);
    await assert.rejects(plan(planQuietTime, { ...good, reason: ' ' }), /reason/);
    await assert.rejects(as(desk, ana)(planQuietTime, good), /needs the role/);
  });
});

describe('a suppressed alert', () => {
  it('is over, keeps quiet, and comes anew when the fault still stands', async () => {
    const desk = aMachineDesk();
    const raisedAt = desk.now.getTime();
    const alert = await finds(desk);
    await as(desk, dora)(suppressAlert, { alertId: alert?.id ?? '', hours: 4, reason: 'Part is ordered' });
    assert.equal(desk.one('alerts', alert?.id ?? '').clearReason, 'suppressed');
    desk.advance(60);
    assert.equal(await finds(desk, { raisedAt, severity: 'critical', count: 60 }), null);
    desk.advance(180);
    await endIt(desk, desk.all('quietTimes')[0]?.id ?? '');
    const [, again] = desk.all('alerts');
    assert.deepEqual([again?.state, again?.severity, again?.count], ['open', 'critical', 60]);
  });
});

describe('a disabled device', () => {
  it('ends its alerts, and tells anew what stands once it is enabled', async () => {
    const desk = aMachineDesk();
    const alert = await finds(desk);
    await as(desk, dora)(setDeviceState, { deviceId: 'pump-7', state: 'disabled' });
    assert.equal(desk.one('alerts', alert?.id ?? '').clearReason, 'device-gone');
    await as(desk, dora)(setDeviceState, { deviceId: 'pump-7', state: 'enabled' });
    assert.equal(desk.all('alerts', { state: 'open' }).length, 1);
  });
});

describe('a group whose alert is of a disabled device', () => {
  it('goes on standing for the devices that are not', async () => {
    const desk = aMachineDesk()
      .seed('devices', aDevice(), aDevice({ id: 'pump-8' }))
      .seed('alertSettings', someSettings({ groupBy: ['asset'] }));
    const raisedAt = desk.now.getTime();
    const parent = await finds(desk);
    const child = await finds(desk, { device: 'pump-8' });
    assert.equal(child?.parentId, parent?.id);
    await as(desk, dora)(setDeviceState, { deviceId: 'pump-7', state: 'disabled' });
    assert.equal(desk.one('alerts', parent?.id ?? '').state, 'open');
    await finds(desk, { device: 'pump-8', raisedAt, state: 'cleared' });
    assert.equal(desk.one('alerts', parent?.id ?? '').state, 'cleared');
  });

  it('is suppressed whole, and comes anew whole', async () => {
    const desk = aMachineDesk();
    const parent = await finds(desk);
    await finds(desk, { kind: 'point' });
    await as(desk, dora)(suppressAlert, { alertId: parent?.id ?? '', hours: 1, reason: 'Known' });
    assert.equal(desk.all('alerts', { state: 'open' }).length, 0);
    desk.advance(60);
    for (const { id } of desk.all('quietTimes')) await endIt(desk, id);
    assert.deepEqual(
      desk.all('alerts', { state: 'open' }).map(({ kind }) => kind),
      ['drift', 'point'],
    );
  });
});
