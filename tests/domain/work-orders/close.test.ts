import assert from 'node:assert/strict';
import { cancelWorkOrder, postWorkOrder } from '../../../domain/work-orders/close.ts';
import {
  aDeskWithOrder,
  ana,
  as,
  cardsOf,
  dora,
  happened,
  heard,
  told,
  tom,
} from '../../fixtures/field-desk.ts';
import { aBooking, aWorkOrder } from '../../fixtures/field-records.ts';

describe('posting a work order', () => {
  const done = () =>
    aDeskWithOrder()
      .seed('workOrders', aWorkOrder({ state: 'completed', completedAt: new Date('2026-03-02T08:00:00Z') }))
      .seed('bookings', aBooking({ state: 'completed' }));

  it('takes completed work over, and nothing of it moves afterwards', async () => {
    const desk = done();
    const posted = await as(desk, dora)(postWorkOrder, { workOrderId: 'wo-1' });
    assert.deepEqual([posted.state, posted.completedAt], ['posted', new Date('2026-03-02T08:00:00Z')]);
    assert.deepEqual(desk.events[0]?.data, {
      workOrderId: 'wo-1',
      caseId: 'case-1',
      from: 'completed',
      to: 'posted',
    });
    await assert.rejects(as(desk, dora)(cancelWorkOrder, { workOrderId: 'wo-1', reason: 'x' }), {
      code: 'work_order.transition_not_allowed',
    });
  });

  it('is for completed work, by dispatchers and supervisors', async () => {
    await assert.rejects(as(aDeskWithOrder(), dora)(postWorkOrder, { workOrderId: 'wo-1' }), {
      message: 'Work order W-1 is unscheduled and cannot become posted.',
    });
    await assert.rejects(as(done(), ana)(postWorkOrder, { workOrderId: 'wo-1' }), {
      code: 'role.not_allowed',
    });
  });
});

describe('cancelling a work order', () => {
  it('calls its open visits off and tells technician and customer', async () => {
    const desk = aDeskWithOrder()
      .seed('workOrders', aWorkOrder({ state: 'in-progress' }))
      .seed('bookings', aBooking(), aBooking({ id: 'book-2', resourceId: 'res-nina', state: 'completed' }));
    const cancelled = await as(desk, ana)(cancelWorkOrder, {
      workOrderId: 'wo-1',
      reason: 'solved by phone',
    });
    assert.equal(cancelled.state, 'cancelled');
    assert.deepEqual(
      desk.all('bookings').map(({ state, cancelReason }) => [state, cancelReason]),
      [
        ['cancelled', 'solved by phone'],
        ['completed', null],
      ],
    );
    assert.equal(desk.one('requirements', 'req-1').state, 'canceled');
    assert.equal(desk.one('workOrders', 'wo-1').state, 'cancelled');
    assert.deepEqual(happened(desk), ['work-order.moved', 'booking.moved']);
    assert.deepEqual(told(desk, 'tom'), ['W-1 at Harbour House, today 11:00 is cancelled: solved by phone']);
    assert.equal(heard(desk).length, 1);
    assert.deepEqual(cardsOf(desk, 'dora'), []);
  });

  it('is not for technicians', async () => {
    await assert.rejects(as(aDeskWithOrder(), tom)(cancelWorkOrder, { workOrderId: 'wo-1', reason: 'x' }), {
      code: 'role.not_allowed',
    });
  });
});
