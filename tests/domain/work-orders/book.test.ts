import assert from 'node:assert/strict';
import { slotsFor } from '../../../domain/scheduling/offer-slots.ts';
import { bookSlot } from '../../../domain/work-orders/book.ts';
import { cancelBooking, rebook } from '../../../domain/work-orders/rearrange.ts';
import { aConversation, aPerson } from '../../fixtures/desk-records.ts';
import {
  aDeskWithOrder,
  aFieldDesk,
  ana,
  as,
  cardsOf,
  dora,
  happened,
  heard,
  told,
  tom,
} from '../../fixtures/field-desk.ts';
import { aRequirement, aWorkOrder } from '../../fixtures/field-records.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);
const toms = { workOrderId: 'wo-1', resourceId: 'res-tom', startAt: at('02T11:00') };

describe('booking a slot', () => {
  it('makes the booking, schedules the order and keeps its requirement wanted', async () => {
    const desk = aDeskWithOrder();
    const booking = await as(desk, ana)(bookSlot, toms);
    assert.deepEqual(
      [booking.state, booking.startAt, booking.endAt, booking.travelMinutes, booking.travelKm],
      ['scheduled', at('02T11:00'), at('02T12:00'), 13, 3.5],
    );
    const order = desk.one('workOrders', 'wo-1');
    assert.deepEqual(
      [order.state, order.promisedFrom, order.promisedTo],
      ['scheduled', at('02T10:00'), at('02T12:00')],
    );
    assert.equal(desk.one('requirements', 'req-1').state, 'active');
    const [step] = desk.all('bookingTimestamps');
    assert.deepEqual(
      [step?.bookingId, step?.state, step?.byId, step?.source],
      [booking.id, 'scheduled', 'ana', 'desktop'],
    );
    assert.deepEqual(happened(desk), ['work-order.moved', 'booking.made']);
    assert.deepEqual(desk.events.find(({ name }) => name === 'booking.made')?.data, {
      bookingId: booking.id,
      workOrderId: 'wo-1',
      caseId: 'case-1',
      resourceId: 'res-tom',
      startAt: '2026-03-02T11:00:00.000Z',
    });
  });

  it('tells the customer who comes, when and what to prepare, and gives the technician the card', async () => {
    const desk = aDeskWithOrder();
    const booking = await as(desk, ana)(bookSlot, toms);
    assert.deepEqual(heard(desk), [
      'Tom will be with you today between 10:00 and 12:00 (work order W-1). Please switch the unit off and keep the space below it clear.',
    ]);
    assert.deepEqual(cardsOf(desk, 'tom'), [`booking:${booking.id}`]);
  });

  it('speaks the language of the conversation', async () => {
    const desk = aDeskWithOrder().seed('conversations', aConversation({ caseId: 'case-1', language: 'de' }));
    await as(desk, ana)(bookSlot, toms);
    assert.match(
      heard(desk)[0] ?? '',
      /^Tom kommt heute zwischen 10:00 und 12:00 zu Ihnen \(Auftrag W-1\)\. Bitte/,
    );
  });

  it('stays silent for an order that comes from no conversation', async () => {
    const desk = aDeskWithOrder().seed('workOrders', aWorkOrder({ caseId: null }));
    await as(desk, dora)(bookSlot, toms);
    assert.deepEqual(heard(desk), []);
  });

  it('books every slot that was offered', async () => {
    for (const pick of [0, 1, 2]) {
      const desk = aDeskWithOrder();
      const slot = (await as(desk, ana)(slotsFor, { workOrderId: 'wo-1' })).slots[pick]!;
      const { resourceId, startAt } = slot;
      const booking = await as(desk, ana)(bookSlot, { workOrderId: 'wo-1', resourceId, startAt });
      assert.deepEqual(booking.endAt, slot.endAt);
    }
  });

  it('refuses a time that somebody else was quicker to take', async () => {
    const desk = aDeskWithOrder()
      .seed('workOrders', aWorkOrder({ id: 'wo-2', number: 'W-2' }))
      .seed('requirements', aRequirement({ id: 'req-2', workOrderId: 'wo-2' }));
    await as(desk, ana)(bookSlot, toms);
    await assert.rejects(
      as(desk, dora)(bookSlot, { ...toms, workOrderId: 'wo-2', startAt: at('02T11:30') }),
      {
        code: 'booking.slot_taken',
      },
    );
    assert.equal(desk.all('bookings').length, 1);
  });

  it('raises the version of the technician, so that two dispatchers cannot both win', async () => {
    const desk = aDeskWithOrder();
    const before = desk.one('resources', 'res-tom').version;
    await as(desk, ana)(bookSlot, toms);
    assert.equal(desk.one('resources', 'res-tom').version, before + 1);
  });

  it('refuses a technician who cannot do it at all, saying why', async () => {
    const lift = aRequirement({ characteristics: [{ id: 'lift', rating: 4 }] });
    const desk = aDeskWithOrder().seed('requirements', lift);
    await assert.rejects(as(desk, ana)(bookSlot, toms), {
      code: 'slot.none',
      message: 'No technician fits in that window: Tom lacks lift>=4.',
    });
  });

  it('answers the booking made when the same button is pressed twice', async () => {
    const desk = aDeskWithOrder();
    const first = await as(desk, ana)(bookSlot, toms);
    const again = await as(desk, dora)(bookSlot, toms);
    assert.equal(again.id, first.id);
    assert.equal(heard(desk).length, 1);
  });

  it('refuses a second visit while one is planned', async () => {
    const desk = aDeskWithOrder();
    await as(desk, ana)(bookSlot, toms);
    await assert.rejects(as(desk, dora)(bookSlot, { ...toms, resourceId: 'res-nina' }), {
      code: 'work_order.booked',
      message: 'Work order W-1 is already booked: Tom, today 11:00.',
    });
  });

  it('is for agents, dispatchers and supervisors', async () => {
    await assert.rejects(as(aDeskWithOrder(), tom)(bookSlot, toms), { code: 'role.not_allowed' });
  });
});

