import assert from 'node:assert/strict';
import { hoursOf, kpiIdOf, kpiOf } from '../../../domain/sla/keep-kpi.ts';
import { chooseSla, startSlas } from '../../../domain/sla/start-slas.ts';
import { aCustomer, aDesk, anSla, eventsNamed, kpiAt, openAt, timerAt } from './sla-desk.ts';

const hour = 3_600_000;

describe('starting the SLAs of a case', () => {
  it('makes both promises, shows their deadlines on the case and starts their timers', async () => {
    const desk = aDesk('2026-03-06T16:30:00Z');
    const opened = await openAt(desk);
    assert.equal(opened.slaId, 'standard');
    assert.equal(opened.respondBy?.toISOString(), '2026-03-09T09:30:00.000Z');
    assert.equal(opened.resolveBy?.toISOString(), '2026-03-09T16:30:00.000Z');
    const kpi = kpiAt(desk, 'first-response');
    assert.deepEqual(
      [kpi.state, kpi.targetMs, kpi.warnMs, kpi.calendarVersion],
      ['in-progress', hour, 0.75 * hour, 1],
    );
    assert.equal(timerAt(desk, 'sla.warn', 'first-response'), '2026-03-09T09:15:00.000Z');
    assert.equal(timerAt(desk, 'sla.breach', 'first-response'), '2026-03-09T09:30:00.000Z');
    assert.equal(timerAt(desk, 'sla.breach', 'resolve'), '2026-03-09T16:30:00.000Z');
  });

  it('takes the first SLA by order that names the level of the customer', () => {
    const slas = [
      anSla({ id: 'rest', order: 9 }),
      anSla({ id: 'gold', order: 1, levels: ['gold'] }),
      anSla({ id: 'both', order: 5, levels: ['gold', 'silver'] }),
    ];
    const chosen = (['gold', 'silver', 'bronze'] as const).map((level) => chooseSla(slas, level)?.id);
    assert.deepEqual(chosen, ['gold', 'both', 'rest']);
    assert.equal(chooseSla(slas.slice(1), 'bronze'), undefined);
  });

  it('promises nothing to a level that no SLA names', async () => {
    const desk = aDesk().seed('slas', anSla({ levels: ['gold'] }));
    const opened = await openAt(desk);
    assert.deepEqual([opened.slaId, opened.respondBy, desk.all('kpiInstances').length], [null, null, 0]);
  });

  it('runs around the clock where the SLA has no calendar', async () => {
    const desk = aDesk('2026-03-06T23:00:00Z').seed('slas', anSla({ calendarId: '' }));
    const opened = await openAt(desk);
    assert.equal(opened.respondBy?.toISOString(), '2026-03-07T00:00:00.000Z');
    assert.equal(await hoursOf(desk.unit(), ''), null);
  });

  it('gives a case of danger high priority before it promises', async () => {
    const desk = aDesk();
    const opened = await openAt(desk, { danger: true, priority: 'low' });
    assert.equal(opened.priority, 'high');
    assert.equal(opened.respondBy?.toISOString(), '2026-03-02T10:30:00.000Z');
    assert.deepEqual(eventsNamed(desk, 'case.prioritised'), [{ caseId: 'case-1', from: 'low', to: 'high' }]);
  });

  it('counts from the opening, and keeps what has passed when the priority changes', async () => {
    const desk = aDesk();
    await openAt(desk);
    desk.now = new Date('2026-03-02T10:20:00Z');
    await desk.commit(async (unit) => {
      unit.cases.save({ ...(await unit.cases.get('case-1')), priority: 'high' });
      unit.emit('case.prioritised', { caseId: 'case-1', from: 'normal', to: 'high' });
    });
    const kpi = kpiAt(desk, 'first-response');
    assert.deepEqual(
      kpi.segments.map(({ workMs }) => workMs),
      [hour / 3],
    );
    assert.equal(kpi.dueAt?.toISOString(), '2026-03-02T10:30:00.000Z');
    assert.equal(desk.one('cases', 'case-1').respondBy?.toISOString(), '2026-03-02T10:30:00.000Z');
    assert.equal(timerAt(desk, 'sla.breach', 'first-response'), '2026-03-02T10:30:00.000Z');
  });

  it('keeps what has passed when the customer has come under another SLA', async () => {
    const desk = aDesk();
    await openAt(desk);
    const targets = [{ kind: 'resolve', minutes: { high: 60, normal: 120, low: 180 }, warnAt: 0.5 }] as const;
    desk.seed('slas', anSla({ id: 'gold', order: 0, levels: ['gold'], targets }));
    desk.seed('customers', aCustomer({ level: 'gold' }));
    desk.now = new Date('2026-03-02T11:00:00Z');
    await desk.commit((unit) => startSlas(unit, { caseId: 'case-1' }));
    const kpi = kpiAt(desk, 'resolve');
    assert.deepEqual([kpi.slaId, kpi.leftMs, desk.one('cases', 'case-1').slaId], ['gold', hour, 'gold']);
    assert.equal(kpi.dueAt?.toISOString(), '2026-03-02T12:00:00.000Z');
  });

  it('changes nothing when asked again, and starts no clock for an ended case', async () => {
    const desk = aDesk();
    await openAt(desk);
    const before = kpiAt(desk, 'resolve');
    desk.advance(30);
    await desk.commit((unit) => startSlas(unit, { caseId: 'case-1' }));
    assert.deepEqual(kpiAt(desk, 'resolve'), before);
    await openAt(desk, { id: 'case-2', state: 'cancelled' });
    assert.equal(await kpiOf(desk.unit(), 'case-2', 'resolve'), undefined);
    assert.equal(kpiIdOf('case-2', 'resolve'), 'case-2:resolve');
  });
});
