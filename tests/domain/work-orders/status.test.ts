import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BookingSign,
  moveBooking,
  moveWorkOrder,
  requirementStateOf,
  workOrderStateOf,
} from '../../../domain/work-orders/status.ts';
import type { BookingState, WorkOrderState } from '../../../domain/work-orders/work-order.ts';
import { aBooking, aWorkOrder } from '../../fixtures/field-records.ts';

const sign = (state: BookingState, completesOrder = true): BookingSign => ({ state, completesOrder });
const scheduled = sign('scheduled');
const traveling = sign('traveling');
const working = sign('in-progress');
const onBreak = sign('on-break');
const completed = sign('completed');
const partially = sign('completed', false);
const cancelled = sign('cancelled');

const rows: readonly (readonly [string, readonly BookingSign[], WorkOrderState])[] = [
  ['none', [], 'unscheduled'],
  ['all cancelled', [cancelled, cancelled], 'unscheduled'],
  ['scheduled', [scheduled], 'scheduled'],
  ['scheduled + scheduled', [scheduled, scheduled], 'scheduled'],
  ['traveling', [traveling], 'in-progress'],
  ['in progress', [working], 'in-progress'],
  ['traveling + scheduled', [traveling, scheduled], 'in-progress'],
  ['in progress + scheduled', [working, scheduled], 'in-progress'],
  ['traveling + partially completed', [traveling, partially], 'in-progress'],
  ['in progress + partially completed', [working, partially], 'in-progress'],
  ['scheduled + completed', [scheduled, completed], 'in-progress'],
  ['completed', [completed], 'completed'],
  ['all that are not cancelled completed', [completed, completed, cancelled], 'completed'],
  ['partially completed only', [partially], 'unscheduled'],
  ['partially completed + cancelled', [partially, cancelled], 'unscheduled'],
  ['partially completed twice', [partially, partially], 'unscheduled'],
  ['scheduled + partially completed', [scheduled, partially], 'scheduled'],
  ['completed + partially completed', [completed, partially], 'completed'],
  ['on break (our choice)', [onBreak], 'in-progress'],
  ['on break + completed (our choice)', [onBreak, completed], 'in-progress'],
  [
    'completed + scheduled + partially completed (our choice)',
    [completed, scheduled, partially],
    'in-progress',
  ],
];

const anySign = fc.record({
  state: fc.constantFrom<BookingState>(
    'scheduled',
    'traveling',
    'in-progress',
    'on-break',
    'completed',
    'cancelled',
  ),
  completesOrder: fc.boolean(),
});
const derived: readonly WorkOrderState[] = ['unscheduled', 'scheduled', 'in-progress', 'completed'];

describe("a work order's state", () => {
  for (const [name, bookings, state] of rows)
    it(`is ${state} with bookings: ${name}`, () => {
      for (const current of derived) assert.equal(workOrderStateOf(current, bookings), state);
    });

  it('stays what people set it to, whatever the bookings say', () => {
    fc.assert(
      fc.property(fc.array(anySign), (bookings) => {
        assert.equal(workOrderStateOf('posted', bookings), 'posted');
        assert.equal(workOrderStateOf('cancelled', bookings), 'cancelled');
      }),
    );
  });

  it('does not depend on the order of the bookings, nor on the cancelled ones', () => {
    const shuffled = fc
      .array(anySign, { maxLength: 8 })
      .chain((bookings) =>
        fc.tuple(
          fc.constant(bookings),
          fc.shuffledSubarray(bookings, { minLength: bookings.length }),
          fc.array(fc.boolean()),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([bookings, other, extra]) => {
        const gone = extra.map((completesOrder) => ({ state: 'cancelled' as const, completesOrder }));
        assert.equal(
          workOrderStateOf('unscheduled', [...gone, ...other]),
          workOrderStateOf('unscheduled', bookings),
        );
      }),
    );
  });

  it('does not depend on the state it had, while that was derived too', () => {
    fc.assert(
      fc.property(fc.array(anySign), fc.constantFrom(...derived), (bookings, current) => {
        assert.equal(workOrderStateOf(current, bookings), workOrderStateOf('unscheduled', bookings));
      }),
    );
  });
});

describe("a requirement's state", () => {
  it('is active until every booking that was not cancelled is done', () => {
    assert.equal(requirementStateOf('unscheduled', []), 'active');
    assert.equal(requirementStateOf('unscheduled', [cancelled]), 'active');
    assert.equal(requirementStateOf('in-progress', [completed, scheduled]), 'active');
    assert.equal(requirementStateOf('completed', [completed, cancelled]), 'completed');
    assert.equal(requirementStateOf('completed', [completed, partially]), 'completed');
  });

  it('stays active after work that was only partly done, so that the rest can be booked', () => {
    assert.equal(requirementStateOf('unscheduled', [partially]), 'active');
  });

  it('is cancelled with its order', () => {
    assert.equal(requirementStateOf('cancelled', [completed]), 'canceled');
  });
});

describe('moving by hand', () => {
  it('lets a booking go only along its table', () => {
    const allowed: Record<BookingState, string> = {
      scheduled: 'traveling in-progress cancelled',
      traveling: 'in-progress cancelled',
      'in-progress': 'on-break completed cancelled',
      'on-break': 'in-progress completed cancelled',
      completed: '',
      cancelled: '',
    };
    const states = Object.keys(allowed) as BookingState[];
    for (const from of states)
      for (const to of states) {
        const move = () => moveBooking(aBooking({ state: from }), to);
        if (allowed[from].split(' ').includes(to)) assert.equal(move().state, to);
        else
          assert.throws(move, {
            code: 'booking.transition_not_allowed',
            message: `A booking that is ${from} cannot become ${to}.`,
          });
      }
  });

  it('posts only completed orders and cancels only those that are not done', () => {
    assert.equal(moveWorkOrder(aWorkOrder({ state: 'completed' }), 'posted').state, 'posted');
    for (const state of ['unscheduled', 'scheduled', 'in-progress'] as const) {
      assert.equal(moveWorkOrder(aWorkOrder({ state }), 'cancelled').state, 'cancelled');
      assert.throws(() => moveWorkOrder(aWorkOrder({ state }), 'posted'), {
        code: 'work_order.transition_not_allowed',
      });
    }
    for (const state of ['completed', 'posted', 'cancelled'] as const)
      assert.throws(() => moveWorkOrder(aWorkOrder({ state }), 'cancelled'), {
        code: 'work_order.transition_not_allowed',
      });
  });
});
