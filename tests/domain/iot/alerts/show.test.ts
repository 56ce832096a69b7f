import assert from 'node:assert/strict';
import {
  endAlert,
  endUnlessGrouped,
  settleGroup,
  standingChildren,
} from '../../../../domain/iot/alerts/clear.ts';
import { raiseAlert, reopenAlert, updateAlert } from '../../../../domain/iot/alerts/raise.ts';
import { renewAlert, showAlert } from '../../../../domain/iot/alerts/show.ts';
import { postCard } from '../../../../domain/messaging/posting.ts';
import { aPerson } from '../../../fixtures/desk-records.ts';
import { cardsOf, happened } from '../../../fixtures/field-desk.ts';
import { aBooking, aRequirement, aWorkOrder } from '../../../fixtures/field-records.ts';
import { aCondition, aDevice, aMachineDesk, anAlert, someSettings } from '../../../fixtures/iot/machines.ts';

const raised = () => aMachineDesk().seed('alerts', anAlert()).seed('conditions', aCondition());

describe('showing an alert', () => {
  it('turns to dispatchers; to supervisors where there is none, and for what is critical', async () => {
    const desk = raised();
    await desk.commit((unit) => showAlert(unit, anAlert()));
    assert.deepEqual([cardsOf(desk, 'dora'), cardsOf(desk, 'sue')], [['alert:alert-1'], []]);
    await desk.commit((unit) => showAlert(unit, anAlert({ severity: 'critical' })));
    assert.deepEqual(cardsOf(desk, 'sue'), ['alert:alert-1']);
    const without = raised().seed('people', aPerson({ id: 'dora', roles: ['agent'] }));
    await without.commit((unit) => showAlert(unit, anAlert()));
    assert.deepEqual([cardsOf(without, 'dora'), cardsOf(without, 'sue')], [[], ['alert:alert-1']]);
  });

  it('leaves people alone below the line they set, and while it is put aside', async () => {
    const desk = raised().seed('alertSettings', someSettings({ showFrom: 'critical' }));
    await desk.commit((unit) => showAlert(unit, anAlert()));
    const later = new Date(desk.now.getTime() + 60_000);
    await desk.commit((unit) => showAlert(unit, anAlert({ severity: 'critical', snoozedUntil: later })));
    assert.deepEqual(cardsOf(desk, 'dora'), []);
  });

  it('renews every card that tells of it: its group, its device, and the visits it led to', async () => {
    const desk = raised()
      .seed('workOrders', aWorkOrder())
      .seed('requirements', aRequirement())
      .seed('bookings', aBooking());
    await desk.commit(async (unit) => {
      for (const [card, subjectId] of [
        ['alert', 'parent'],
        ['device', 'pump-7'],
        ['booking', 'book-1'],
      ] as const)
        await postCard(unit, { personId: 'tom', card, subjectId });
    });
    await desk.commit((unit) => renewAlert(unit, anAlert({ parentId: 'parent', workOrderId: 'wo-1' })));
    assert.deepEqual(
      desk.all('posts', { personId: 'tom' }).map(({ revision }) => revision),
      [2, 2, 2],
    );
  });
});

describe('raising and ending', () => {
  it('an alert begins with what its condition knows, and ends with a reason', async () => {
    const desk = aMachineDesk().seed('conditions', aCondition({ alertId: null, count: 5 }));
    const alert = await desk.commit((unit) =>
      raiseAlert(unit, { device: aDevice(), condition: desk.one('conditions', 'pump-7/drift/vibration') }),
    );
    assert.deepEqual([alert.count, alert.severity, alert.groupKey], [5, 'major', 'device=pump-7']);
    assert.equal(desk.one('conditions', 'pump-7/drift/vibration').alertId, alert.id);
    const ended = await desk.commit((unit) => endAlert(unit, alert, { reason: 'by-hand', text: ' done ' }));
    assert.deepEqual([ended.state, ended.clearText], ['cleared', 'done']);
    const again = await desk.commit((unit) =>
      reopenAlert(unit, ended, { device: aDevice(), condition: aCondition({ version: 2, count: 2 }) }),
    );
    assert.deepEqual([again.state, again.count, again.clearReason], ['open', 7, null]);
    assert.deepEqual(happened(desk), ['alert.raised', 'alert.cleared', 'alert.raised']);
  });

  it('an update that is no news is kept and not told of', async () => {
    const desk = raised();
    const condition = aCondition({ count: 15 });
    const updated = await desk.commit((unit) =>
      updateAlert(unit, anAlert({ version: 1 }), { condition, added: 1 }),
    );
    assert.equal(updated.count, 15);
    assert.deepEqual(happened(desk), []);
    await desk.commit((unit) =>
      updateAlert(unit, updated, { condition: aCondition({ count: 16 }), added: 1 }),
    );
    assert.deepEqual(happened(desk), ['alert.changed']);
  });

  it('a group is held open by what stands of it', async () => {
    const at = new Date('2026-03-02T09:00:00Z');
    const desk = raised().seed(
      'alerts',
      anAlert(),
      anAlert({ id: 'child', number: 'L-2', parentId: 'alert-1' }),
    );
    const held = await desk.commit((unit) =>
      endUnlessGrouped(unit, desk.one('alerts', 'alert-1'), { reason: 'in-band', at }),
    );
    assert.deepEqual([held.state, held.inBandAt], ['open', at]);
    assert.equal((await standingChildren(desk.unit(), held)).length, 1);
    await desk.commit((unit) => settleGroup(unit, 'alert-1'));
    assert.equal(desk.one('alerts', 'alert-1').state, 'open');
    await desk.commit((unit) => endAlert(unit, desk.one('alerts', 'child'), { reason: 'in-band' }));
    assert.equal(desk.one('alerts', 'alert-1').state, 'cleared');
  });
});
