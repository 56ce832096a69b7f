import assert from 'node:assert/strict';
import fc from 'fast-check';
import { embeddedTravel } from '../../../domain/scheduling/travel.ts';
import { usualWeek, weekFactors } from '../../../domain/scheduling/travel-hours.ts';
import { embeddedMatrix, noWay } from '../../../domain/scheduling/travel-matrix.ts';

const place = fc.record({
  lat: fc.double({ min: 47, max: 55, noNaN: true }),
  lon: fc.double({ min: -5, max: 15, noNaN: true }),
});
const places = fc.array(place, { minLength: 1, maxLength: 7 });
const factors = weekFactors(usualWeek);
const moment = fc.integer({ min: 0, max: 168 * 3_600 });

describe('a matrix of the embedded travel model', () => {
  it('says what the model says of each leg', () => {
    fc.assert(
      fc.property(places, places, (origins, destinations) => {
        const { durations, distances, columns } = embeddedMatrix({ origins, destinations });
        origins.forEach((from, row) => {
          destinations.forEach((to, column) => {
            const cell = row * columns + column;
            const { minutes, km } = embeddedTravel(from, to);
            assert.ok(Math.abs(durations[cell]! - minutes * 60) <= 61);
            assert.ok(Math.abs(distances[cell]! - km * 1000) <= 51.1);
          });
        });
      }),
    );
  });

  it('is symmetric, and zero where one is already', () => {
    fc.assert(
      fc.property(places, (all) => {
        const { durations, distances, rows } = embeddedMatrix({ origins: all, destinations: [...all] });
        const same = embeddedMatrix({ origins: all, destinations: all });
        assert.deepEqual([same.durations, same.distances], [durations, distances]);
        for (let row = 0; row < rows; row++) {
          assert.equal(durations[row * rows + row], 0);
          for (let column = 0; column < rows; column++)
            assert.equal(durations[row * rows + column], durations[column * rows + row]);
        }
      }),
    );
  });

  it('obeys the triangle inequality in whole units, whatever the unit', () => {
    fc.assert(
      fc.property(fc.tuple(place, place, place), fc.constantFrom(0.1, 1, 60), (all, unit) => {
        const { durations: time, distances: way } = embeddedMatrix({ origins: all, destinations: all, unit });
        assert.ok(time[2]! <= time[1]! + time[5]!);
        assert.ok(way[2]! <= way[1]! + way[5]!);
      }),
    );
  });

  it('lets nobody arrive earlier by leaving later', () => {
    fc.assert(
      fc.property(place, place, moment, moment, (from, to, one, other) => {
        const arrival = (leaveAt: number) =>
          leaveAt +
          embeddedMatrix({ origins: [from], destinations: [to], departure: { factors, leaveAt } })
            .durations[0]!;
        assert.ok(arrival(Math.min(one, other)) <= arrival(Math.max(one, other)));
      }),
    );
  });

  it('answers in the unit asked for, rounded up', () => {
    const [origins, destinations] = [[{ lat: 51.4545, lon: -2.5879 }], [{ lat: 51.3811, lon: -2.359 }]];
    const [seconds] = embeddedMatrix({ origins, destinations }).durations;
    assert.equal(
      embeddedMatrix({ origins, destinations, unit: 60 }).durations[0],
      Math.ceil((seconds ?? 0) / 60),
    );
    const [tenths] = embeddedMatrix({ origins, destinations, unit: 0.1 }).durations;
    assert.ok(tenths! <= seconds! * 10 && tenths! > (seconds! - 1) * 10);
  });

  it('is longer in the rush of Monday morning', () => {
    const [origins, destinations] = [[{ lat: 51.45, lon: -2.58 }], [{ lat: 51.5, lon: -2.5 }]];
    const at = (leaveAt: number) =>
      embeddedMatrix({ origins, destinations, departure: { factors, leaveAt } }).durations[0]!;
    assert.ok(at(8 * 3_600) > at(12 * 3_600));
  });

  it('stays far below the mark of pairs that no road joins, at the other end of the earth too', () => {
    const ends = [
      { lat: 0, lon: 0 },
      { lat: 0, lon: 180 },
    ];
    const { durations, distances } = embeddedMatrix({ origins: ends, destinations: ends, unit: 0.1 });
    assert.ok(durations[1]! < noWay / 10 && distances[1]! < noWay / 10);
  });

  it('answers a thousand places by a thousand in well under a tenth of a second of computing', () => {
    const grid = Array.from({ length: 1_000 }, (_, at) => ({
      lat: 51 + (at % 31) / 50,
      lon: -3 + at / 1_000,
    }));
    embeddedMatrix({ origins: grid.slice(0, 200), destinations: grid.slice(0, 200) });
    const before = process.cpuUsage();
    const { durations } = embeddedMatrix({ origins: grid, destinations: [...grid] });
    const { user, system } = process.cpuUsage(before);
    assert.equal(durations.length, 1_000_000);
    assert.ok((user + system) / 1000 < 300, `${(user + system) / 1000} ms`); // a wide margin for a busy machine
  });
});
