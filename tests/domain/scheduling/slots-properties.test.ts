import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SlotSearch, Taken } from '../../../domain/scheduling/openings.ts';
import type { Resource } from '../../../domain/scheduling/resource.ts';
import { type Shift, shiftsWithin } from '../../../domain/scheduling/shifts.ts';
import { findSlots, type Slot, slotAt } from '../../../domain/scheduling/slots.ts';
import { embeddedTravel, type Place } from '../../../domain/scheduling/travel.ts';
import { aCalendar, aRequirement, aResource, workingWeek } from '../../fixtures/field-records.ts';

const minuteMs = 60_000;
const monday = Date.parse('2026-03-02T00:00:00Z');
const place: fc.Arbitrary<Place> = fc.record({
  lat: fc.double({ min: 51.35, max: 51.55, noNaN: true }),
  lon: fc.double({ min: -2.75, max: -2.4, noNaN: true }),
});
const skills = fc.array(
  fc.record({ id: fc.constantFrom('hvac', 'lift'), rating: fc.integer({ min: 1, max: 5 }) }),
  { maxLength: 2 },
);
const calendars = [
  aCalendar({ id: 'day' }),
  aCalendar({ id: 'lunch', week: workingWeek([480, 720], [765, 1020]) }),
  aCalendar({ id: 'berlin', zone: 'Europe/Berlin', week: workingWeek([360, 840]) }),
  aCalendar({ id: 'always', week: Array.from({ length: 7 }, () => [[0, 1440]] as const) }),
];

const day: fc.Arbitrary<SlotSearch> = fc
  .record({
    homes: fc.array(fc.tuple(place, skills, fc.nat(3), fc.subarray(['north', 'south'])), {
      minLength: 1,
      maxLength: 5,
    }),
    stops: fc.array(
      fc.tuple(place, fc.nat(4), fc.integer({ min: 0, max: 3 * 1440 }), fc.integer({ min: 10, max: 240 })),
      {
        maxLength: 12,
      },
    ),
    need: fc.tuple(place, skills, fc.integer({ min: 15, max: 180 }), fc.constantFrom(null, 'north')),
    window: fc.tuple(fc.integer({ min: 0, max: 2880 }), fc.integer({ min: 0, max: 2880 })),
    now: fc.integer({ min: 0, max: 2880 }),
  })
  .map(({ homes, stops, need: [spot, characteristics, durationMinutes, territoryId], window, now }) => ({
    resources: homes.map(([home, own, calendar, territoryIds], index) =>
      aResource({
        id: `res-${index}`,
        homeLat: home.lat,
        homeLon: home.lon,
        characteristics: own,
        calendarId: calendars[calendar]!.id,
        territoryIds,
      }),
    ),
    bookings: stops.map(([where, index, from, minutes]): Taken => {
      const start = monday + from * minuteMs;
      return { resourceId: `res-${index}`, place: where, from: start, to: start + minutes * minuteMs };
    }),
    requirement: aRequirement({
      ...spot,
      characteristics,
      durationMinutes,
      territoryId,
      windowFrom: new Date(monday + window[0] * minuteMs),
      windowTo: new Date(monday + (window[0] + window[1]) * minuteMs),
    }),
    calendars,
    now: new Date(monday + now * minuteMs),
    travel: embeddedTravel,
  }));

const ofSlot = (search: SlotSearch, slot: Slot): Resource =>
  search.resources.find(({ id }) => id === slot.resourceId)!;
const travelMs = (from: Place, to: Place): number => embeddedTravel(from, to).minutes * minuteMs;
const homeOf = ({ homeLat, homeLon }: Resource): Place => ({ lat: homeLat, lon: homeLon });

function shiftOf(search: SlotSearch, slot: Slot): Shift {
  const calendar = search.calendars.find(({ id }) => id === ofSlot(search, slot).calendarId)!;
  const [from, to] = [slot.startAt.getTime(), slot.endAt.getTime()];
  const shift = shiftsWithin(calendar, { from, to }).find((one) => one.from <= from && to <= one.to);
  assert.ok(shift, 'the slot lies in no shift');
  return shift;
}

function stopsOfShift(search: SlotSearch, slot: Slot): Taken[] {
  const shift = shiftOf(search, slot);
  return search.bookings.filter(
    ({ resourceId, from, to }) => resourceId === slot.resourceId && to > shift.from && from < shift.to,
  );
}

/** Checks every slot of many random days against one rule, written independently of the search. */
const assertEverySlot = (rule: (search: SlotSearch, slot: Slot) => void): void =>
  fc.assert(
    fc.property(day, (search) => {
      for (const slot of findSlots({ ...search, top: 100 }).slots) rule(search, slot);
    }),
    { numRuns: 300 },
  );

