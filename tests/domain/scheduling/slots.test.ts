import assert from 'node:assert/strict';
import type { SlotSearch } from '../../../domain/scheduling/openings.ts';
import { findSlots, slotAt, whyNotAt } from '../../../domain/scheduling/slots.ts';
import { embeddedTravel } from '../../../domain/scheduling/travel.ts';
import { aCalendar, aRequirement, aResource } from '../../fixtures/field-records.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);
const near = aResource({ id: 'res-near', name: 'Nina', homeLat: 51.456, homeLon: -2.59 });
const far = aResource({ id: 'res-far', name: 'Finn', homeLat: 51.56, homeLon: -2.45 });
const search = (given: Partial<SlotSearch> = {}): SlotSearch => ({
  requirement: aRequirement(),
  resources: [aResource(), near, far],
  bookings: [],
  calendars: [aCalendar()],
  now: at('02T09:00'),
  travel: embeddedTravel,
  ...given,
});
const taken = (resourceId: string, from: string, to: string) => ({
  resourceId,
  place: { lat: 51.46, lon: -2.6 },
  from: at(from).getTime(),
  to: at(to).getTime(),
});
const brief = (given: Partial<SlotSearch> & { top?: number } = {}) =>
  findSlots({ ...search(given), ...given }).slots.map(
    ({ resourceName, startAt }) => `${resourceName} ${startAt.toISOString().slice(8, 16)}`,
  );

describe('the best slots', () => {
  it('come soon and with little driving, one for each technician', () => {
    assert.deepEqual(brief(), ['Nina 02T09:15', 'Tom 02T09:30', 'Finn 02T10:00']);
  });

  it('carry everything a card shows', () => {
    const [slot] = findSlots(search({ resources: [aResource()] })).slots;
    assert.deepEqual(slot, {
      resourceId: 'res-tom',
      resourceName: 'Tom',
      travelFromMinutes: 13,
      travelKm: 3.5,
      arriveAt: at('02T09:23'),
      startAt: at('02T09:30'),
      endAt: at('02T10:30'),
      detourMinutes: 26,
      zone: 'Europe/London',
      reasons: ['hvac 4 (needs 3)', '13 min from home', 'adds 26 min of driving'],
    });
  });

  it('put an hour of waiting against a quarter of an hour on the road', () => {
    const soonOff = { now: at('02T09:00'), resources: [near, far], top: 2 };
    assert.deepEqual(brief({ ...soonOff, bookings: [taken('res-near', '02T08:00', '02T10:00')] }), [
      'Nina 02T10:15',
      'Finn 02T10:00',
    ]);
    assert.deepEqual(brief({ ...soonOff, bookings: [taken('res-near', '02T08:00', '02T15:00')] }), [
      'Finn 02T10:00',
      'Nina 02T15:15',
    ]);
  });

  it('are several of one technician, well apart, when there is no other', () => {
    assert.deepEqual(brief({ resources: [near] }), ['Nina 02T09:15', 'Nina 02T11:15', 'Nina 02T13:15']);
  });

  it('leave out who lacks a skill, its level, the territory or said no', () => {
    const lowRated = aResource({ id: 'res-low', name: 'Lou', characteristics: [{ id: 'hvac', rating: 2 }] });
    assert.deepEqual(brief({ resources: [lowRated, near] }).slice(0, 1), ['Nina 02T09:15']);
    assert.equal(brief({ resources: [lowRated] }).length, 0);
    const north = aRequirement({ territoryId: 'north' });
    const northern = aResource({ id: 'res-n', name: 'Nora', territoryIds: ['north'] });
    assert.ok(
      brief({ requirement: north, resources: [near, northern] }).every((one) => one.startsWith('Nora')),
    );
    assert.ok(brief({ restricted: ['res-near', 'res-far'] }).every((one) => one.startsWith('Tom')));
    assert.equal(brief({ resources: [{ ...near, active: false }] }).length, 0);
  });

  it('start on the minute where the gap is too small for the grid', () => {
    const bookings = [taken('res-near', '02T08:00', '02T09:52'), taken('res-near', '02T11:04', '02T16:50')];
    const tight = search({ resources: [near], bookings, travel: () => ({ minutes: 5, km: 1 }) });
    const [slot] = findSlots({ ...tight, requirement: aRequirement({ windowTo: at('02T17:00') }) }).slots;
    assert.equal(slot?.startAt.toISOString(), at('02T09:57').toISOString());
  });

  it('are none with the reasons counted when nobody fits', () => {
    const lift = aRequirement({ characteristics: [{ id: 'lift', rating: 4 }], windowTo: at('02T17:00') });
    const lifter = (id: string, given = {}) =>
      aResource({ id, name: id, characteristics: [{ id: 'lift', rating: 5 }], ...given });
    const resources = [
      aResource(),
      near,
      lifter('full'),
      lifter('off', { calendarId: 'weekend' }),
      lifter('late', { homeLat: 55 }),
    ];
    const week = [[], [], [], [], [], [[480, 1020]], []] as const;
    const calendars = [aCalendar(), aCalendar({ id: 'weekend', week })];
    const bookings = [taken('full', '02T08:00', '02T17:00')];
    const none = findSlots(search({ requirement: lift, resources, calendars, bookings }));
    assert.deepEqual(none, {
      slots: [],
      reasonNone: '2 lack lift>=4, 1 has too little of the shift left, 1 is booked out, 1 is off',
    });
  });

  it('say so when there is nobody at all, or no time left', () => {
    assert.equal(findSlots(search({ resources: [] })).reasonNone, 'there are no technicians');
    assert.equal(findSlots(search({ now: at('05T09:00') })).reasonNone, 'the arrival window has passed');
  });
});

describe('a slot looked at again when it is booked', () => {
  const wanted = { resourceId: 'res-near', startAt: at('02T09:15') };

  it('is there as long as the technician can still make it', () => {
    assert.equal(slotAt(search(), wanted)?.endAt.toISOString(), at('02T10:15').toISOString());
    assert.ok(slotAt(search({ now: at('02T09:11') }), wanted));
    assert.equal(slotAt(search({ now: at('02T09:12') }), wanted), null);
  });

  it('is gone when somebody was quicker, and only then is nothing else to blame', () => {
    const bookings = [taken('res-near', '02T09:30', '02T10:30')];
    assert.equal(slotAt(search({ bookings }), wanted), null);
    assert.equal(whyNotAt(search({ bookings }), wanted), null);
  });

  it('names what else is in the way', () => {
    const why = (given: Partial<SlotSearch>, startAt = wanted.startAt, resourceId = 'res-near') =>
      whyNotAt(search(given), { resourceId, startAt });
    assert.equal(why({}, wanted.startAt, 'res-gone'), 'the technician does not work here any more');
    const lift = aRequirement({ characteristics: [{ id: 'lift', rating: 4 }] });
    assert.equal(why({ requirement: lift }), 'Nina lacks lift>=4');
    assert.equal(why({}, at('06T09:00')), 'the start lies outside the arrival window');
    assert.equal(why({}, at('03T03:00')), 'Nina is off then');
    assert.equal(why({ now: at('02T09:14') }), 'it is too late for Nina to get there by then');
  });
});
