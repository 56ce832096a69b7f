import assert from 'node:assert/strict';
import { minutesIn } from '../../../domain/work-orders/journal.ts';
import { myDay, partsFor } from '../../../domain/work-orders/my-day.ts';
import type { BookingState, BookingTimestamp } from '../../../domain/work-orders/work-order.ts';
import { aDeskWithOrder, ana, as, dora, nina, tom } from '../../fixtures/field-desk.ts';
import { aBooking, anAsset, aProduct, aWorkOrder } from '../../fixtures/field-records.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);

describe("a technician's day", () => {
  const desk = () =>
    aDeskWithOrder().seed(
      'bookings',
      aBooking({ id: 'late', startAt: at('02T15:00'), endAt: at('02T16:00') }),
      aBooking(),
      aBooking({ id: 'off', state: 'cancelled' }),
      aBooking({ id: 'other', resourceId: 'res-nina' }),
      aBooking({ id: 'tomorrow', startAt: at('03T09:00'), endAt: at('03T10:00') }),
      aBooking({ id: 'overrun', state: 'in-progress', startAt: at('01T15:00'), endAt: at('01T16:00') }),
    );
  const ids = (day: Awaited<ReturnType<typeof myDay>>) => day.stops.map(({ booking }) => booking.id);

  it('lists the bookings of today in order of time, and what is still under way from before', async () => {
    const day = await as(desk(), tom)(myDay, { personId: 'tom' });
    assert.deepEqual(ids(day), ['overrun', 'book-1', 'late']);
    assert.deepEqual([day.date, day.zone, day.resource.id], ['2026-03-02', 'Europe/London', 'res-tom']);
  });

  it('brings everything needed on site', async () => {
    const withAsset = desk()
      .seed('assets', anAsset())
      .seed('workOrders', aWorkOrder({ assetId: 'asset-1' }));
    const { stops } = await as(withAsset, tom)(myDay, { personId: 'tom' });
    const { order, site, customer, asset } = stops[1]!;
    assert.deepEqual(
      [order.number, site.name, customer.name, asset?.name],
      ['W-1', 'Harbour House', 'Clara Customer', 'Ceiling cassette 3.12'],
    );
  });

  it('can be another day', async () => {
    assert.deepEqual(ids(await as(desk(), tom)(myDay, { personId: 'tom', date: '2026-03-03' })), [
      'tomorrow',
    ]);
  });

  it('is shown to the technician, to dispatchers and supervisors', async () => {
    assert.deepEqual(ids(await as(desk(), dora)(myDay, { personId: 'nina' })), ['other']);
    await assert.rejects(as(desk(), nina)(myDay, { personId: 'tom' }), { code: 'booking.not_yours' });
    await assert.rejects(as(desk(), ana)(myDay, { personId: 'tom' }), { code: 'role.not_allowed' });
    await assert.rejects(as(desk(), dora)(myDay, { personId: 'ana' }), { code: 'record.not_found' });
  });
});

describe('parts for a kind of work', () => {
  it('are those of the category first, then what fits everywhere; no services', async () => {
    const desk = aDeskWithOrder().seed(
      'products',
      aProduct(),
      aProduct({ id: 'filter', name: 'Air filter' }),
      aProduct({ id: 'tape', name: 'Aluminium tape', category: 'general' }),
      aProduct({ id: 'fuse', name: 'Fuse', category: 'electrical' }),
      aProduct({ id: 'hour', name: 'Hour of work', kind: 'service' }),
    );
    const parts = await partsFor(desk.unit(), 'air-conditioning');
    assert.deepEqual(
      parts.map(({ name }) => name),
      ['Air filter', 'Condensate pump', 'Aluminium tape'],
    );
  });
});

describe('minutes in a state', () => {
  const step = (state: BookingState, minutes: number, id = `ts-${minutes}`): BookingTimestamp => ({
    id,
    version: 1,
    unitId: 'main',
    bookingId: 'book-1',
    state,
    at: new Date(at('02T09:00').getTime() + minutes * 60_000),
    source: 'mobile',
    byId: 'tom',
  });

  it('are summed over every time the booking was in it, and run on while it is', () => {
    const steps = [
      step('completed', 100),
      step('traveling', 0),
      step('in-progress', 20),
      step('on-break', 50),
      step('in-progress', 65),
    ];
    const minutes = (state: BookingState) => minutesIn(state, steps, at('02T12:00'));
    assert.deepEqual([minutes('traveling'), minutes('in-progress'), minutes('on-break')], [20, 65, 15]);
    assert.equal(minutesIn('traveling', [step('traveling', 0)], at('02T09:12')), 12);
    assert.equal(minutesIn('traveling', [], at('02T09:12')), 0);
  });
});