describe('every slot offered', () => {
  it('overlaps no booking, and leaves time for the way from the stop before and to the one after', () => {
    assertEverySlot((search, slot) => {
      const start = slot.startAt.getTime();
      const end = slot.endAt.getTime();
      const stops = stopsOfShift(search, slot);
      assert.ok(stops.every(({ from, to }) => to <= start || from >= end));
      const before = stops.filter(({ to }) => to <= start).sort((a, b) => b.to - a.to)[0];
      const after = stops.filter(({ from }) => from >= end).sort((a, b) => a.from - b.from)[0];
      if (before) assert.ok(before.to + travelMs(before.place, search.requirement) <= start);
      if (after) assert.ok(end + travelMs(search.requirement, after.place) <= after.from);
    });
  });

  it('meets every characteristic at its level, and the territory', () => {
    assertEverySlot((search, slot) => {
      const { characteristics, territoryIds } = ofSlot(search, slot);
      for (const { id, rating } of search.requirement.characteristics)
        assert.ok(characteristics.some((own) => own.id === id && own.rating >= rating));
      const { territoryId } = search.requirement;
      assert.ok(territoryId === null || territoryIds.includes(territoryId));
    });
  });

  it('lies in one working window, with the way from home and back home inside the shift', () => {
    assertEverySlot((search, slot) => {
      const resource = ofSlot(search, slot);
      const start = slot.startAt.getTime();
      const end = slot.endAt.getTime();
      const shift = shiftOf(search, slot);
      assert.ok(shift.windows.some(({ from, to }) => from <= start && end <= to));
      const own = stopsOfShift(search, slot);
      const home = travelMs(homeOf(resource), search.requirement);
      if (!own.some(({ from }) => from < start)) assert.ok(start - home >= shift.from);
      if (!own.some(({ from }) => from >= end)) assert.ok(end + home <= shift.to);
    });
  });

  it('lets the technician arrive inside the window and not before he can be there', () => {
    assertEverySlot((search, slot) => {
      const { windowFrom, windowTo, durationMinutes } = search.requirement;
      assert.ok(windowFrom <= slot.arriveAt && slot.arriveAt <= slot.startAt && slot.startAt <= windowTo);
      assert.ok(slot.arriveAt.getTime() >= search.now.getTime() + slot.travelFromMinutes * minuteMs);
      assert.equal(slot.endAt.getTime() - slot.startAt.getTime(), durationMinutes * minuteMs);
    });
  });

  it('is still to be had when it is booked at once', () => {
    assertEverySlot((search, slot) => {
      // Without the notice that is given to whoever books, arrival may be earlier; everything else is the same.
      const again = slotAt(search, slot);
      assert.deepEqual({ ...again, arriveAt: slot.arriveAt }, slot);
    });
  });
});

describe('the search', () => {
  it('gives the same slots for the same day, whatever order the records come in', () => {
    fc.assert(
      fc.property(day, (search) => {
        const turned = {
          ...search,
          resources: [...search.resources].reverse(),
          bookings: [...search.bookings].reverse(),
        };
        assert.deepEqual(findSlots(turned), findSlots(search));
      }),
    );
  });

  it('gives one slot of each technician before a second of any', () => {
    fc.assert(
      fc.property(day, (search) => {
        const all = new Set(findSlots({ ...search, top: 10_000 }).slots.map(({ resourceId }) => resourceId));
        const top = findSlots(search).slots;
        assert.equal(new Set(top.map(({ resourceId }) => resourceId)).size, Math.min(all.size, top.length));
        assert.ok(top.length <= 3);
      }),
    );
  });

  it('takes less than 5 ms for 12 technicians and 3 days with five stops each', () => {
    const resources = Array.from({ length: 12 }, (_, index) =>
      aResource({ id: `res-${index}`, homeLat: 51.4 + index / 100, calendarId: calendars[index % 3]!.id }),
    );
    const bookings = resources.flatMap(({ id }, index) =>
      Array.from({ length: 15 }, (_, stop): Taken => {
        const from = monday + (Math.floor(stop / 5) * 1440 + 500 + (stop % 5) * 95) * minuteMs;
        return {
          resourceId: id,
          place: { lat: 51.42 + stop / 200, lon: -2.6 + index / 100 },
          from,
          to: from + 50 * minuteMs,
        };
      }),
    );
    const requirement = aRequirement({ durationMinutes: 30 });
    const now = new Date(monday + 400 * minuteMs);
    const search = { requirement, resources, bookings, calendars, now, travel: embeddedTravel };
    const taken = Array.from({ length: 25 }, () => {
      const begun = performance.now();
      assert.equal(findSlots(search).slots.length, 3);
      return performance.now() - begun;
    }).sort((a, b) => a - b);
    assert.ok(taken[12]! < 5, `the median run took ${taken[12]} ms`);
  });
});
