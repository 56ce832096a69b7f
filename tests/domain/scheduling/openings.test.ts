import assert from 'node:assert/strict';
import { openingsOf, type SlotSearch } from '../../../domain/scheduling/openings.ts';
import { aCalendar, aRequirement, aResource, workingWeek } from '../../fixtures/field-records.ts';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const here = { lat: 51.4545, lon: -2.5879 };
/** Ten minutes between any two different places, so that the sums can be done in the head. */
const tenMinutes: SlotSearch['travel'] = (from, to) =>
  from.lat === to.lat && from.lon === to.lon ? { minutes: 0, km: 0 } : { minutes: 10, km: 5 };
const elsewhere = { lat: 51.5, lon: -2.5 };

const search = (given: Partial<SlotSearch> = {}): SlotSearch => ({
  requirement: aRequirement({ windowFrom: at('06:00'), windowTo: at('20:00') }),
  resources: [aResource()],
  bookings: [],
  calendars: [aCalendar()],
  now: at('06:00'),
  travel: tenMinutes,
  ...given,
});
const taken = (from: string, to: string, place = elsewhere) => ({
  resourceId: 'res-tom',
  place,
  from: at(from).getTime(),
  to: at(to).getTime(),
});
const said = (given: Partial<SlotSearch> = {}) =>
  openingsOf(search(given), aResource()).map(
    ({ earliest, latest, detourMinutes, from }) =>
      [new Date(earliest), new Date(latest)].map((one) => one.toISOString().slice(11, 16)).join('-') +
      ` ${detourMinutes} ${from}`,
  );

describe('openings', () => {
  it('begin with the way from home and leave time for the way back, within the shift', () => {
    assert.deepEqual(said(), ['08:10-15:50 20 home']);
  });

  it('lie between the bookings with the way from one stop to the next', () => {
    assert.deepEqual(said({ bookings: [taken('10:00', '12:00')] }), [
      '08:10-08:50 10 home',
      '12:10-15:50 10 job',
    ]);
  });

  it('cost no driving where the technician is anyway', () => {
    assert.deepEqual(said({ bookings: [taken('12:00', '13:00', here)] }), [
      '08:10-11:00 0 home',
      '13:00-15:50 0 job',
    ]);
  });

  it('vanish where the work and its ways are longer than the gap', () => {
    assert.deepEqual(said({ bookings: [taken('08:30', '11:00'), taken('12:15', '16:50')] }), []);
  });

  it('wait for the booking that ends last when bookings overlap', () => {
    assert.deepEqual(said({ bookings: [taken('08:00', '13:00'), taken('09:00', '10:00')] }), [
      '13:10-15:50 10 job',
    ]);
  });

  it('begin no earlier than now plus the way', () => {
    assert.deepEqual(said({ now: at('10:00') }), ['10:10-15:50 20 home']);
  });

  it('let people arrive inside the window only, while the work may run over it', () => {
    const requirement = aRequirement({ windowFrom: at('10:00'), windowTo: at('11:00') });
    assert.deepEqual(said({ requirement }), ['10:00-11:00 20 home']);
  });

  it('keep work out of the break, and let the way run through it', () => {
    const lunch = aCalendar({ week: workingWeek([480, 720], [765, 1020]) });
    assert.deepEqual(said({ calendars: [lunch] }), ['08:10-11:00 20 home', '12:45-15:50 20 home']);
  });

  it('are none without a calendar, or once the window has passed', () => {
    assert.deepEqual(said({ calendars: [] }), []);
    assert.deepEqual(said({ now: at('20:01') }), []);
  });
});
