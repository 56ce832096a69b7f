import assert from 'node:assert/strict';
import fc from 'fast-check';
import { arcMetres, crowMetres, roadMetres, roadSeconds } from '../../../domain/scheduling/travel-roads.ts';

const metres = fc.integer({ min: 0, max: 3_000_000 });
const place = (lat: number, lon: number) => ({ lat, lon });

// Kilometres by the usual motorway and minutes without a jam, as a driver knows them.
const pairs = [
  ['London to Bristol', place(51.5074, -0.1278), place(51.4545, -2.5879), 190, 145],
  ['Berlin to Hamburg', place(52.52, 13.405), place(53.5511, 9.9937), 289, 175],
  ['Paris to Lyon', place(48.8566, 2.3522), place(45.764, 4.8357), 465, 275],
  ['Paris to Lille', place(48.8566, 2.3522), place(50.6292, 3.0573), 225, 150],
  ['Birmingham to Manchester', place(52.4862, -1.8904), place(53.4808, -2.2426), 140, 100],
  ['Frankfurt to Cologne', place(50.1109, 8.6821), place(50.9375, 6.9603), 190, 120],
  ['Vienna to Salzburg', place(48.2082, 16.3738), place(47.8095, 13.055), 295, 180],
  ['Milan to Turin', place(45.4642, 9.19), place(45.0703, 7.6869), 143, 100],
  ['Madrid to Barcelona', place(40.4168, -3.7038), place(41.3874, 2.1686), 620, 360],
  ['New York to Boston', place(40.7128, -74.006), place(42.3601, -71.0589), 346, 225],
] as const;

describe('the roads of the embedded travel model', () => {
  it('lead from city to city within 15 % of the real kilometres and minutes', () => {
    for (const [name, from, to, km, minutes] of pairs) {
      const road = roadMetres(crowMetres(from, to));
      assert.ok(Math.abs(road / 1000 / km - 1) < 0.15, `${name}: ${road / 1000} km`);
      const driven = roadSeconds(road) / 60;
      assert.ok(Math.abs(driven / minutes - 1) < 0.15, `${name}: ${driven} min`);
    }
  });

  it('are measured along the great circle: a degree of the equator, a quarter of the earth, the other side', () => {
    assert.ok(Math.abs(crowMetres(place(0, 0), place(0, 1)) - 111_194.93) < 0.01);
    assert.ok(Math.abs(crowMetres(place(0, 0), place(90, 0)) - 10_007_543.4) < 0.1);
    assert.ok(Math.abs(crowMetres(place(0, 0), place(0, 180)) - 20_015_086.8) < 0.1);
  });

  it('cross the date line the short way', () => {
    assert.ok(crowMetres(place(0, 179.9), place(0, -179.9)) < 23_000);
  });

  it('keep to the arc sine where its series takes over', () => {
    for (const chord of [1e-9, 1e-5, 0.01, 0.1, 0.19999, 0.20001, 1]) {
      const exact = 2 * 6_371_000 * Math.asin(chord / 2);
      assert.ok(Math.abs(arcMetres(chord * chord) / exact - 1) < 1e-8, String(chord));
    }
  });

  it('are never shorter or quicker in two pieces than in one', () => {
    fc.assert(
      fc.property(metres, metres, (one, other) => {
        for (const measure of [roadMetres, roadSeconds])
          assert.ok(measure(one + other) <= (measure(one) + measure(other)) * (1 + 1e-12));
      }),
    );
  });

  it('take longer the further they lead', () => {
    fc.assert(
      fc.property(metres, metres, (one, other) => {
        assert.equal(one < other, roadSeconds(one) < roadSeconds(other));
      }),
    );
  });
});
