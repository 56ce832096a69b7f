import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isBreak,
  lastLeaveToBreak,
  lastStartOf,
  nextPlaceRow,
  pastBreak,
  startOf,
} from '../../../../../domain/scheduling/engine/timed/steps.ts';
import type { Window } from '../../../../../domain/scheduling/model/problem.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';
import { lay } from '../../../../fixtures/scheduling/reckoned-route.ts';

const someWindows = fc
  .record({
    open: fc.integer({ min: 10, max: 60 }),
    widths: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  })
  .map(({ open, widths }) => widths.map((width, row): Window => [open + 40 * row, open + 40 * row + width]));

const moments = Array.from({ length: 250 }, (_, time) => time);
const allowed = (windows: readonly Window[]) =>
  moments.filter((time) => windows.some(([open, close]) => open <= time && time <= close));

/** Job 0 and the break (node 1) have the same windows. */
const routesWith = (windows: readonly Window[]) =>
  routesOf(aStreet({ at: [30], jobs: [{ windows }], people: [{ breaks: [{ windows, duration: 15 }] }] }))
    .routes;

describe('a step of a route', () => {
  it('starts at the first allowed moment from a time on, or past its close', () => {
    fc.assert(
      fc.property(someWindows, fc.nat(249), (windows, time) => {
        const first = allowed(windows).find((moment) => moment >= time);
        const start = startOf(routesWith(windows), 0, time);
        if (first === undefined) assert.ok(start > windows.at(-1)![1]);
        else assert.equal(start, first);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('starts at the last allowed moment up to a time, or before its open', () => {
    fc.assert(
      fc.property(someWindows, fc.nat(249), (windows, time) => {
        const last = allowed(windows).findLast((moment) => moment <= time);
        const start = lastStartOf(routesWith(windows), 0, time);
        if (last === undefined) assert.ok(start < windows[0]![0]);
        else assert.equal(start, last);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('keeps to bounds that are narrower than its windows', () => {
    const routes = routesWith([[10, 90]]);
    routes.open[0] = 40;
    routes.close[0] = 50;
    assert.deepEqual([startOf(routes, 0, 0), lastStartOf(routes, 0, 99)], [40, 50]);
  });
});

describe('a break on the way', () => {
  it('ends at the earliest of all begins it could have', () => {
    fc.assert(
      fc.property(someWindows, fc.nat(200), fc.nat(80), (windows, leave, way) => {
        const begins = allowed(windows).filter((begin) => begin >= leave);
        fc.pre(begins.length > 0);
        const arrivals = begins.map((begin) => Math.max(leave + way, begin) + 15);
        assert.equal(pastBreak(routesWith(windows), 1, leave, way) + way, Math.min(...arrivals));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('may be set out for until the last moment from which the next stop is reached in time', () => {
    fc.assert(
      fc.property(someWindows, fc.integer({ min: 60, max: 240 }), fc.nat(40), (windows, ready, way) => {
        const isInTime = (leave: number) =>
          allowed(windows).some((begin) => begin >= leave && Math.max(leave + way, begin) + 15 <= ready);
        const last = moments.findLast(isInTime);
        fc.pre(last !== undefined);
        assert.equal(lastLeaveToBreak(routesWith(windows), 1, { ready, leave: ready - 15 - way }), last);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('is no place: the next one is after it', () => {
    const routes = routesWith([[10, 90]]);
    lay(routes, ['break', 0]);
    assert.deepEqual([isBreak(routes, 1), isBreak(routes, 0)], [true, false]);
    assert.deepEqual([nextPlaceRow(routes, 0), nextPlaceRow(routes, 2)], [2, 3]);
  });

  it('is told from a depot, which is a place', () => {
    const { routes, model } = routesOf(aStreet({ at: [30], depots: [{ location: 1, duration: 5 }] }));
    assert.equal(isBreak(routes, model.nodes - 1), false);
  });
});
