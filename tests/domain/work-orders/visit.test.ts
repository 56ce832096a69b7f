import assert from 'node:assert/strict';
import { postCard } from '../../../domain/messaging/posting.ts';
import type { Unit } from '../../../domain/unit.ts';
import { bookSlot } from '../../../domain/work-orders/book.ts';
import {
  arrive,
  cannotMakeIt,
  completeVisit,
  endBreak,
  startTravel,
  takeBreak,
} from '../../../domain/work-orders/visit.ts';
import { visitInHand } from '../../../domain/work-orders/visit-in-hand.ts';
import { reported } from '../../../domain/work-orders/visit-report.ts';
import {
  aDeskWithOrder,
  ana,
  as,
  cardsOf,
  dora,
  happened,
  heard,
  nina,
  told,
  tom,
} from '../../fixtures/field-desk.ts';
import { aProduct } from '../../fixtures/field-records.ts';
import type { Memory } from '../../fixtures/memory.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);

/** Tom has order W-1 today 11:00 to 12:00; it is 10:40 now, and Ana has the card of the case. */
async function aVisit() {
  const desk = aDeskWithOrder().seed('products', aProduct());
  const showCase = (unit: Unit) =>
    postCard(unit, { personId: 'ana', card: 'case', subjectId: 'case-1', caseId: 'case-1' });
  await desk.commit(showCase);
  const booking = await as(desk, ana)(bookSlot, {
    workOrderId: 'wo-1',
    resourceId: 'res-tom',
    startAt: at('02T11:00'),
  });
  desk.advance(100);
  desk.events.length = 0;
  return { desk, bookingId: booking.id };
}
const orderOf = (desk: Memory) => desk.one('workOrders', 'wo-1');
const fixed = { report: 'Cleared the drain', parts: [], outcome: 'fixed' as const };

describe('setting off', () => {
  it('starts the booking now, moves the order, and tells the customer how long it takes', async () => {
    const { desk, bookingId } = await aVisit();
    const booking = await as(desk, tom)(startTravel, { bookingId });
    assert.deepEqual(
      [booking.state, booking.startAt, booking.travelStartedAt],
      ['traveling', at('02T10:40'), at('02T10:40')],
    );
    assert.equal(orderOf(desk).state, 'in-progress');
    assert.deepEqual(happened(desk), ['booking.moved', 'work-order.moved']);
    assert.deepEqual(desk.events.find(({ name }) => name === 'booking.moved')?.data, {
      bookingId,
      workOrderId: 'wo-1',
      caseId: 'case-1',
      resourceId: 'res-tom',
      from: 'scheduled',
      to: 'traveling',
    });
    assert.equal(heard(desk).at(-1), 'Tom is on the way and should be with you in about 13 minutes.');
  });

  it('from the desk leaves the planned start alone', async () => {
    const { desk, bookingId } = await aVisit();
    const byDora = await as(desk, dora)(startTravel, { bookingId });
    assert.deepEqual([byDora.state, byDora.startAt], ['traveling', at('02T11:00')]);
    const other = await aVisit();
    const atDesk = await as(other.desk, tom)(startTravel, { bookingId: other.bookingId, source: 'desktop' });
    assert.deepEqual(atDesk.startAt, at('02T11:00'));
  });
});

describe('arriving', () => {
  it('is the actual arrival, and the first one of the order', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(startTravel, { bookingId });
    desk.advance(15);
    const booking = await as(desk, tom)(arrive, { bookingId });
    assert.deepEqual([booking.state, booking.arrivedAt], ['in-progress', at('02T10:55')]);
    assert.deepEqual(orderOf(desk).firstArrivedAt, at('02T10:55'));
  });

  it('from the desk is no actual arrival', async () => {
    const { desk, bookingId } = await aVisit();
    const booking = await as(desk, dora)(arrive, { bookingId });
    assert.deepEqual(
      [booking.state, booking.arrivedAt, orderOf(desk).firstArrivedAt],
      ['in-progress', null, null],
    );
  });

  it('happens once: a break and its end do not change it', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(arrive, { bookingId });
    desk.advance(30);
    await as(desk, tom)(takeBreak, { bookingId });
    assert.equal(orderOf(desk).state, 'in-progress');
    await assert.rejects(as(desk, tom)(arrive, { bookingId }), { code: 'booking.transition_not_allowed' });
    desk.advance(20);
    const booking = await as(desk, tom)(endBreak, { bookingId });
    assert.deepEqual([booking.state, booking.arrivedAt], ['in-progress', at('02T10:40')]);
    await assert.rejects(as(desk, tom)(endBreak, { bookingId }), { code: 'booking.transition_not_allowed' });
  });
});

