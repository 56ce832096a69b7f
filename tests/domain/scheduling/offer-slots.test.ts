import assert from 'node:assert/strict';
import { searchFor, slotsFor, takenBy } from '../../../domain/scheduling/offer-slots.ts';
import { obstacleOf, sayNobody, unsuitable } from '../../../domain/scheduling/suitability.ts';
import { embeddedTravel } from '../../../domain/scheduling/travel.ts';
import { anActor } from '../../fixtures/desk-records.ts';
import { aDeskWithOrder, as, nina } from '../../fixtures/field-desk.ts';
import { aBooking, aRequirement, aResource, aWorkOrder } from '../../fixtures/field-records.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);
const brief = (found: { slots: readonly { resourceName: string; startAt: Date }[] }) =>
  found.slots.map(({ resourceName, startAt }) => `${resourceName} ${startAt.toISOString().slice(8, 16)}`);

describe('offering slots for an order', () => {
  it('finds the best over the whole roster', async () => {
    const found = await as(aDeskWithOrder(), nina)(slotsFor, { workOrderId: 'wo-1' });
    assert.deepEqual(brief(found), ['Nina 02T09:15', 'Tom 02T09:30', 'Nina 02T11:15']);
    assert.deepEqual(
      [found.order.id, found.requirement.id, found.reasonNone, found.later],
      ['wo-1', 'req-1', null, null],
    );
  });

  it('sees the bookings of other orders, but not the cancelled ones', async () => {
    const desk = aDeskWithOrder().seed('requirements', aRequirement({ id: 'req-2', workOrderId: 'wo-2' }));
    const other = {
      workOrderId: 'wo-2',
      requirementId: 'req-2',
      resourceId: 'res-nina',
      startAt: at('02T09:00'),
    };
    desk.seed('bookings', aBooking({ ...other, endAt: at('02T12:00') }));
    const found = await as(desk, nina)(slotsFor, { workOrderId: 'wo-1', top: 2 });
    assert.deepEqual(brief(found), ['Tom 02T09:30', 'Nina 02T12:00']);
    desk.seed('bookings', aBooking({ ...other, endAt: at('02T12:00'), state: 'cancelled' }));
    assert.deepEqual(brief(await as(desk, nina)(slotsFor, { workOrderId: 'wo-1', top: 1 })), [
      'Nina 02T09:15',
    ]);
  });

  it('does not ask a technician again who gave the visit back, unlike one whose visit the desk cancelled', async () => {
    const desk = aDeskWithOrder().seed('bookings', aBooking({ state: 'cancelled' }));
    const step = {
      id: 'ts-1',
      version: 0,
      unitId: 'main',
      bookingId: 'book-1',
      state: 'cancelled',
      at: at('02T08:00'),
    } as const;
    desk.seed('bookingTimestamps', { ...step, source: 'mobile', byId: 'tom' });
    assert.ok(
      brief(await as(desk, nina)(slotsFor, { workOrderId: 'wo-1' })).every((one) => one.startsWith('Nina')),
    );
    desk.seed('bookingTimestamps', { ...step, source: 'desktop', byId: 'dora' });
    assert.ok(brief(await as(desk, nina)(slotsFor, { workOrderId: 'wo-1' })).includes('Tom 02T09:30'));
  });

  it('tells why there is none and what waiting longer would bring', async () => {
    const desk = aDeskWithOrder().seed(
      'requirements',
      aRequirement({ windowFrom: at('02T20:00'), windowTo: at('02T22:00') }),
    );
    const found = await as(desk, nina)(slotsFor, { workOrderId: 'wo-1' });
    assert.equal(found.reasonNone, '2 are off');
    assert.equal(found.later?.startAt.toISOString(), at('03T08:15').toISOString());
  });

  it('refuses for work that is over, and to people without a part in it', async () => {
    const done = aDeskWithOrder()
      .seed('workOrders', aWorkOrder({ state: 'completed' }))
      .seed('requirements', aRequirement({ state: 'completed' }));
    await assert.rejects(as(done, nina)(slotsFor, { workOrderId: 'wo-1' }), {
      code: 'work_order.transition_not_allowed',
      message: 'Work order W-1 is completed and cannot become scheduled.',
    });
    await assert.rejects(
      as(aDeskWithOrder(), anActor('clara', 'customer'))(slotsFor, { workOrderId: 'wo-1' }),
      {
        code: 'role.not_allowed',
      },
    );
  });
});

describe('the time a booking takes', () => {
  const taken = (given: Parameters<typeof aBooking>[0], now = at('02T09:00')) => {
    const { from, to } = takenBy(aBooking(given), aRequirement(), now);
    return [from, to].map((ms) => new Date(ms).toISOString().slice(11, 16)).join('-');
  };

  it('is as planned before it begins', () => {
    assert.equal(taken({}), '11:00-12:00');
  });

  it('moves on with a technician who set off or arrived late', () => {
    assert.equal(
      taken({ state: 'traveling', startAt: at('02T11:30'), travelStartedAt: at('02T11:30') }),
      '11:30-12:44',
    );
    assert.equal(taken({ state: 'in-progress', arrivedAt: at('02T11:40') }), '11:00-12:40');
  });

  it('lasts at least until now while somebody is at work', () => {
    assert.equal(taken({ state: 'in-progress', arrivedAt: at('02T11:00') }, at('02T13:05')), '11:00-13:05');
    assert.equal(taken({ state: 'on-break' }, at('02T13:05')), '11:00-13:05');
  });

  it('begins with the way there once the technician is on it, and ends when it is done', () => {
    assert.equal(taken({ state: 'traveling', travelStartedAt: at('02T10:40') }), '10:40-12:00');
    assert.equal(taken({ state: 'completed', endAt: at('02T10:30') }), '10:30-10:30');
  });
});

describe('why somebody does not fit', () => {
  it('is told for one and for many', async () => {
    const desk = aDeskWithOrder();
    const { search } = await searchFor(desk.unit(), aWorkOrder(), embeddedTravel);
    assert.equal(unsuitable(search, aResource()), null);
    const north = { ...search, requirement: aRequirement({ territoryId: 'north' }) };
    assert.equal(unsuitable(north, aResource())?.one, 'works in another territory');
    assert.deepEqual(obstacleOf({ ...search, restricted: ['res-tom'] }, aResource()), {
      one: 'cannot make it',
      many: 'cannot make it',
    });
    assert.equal(sayNobody(north), '2 work in another territory');
  });
});
