import assert from 'node:assert/strict';
import fc from 'fast-check';
import { embeddedTravel } from '../../../domain/scheduling/travel.ts';

const place = fc.record({
  lat: fc.double({ min: 47, max: 55, noNaN: true }),
  lon: fc.double({ min: -5, max: 15, noNaN: true }),
});

describe('the embedded travel model', () => {
  it('gives believable legs: 3 km of streets, across the city, to the next city', () => {
    const centre = { lat: 51.4545, lon: -2.5879 };
    const leg = (lat: number, lon: number) => embeddedTravel(centre, { lat, lon });
    assert.deepEqual(leg(51.4745, -2.6079), { minutes: 13, km: 3.5 });
    assert.deepEqual(leg(51.5245, -2.5879), { minutes: 26, km: 10.5 });
    assert.deepEqual(leg(51.3811, -2.359), { minutes: 40, km: 24.1 });
    assert.deepEqual(leg(51.5072, -0.1276), { minutes: 135, km: 202 });
  });

  it('takes no time to a place where one is already', () => {
    assert.deepEqual(embeddedTravel({ lat: 50, lon: 8 }, { lat: 50, lon: 8 }), { minutes: 0, km: 0 });
  });

  it('takes as long there as back', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        assert.deepEqual(embeddedTravel(from, to), embeddedTravel(to, from));
      }),
    );
  });

  it('never makes a detour quicker than the direct way', () => {
    fc.assert(
      fc.property(place, place, place, (from, over, to) => {
        const direct = embeddedTravel(from, to).minutes;
        const detour = embeddedTravel(from, over).minutes + embeddedTravel(over, to).minutes;
        assert.ok(direct <= detour, `${direct} > ${detour}`);
      }),
    );
  });
});
