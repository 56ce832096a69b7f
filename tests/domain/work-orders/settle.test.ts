import assert from 'node:assert/strict';
import fc from 'fast-check';
import { announce, changeBooking, settleOrder, stamp } from '../../../domain/work-orders/settle.ts';
import { workOrderStateOf } from '../../../domain/work-orders/status.ts';
import type { BookingState } from '../../../domain/work-orders/work-order.ts';
import { aDeskWithOrder, happened } from '../../fixtures/field-desk.ts';
import { aBooking, aWorkOrder } from '../../fixtures/field-records.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);
const states: readonly BookingState[] = [
  'scheduled',
  'traveling',
  'in-progress',
  'on-break',
  'completed',
  'cancelled',
];

describe('settling an order', () => {
  it('leads to the state of the table from whatever bookings there are, and says so only when it changed', async () => {
    const bookings = fc.array(fc.tuple(fc.constantFrom(...states), fc.boolean()), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bookings, async (signs) => {
        const desk = aDeskWithOrder();
        const found = signs.map(([state, completesOrder], index) =>
          aBooking({ id: `book-${index}`, state, completesOrder }),
        );
        desk.seed('bookings', ...found);
        const settled = await desk.commit((unit) => settleOrder(unit, aWorkOrder()));
        assert.equal(settled.state, workOrderStateOf('unscheduled', found));
        assert.equal(happened(desk).length, settled.state === 'unscheduled' ? 0 : 1);
        assert.equal(settled.completedAt !== null, settled.state === 'completed');
      }),
      { numRuns: 50 },
    );
  });

  it('takes the first arrival and the last end of its bookings', async () => {
    const desk = aDeskWithOrder().seed(
      'bookings',
      aBooking({ id: 'b-1', state: 'completed', arrivedAt: at('02T11:05'), endAt: at('02T12:10') }),
      aBooking({
        id: 'b-2',
        state: 'completed',
        arrivedAt: at('02T10:55'),
        endAt: at('02T11:50'),
        completesOrder: false,
      }),
    );
    const settled = await desk.commit((unit) => settleOrder(unit, aWorkOrder()));
    assert.deepEqual([settled.firstArrivedAt, settled.completedAt], [at('02T10:55'), at('02T12:10')]);
  });

  it('saves the order even when nothing changes, so that two bookings cannot end past each other', async () => {
    const desk = aDeskWithOrder();
    await desk.commit(async (unit) => settleOrder(unit, await unit.workOrders.get('wo-1')));
    assert.equal(desk.one('workOrders', 'wo-1').version, 2);
  });

  it('gives an order up or takes it over without touching what is done', async () => {
    const desk = aDeskWithOrder().seed('bookings', aBooking({ state: 'completed' }));
    const posted = aWorkOrder({ state: 'posted', completedAt: at('02T12:00') });
    const { version, ...kept } = await desk.commit((unit) => settleOrder(unit, posted));
    assert.deepEqual({ ...kept, version: posted.version }, posted);
    assert.ok(version >= posted.version);
  });
});

describe('changing a booking', () => {
  it('keeps the step with who, when and from where, and says it happened', async () => {
    const desk = aDeskWithOrder().seed('bookings', aBooking());
    const moved = await desk.commit((unit) =>
      changeBooking(unit, aBooking(), { state: 'traveling', source: 'mobile', travelStartedAt: unit.now }),
    );
    assert.deepEqual([moved.state, moved.travelStartedAt], ['traveling', desk.now]);
    const [step] = desk.all('bookingTimestamps');
    assert.deepEqual(
      [step?.bookingId, step?.state, step?.at, step?.source, step?.byId],
      ['book-1', 'traveling', desk.now, 'mobile', 'system'],
    );
    assert.deepEqual(happened(desk), ['booking.moved']);
  });

  it('refuses a move outside the table and then keeps nothing', async () => {
    const desk = aDeskWithOrder().seed('bookings', aBooking());
    const skip = () =>
      desk.commit((unit) => changeBooking(unit, aBooking(), { state: 'completed', source: 'mobile' }));
    await assert.rejects(skip, { code: 'booking.transition_not_allowed' });
    assert.equal(desk.all('bookingTimestamps').length, 0);
  });

  it('stamps and announces by themselves where a booking or an order begins', async () => {
    const desk = aDeskWithOrder();
    await desk.commit(async (unit) => {
      stamp(unit, aBooking(), 'desktop');
      announce(unit, aWorkOrder({ state: 'scheduled' }), 'unscheduled');
    });
    assert.equal(desk.all('bookingTimestamps')[0]?.state, 'scheduled');
    assert.deepEqual(desk.events[0]?.data, {
      workOrderId: 'wo-1',
      caseId: 'case-1',
      from: 'unscheduled',
      to: 'scheduled',
    });
  });
});