describe('completing a visit', () => {
  it('ends it now, completes order and requirement, and keeps every step', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(startTravel, { bookingId });
    desk.advance(15);
    await as(desk, tom)(arrive, { bookingId });
    desk.advance(50);
    const parts = [{ productId: 'part-pump', quantity: 2 }];
    const booking = await as(desk, tom)(completeVisit, { ...fixed, bookingId, parts });
    assert.deepEqual(
      [booking.state, booking.endAt, booking.completedAt],
      ['completed', at('02T11:45'), at('02T11:45')],
    );
    assert.deepEqual(booking.partsUsed, [{ productId: 'part-pump', name: 'Condensate pump', quantity: 2 }]);
    assert.deepEqual([orderOf(desk).state, orderOf(desk).completedAt], ['completed', at('02T11:45')]);
    assert.equal(desk.one('requirements', 'req-1').state, 'completed');
    assert.deepEqual(
      desk.all('bookingTimestamps').map(({ state, source, byId }) => `${state} ${source} ${byId}`),
      ['scheduled desktop ana', 'traveling mobile tom', 'in-progress mobile tom', 'completed mobile tom'],
    );
  });

  it('tells the customer it is done, and the owner of the case what was done', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(startTravel, { bookingId });
    desk.advance(15);
    await as(desk, tom)(arrive, { bookingId });
    desk.advance(50);
    const revision = desk.one('posts', 'ana:case:case-1').revision;
    await as(desk, tom)(completeVisit, {
      ...fixed,
      bookingId,
      parts: [{ productId: 'part-pump', quantity: 1 }],
    });
    assert.equal(
      heard(desk).at(-1),
      'Tom has finished the work (work order W-1). If anything is not right, just write here.',
    );
    assert.deepEqual(told(desk, 'ana'), [
      'Tom has finished W-1 at Harbour House, today 10:40 (15 min on the road, 50 min of work): Cleared the drain\nParts: 1 × Condensate pump',
    ]);
    assert.ok(desk.one('posts', 'ana:case:case-1').revision > revision);
    assert.ok(desk.one('posts', `tom:booking:${bookingId}`).revision >= 4);
  });

  it('by somebody else keeps the planned end', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(arrive, { bookingId });
    desk.advance(30);
    const booking = await as(desk, dora)(completeVisit, { ...fixed, bookingId });
    assert.deepEqual([booking.endAt, booking.completedAt], [at('02T12:00'), at('02T11:10')]);
    assert.deepEqual(orderOf(desk).completedAt, at('02T12:00'));
  });

  it('with a follow-up sends the work back to the dispatchers with a fresh window', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(arrive, { bookingId });
    desk.advance(30);
    const followUp = { outcome: 'follow-up' as const, followUpReason: 'The pump has to be ordered' };
    const booking = await as(desk, tom)(completeVisit, { ...fixed, ...followUp, bookingId });
    assert.equal(booking.completesOrder, false);
    assert.equal(booking.report, 'Cleared the drain\nFollow-up: The pump has to be ordered');
    assert.equal(orderOf(desk).state, 'unscheduled');
    const { state, windowFrom, windowTo } = desk.one('requirements', 'req-1');
    assert.deepEqual([state, windowFrom, windowTo], ['active', at('02T11:10'), at('05T11:10')]);
    assert.deepEqual(cardsOf(desk, 'dora'), ['slots:wo-1']);
    assert.match(told(desk, 'dora')[0] ?? '', /^W-1 needs a second visit: Cleared the drain/);
    assert.match(heard(desk).at(-1) ?? '', /a second visit is needed/);
    const again = await as(desk, dora)(bookSlot, {
      workOrderId: 'wo-1',
      resourceId: 'res-tom',
      startAt: at('03T09:00'),
    });
    assert.equal(again.state, 'scheduled');
    assert.equal(orderOf(desk).state, 'scheduled');
  });

  it('needs a report, and parts that exist', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(arrive, { bookingId });
    await assert.rejects(as(desk, tom)(completeVisit, { ...fixed, bookingId, report: '  ' }), {
      code: 'input.invalid',
    });
    const parts = [{ productId: 'part-none', quantity: 1 }];
    await assert.rejects(as(desk, tom)(completeVisit, { ...fixed, bookingId, parts }), {
      code: 'record.not_found',
    });
    const fields = await reported(desk.unit(), {
      ...fixed,
      bookingId,
      report: ' Done. ',
      followUpReason: 'ignored',
    });
    assert.deepEqual(fields, { report: 'Done.', partsUsed: [], completesOrder: true });
  });

  it('comes after arriving: a stale card refuses kindly', async () => {
    const { desk, bookingId } = await aVisit();
    await assert.rejects(as(desk, tom)(completeVisit, { ...fixed, bookingId }), {
      code: 'booking.transition_not_allowed',
      message: 'A booking that is scheduled cannot become completed.',
    });
  });
});