describe('moving a visit', () => {
  const booked = async () => {
    const desk = aDeskWithOrder();
    const booking = await as(desk, ana)(bookSlot, toms);
    desk.events.length = 0;
    return { desk, bookingId: booking.id };
  };

  it('to another technician cancels the one and makes the other, and everyone hears', async () => {
    const { desk, bookingId } = await booked();
    const next = await as(desk, dora)(rebook, { bookingId, resourceId: 'res-nina', startAt: at('03T09:00') });
    assert.deepEqual(
      [desk.one('bookings', bookingId).state, desk.one('bookings', bookingId).cancelReason],
      ['cancelled', 'rebooked'],
    );
    assert.deepEqual([next.state, next.resourceId], ['scheduled', 'res-nina']);
    assert.deepEqual(happened(desk), ['booking.moved', 'booking.made']);
    assert.deepEqual(desk.one('workOrders', 'wo-1').promisedFrom, at('03T08:00'));
    assert.match(
      heard(desk)[1] ?? '',
      /^The visit has moved: Nina will be with you tomorrow between 08:00 and 10:00/,
    );
    assert.deepEqual(told(desk, 'tom'), ['W-1 at Harbour House, today 11:00 has gone to somebody else']);
    assert.deepEqual(cardsOf(desk, 'nina'), [`booking:${next.id}`]);
  });

  it('by ten minutes or less does not bother the customer', async () => {
    const { desk, bookingId } = await booked();
    await as(desk, dora)(rebook, { bookingId, resourceId: 'res-tom', startAt: at('02T11:10') });
    assert.equal(heard(desk).length, 1);
  });

  it('may use the time that the visit itself took', async () => {
    const { desk, bookingId } = await booked();
    const next = await as(desk, dora)(rebook, { bookingId, resourceId: 'res-tom', startAt: at('02T11:30') });
    assert.deepEqual(next.startAt, at('02T11:30'));
    assert.equal(heard(desk).length, 2);
  });

  it('is too late once the technician is at work', async () => {
    const { desk, bookingId } = await booked();
    desk.seed('bookings', { ...desk.one('bookings', bookingId), state: 'in-progress' });
    await assert.rejects(
      as(desk, dora)(rebook, { bookingId, resourceId: 'res-nina', startAt: at('03T09:00') }),
      {
        code: 'booking.transition_not_allowed',
      },
    );
  });
});

describe('calling a visit off', () => {
  it('frees the order, tells technician and customer, and asks the dispatchers', async () => {
    const desk = aDeskWithOrder();
    const { id } = await as(desk, ana)(bookSlot, toms);
    await as(desk, ana)(cancelBooking, { bookingId: id, reason: 'the customer is away' });
    assert.equal(desk.one('bookings', id).cancelReason, 'the customer is away');
    assert.equal(desk.one('workOrders', 'wo-1').state, 'unscheduled');
    assert.equal(desk.one('requirements', 'req-1').state, 'active');
    assert.equal(
      heard(desk).at(-1),
      'The visit planned for today between 10:00 and 12:00 is cancelled (work order W-1).',
    );
    assert.deepEqual(told(desk, 'tom'), [
      'W-1 at Harbour House, today 11:00 is cancelled: the customer is away',
    ]);
    assert.deepEqual(told(desk, 'dora'), [
      'W-1 at Harbour House, today 11:00 is cancelled: the customer is away',
    ]);
    assert.deepEqual(cardsOf(desk, 'dora'), ['slots:wo-1']);
  });

  it('turns to the supervisors where there is no dispatcher', async () => {
    const desk = aDeskWithOrder().seed('people', aPerson({ id: 'dora', roles: ['agent'] }));
    const { id } = await as(desk, ana)(bookSlot, toms);
    await as(desk, ana)(cancelBooking, { bookingId: id, reason: 'away' });
    assert.deepEqual(cardsOf(desk, 'sue'), ['slots:wo-1']);
  });

  it('refuses when there is nothing to call off', async () => {
    await assert.rejects(as(aFieldDesk(), ana)(cancelBooking, { bookingId: 'none', reason: 'x' }), {
      code: 'record.not_found',
    });
  });
});
