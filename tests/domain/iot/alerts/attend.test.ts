import assert from 'node:assert/strict';
import { moveAlert, standing } from '../../../../domain/iot/alerts/alert.ts';
import {
  acknowledgeAlert,
  clearAlert,
  snoozeAlert,
  wakeAlert,
} from '../../../../domain/iot/alerts/attend.ts';
import { editAlertSettings } from '../../../../domain/iot/alerts/edit-settings.ts';
import { settingsOf } from '../../../../domain/iot/alerts/settings.ts';
import { ana, as, dora, happened, sue, tom } from '../../../fixtures/field-desk.ts';
import { aMachineDesk, anAlert, finds } from '../../../fixtures/iot/machines.ts';

describe('an alert', () => {
  it('is open, acknowledged, cleared, and open again only when the fault comes back', () => {
    assert.deepEqual(standing, ['open', 'acknowledged']);
    const open = anAlert();
    const cleared = moveAlert(moveAlert(open, 'acknowledged'), 'cleared');
    assert.equal(moveAlert(open, 'cleared').state, 'cleared');
    assert.throws(() => moveAlert(cleared, 'acknowledged'), /L-1 is cleared and cannot become acknowledged/);
    assert.equal(moveAlert(cleared, 'open').state, 'open');
  });

  it('is acknowledged once, by whoever sends technicians or is one', async () => {
    const desk = aMachineDesk();
    const alert = await finds(desk);
    const alertId = alert?.id ?? '';
    await assert.rejects(as(desk, ana)(acknowledgeAlert, { alertId }), /needs the role/);
    const seen = await as(desk, tom)(acknowledgeAlert, { alertId });
    assert.deepEqual([seen.state, seen.acknowledgedById], ['acknowledged', 'tom']);
    await assert.rejects(as(desk, dora)(acknowledgeAlert, { alertId }), /cannot become acknowledged/);
    assert.deepEqual(happened(desk), ['alert.raised', 'alert.acknowledged']);
  });

  it('is cleared with a reason only', async () => {
    const desk = aMachineDesk();
    const alertId = (await finds(desk))?.id ?? '';
    await assert.rejects(as(desk, dora)(clearAlert, { alertId, reason: '  ' }), /say why it is over/);
    await assert.rejects(as(desk, tom)(clearAlert, { alertId, reason: 'Done' }), /needs the role/);
    const cleared = await as(desk, dora)(clearAlert, { alertId, reason: ' A bird ' });
    assert.deepEqual(
      [cleared.state, cleared.clearReason, cleared.clearText, cleared.clearedById],
      ['cleared', 'by-hand', 'A bird', 'dora'],
    );
    await assert.rejects(as(desk, dora)(acknowledgeAlert, { alertId }), /over already/);
  });

  it('put aside comes back when the time is over', async () => {
    const desk = aMachineDesk();
    const alertId = (await finds(desk))?.id ?? '';
    const snoozed = await as(desk, dora)(snoozeAlert, { alertId, minutes: 60 });
    assert.equal(desk.timers.get(`alert.wake:${alertId}`)?.dueAt.getTime(), snoozed.snoozedUntil?.getTime());
    const shown = desk.one('posts', `dora:alert:${alertId}`);
    await desk.commit((unit) => wakeAlert(unit, alertId));
    assert.notEqual(desk.one('alerts', alertId).snoozedUntil, null, 'not before');
    desk.advance(60);
    await desk.commit((unit) => wakeAlert(unit, alertId));
    assert.equal(desk.one('alerts', alertId).snoozedUntil, null);
    assert.ok(desk.one('posts', `dora:alert:${alertId}`).at > shown.at);
    await assert.rejects(as(desk, dora)(snoozeAlert, { alertId, minutes: 0 }), /minutes/);
  });

  it('put aside comes back sooner when it gets worse', async () => {
    const desk = aMachineDesk();
    const raisedAt = desk.now.getTime();
    const alertId = (await finds(desk, { severity: 'minor' }))?.id ?? '';
    await as(desk, dora)(snoozeAlert, { alertId });
    desk.advance(5);
    await finds(desk, { raisedAt, severity: 'critical', count: 4 });
    assert.equal(desk.one('alerts', alertId).snoozedUntil, null);
    assert.equal(desk.timers.has(`alert.wake:${alertId}`), false);
    assert.equal(desk.one('posts', `dora:alert:${alertId}`).at.getTime(), desk.now.getTime());
  });
});

describe('the alert settings of a unit', () => {
  it('are the usual ones until a supervisor changes some', async () => {
    const desk = aMachineDesk();
    assert.equal((await settingsOf(desk.unit(), 'main')).groupSeconds, 300);
    await as(desk, sue)(editAlertSettings, { groupSeconds: 60 });
    const now = await settingsOf(desk.unit(), 'main');
    assert.deepEqual([now.groupSeconds, now.verifyMinutes, now.unitId], [60, 30, 'main']);
    await assert.rejects(as(desk, sue)(editAlertSettings, { stormAlerts: 0 }), /stormAlerts: a whole number/);
    await assert.rejects(as(desk, dora)(editAlertSettings, { groupSeconds: 9 }), /needs the role supervisor/);
  });
});