describe('not making it', () => {
  it('frees the order, shows dispatchers the best slots without this technician, and tells the customer', async () => {
    const { desk, bookingId } = await aVisit();
    const booking = await as(desk, tom)(cannotMakeIt, { bookingId, reason: 'The van broke down' });
    assert.deepEqual([booking.state, booking.cancelReason], ['cancelled', 'The van broke down']);
    assert.equal(orderOf(desk).state, 'unscheduled');
    assert.equal(desk.one('requirements', 'req-1').state, 'active');
    assert.deepEqual(told(desk, 'dora'), [
      'Tom cannot make W-1 at Harbour House, today 11:00: The van broke down',
    ]);
    assert.deepEqual(cardsOf(desk, 'dora'), ['slots:wo-1']);
    assert.equal(
      heard(desk).at(-1),
      'Sorry, Tom cannot make the visit planned for today between 10:00 and 12:00. We are rearranging it and will write to you here with the new time.',
    );
    assert.deepEqual(happened(desk), ['booking.moved', 'work-order.moved']);
    await assert.rejects(
      as(desk, dora)(bookSlot, { workOrderId: 'wo-1', resourceId: 'res-tom', startAt: at('03T09:00') }),
      { message: 'No technician fits in that window: Tom cannot make it.' },
    );
  });

  it('leaves an open window alone and opens one that has closed', async () => {
    const { desk, bookingId } = await aVisit();
    await as(desk, tom)(cannotMakeIt, { bookingId, reason: 'ill' });
    assert.deepEqual(desk.one('requirements', 'req-1').windowTo, at('04T17:00'));
    const late = await aVisit();
    late.desk.advance(3 * 1440);
    await as(late.desk, tom)(cannotMakeIt, { bookingId: late.bookingId, reason: 'ill' });
    assert.deepEqual(late.desk.one('requirements', 'req-1').windowTo, at('10T10:40'));
  });

  it('needs a reason', async () => {
    const { desk, bookingId } = await aVisit();
    await assert.rejects(as(desk, tom)(cannotMakeIt, { bookingId, reason: ' ' }), { code: 'input.invalid' });
  });
});

describe('a visit in hand', () => {
  it('is that of its own technician, or of dispatchers and supervisors on his behalf', async () => {
    const { desk, bookingId } = await aVisit();
    const own = await visitInHand(desk.unit(tom), { bookingId });
    assert.deepEqual(
      [own.isOwn, own.source, own.order.id, own.resource.id],
      [true, 'mobile', 'wo-1', 'res-tom'],
    );
    const other = await visitInHand(desk.unit(dora), { bookingId, source: 'mobile' });
    assert.deepEqual([other.isOwn, other.source], [false, 'desktop']);
    await assert.rejects(visitInHand(desk.unit(nina), { bookingId }), {
      code: 'booking.not_yours',
      message: 'This booking belongs to Tom.',
    });
    await assert.rejects(visitInHand(desk.unit(ana), { bookingId }), { code: 'role.not_allowed' });
  });
});
