import assert from 'node:assert/strict';
import { Day, openDay } from '../../../../../domain/scheduling/repair/day/day.ts';
import { isSuitable, isUnpreferred, misfitsOf } from '../../../../../domain/scheduling/repair/day/fitness.ts';
import {
  extraTravel,
  keepsDuration,
  openEnd,
  withVisit,
} from '../../../../../domain/scheduling/repair/day/gap.ts';
import { linksOf } from '../../../../../domain/scheduling/repair/day/links.ts';
import { passesOf } from '../../../../../domain/scheduling/repair/day/passes.ts';
import {
  nextIn,
  lastIn,
  owedPauses,
  pausedFrom,
  pausedUntil,
  pausesTaken,
} from '../../../../../domain/scheduling/repair/day/pauses.ts';
import { Route } from '../../../../../domain/scheduling/repair/day/route.ts';
import { shiftsOf } from '../../../../../domain/scheduling/repair/day/shift.ts';
import { spanOf } from '../../../../../domain/scheduling/repair/day/span.ts';
import { timesOf } from '../../../../../domain/scheduling/repair/day/times.ts';
import { depotVisit, startsOf, visitOf } from '../../../../../domain/scheduling/repair/day/visit.ts';
import { nowhere, rowOf, Ways } from '../../../../../domain/scheduling/repair/day/ways.ts';
import type { Problem } from '../../../../../domain/scheduling/model/problem.ts';
import { locate } from '../../../../../planning/problem/locate.ts';

const given = {
  unit: 60,
  jobs: [
    { id: 'a', location: 1, duration: 30, windows: [[100, 140]] },
    { id: 'b', location: 1, duration: 30, after: ['a'], parts: { filter: 1 } },
  ],
  resources: [
    {
      id: 't',
      start: 0,
      end: 0,
      shifts: [[0, 300]],
      breaks: [{ windows: [[60, 90]], duration: 20 }],
      parts: { filter: 1 },
    },
  ],
  travel: {
    durations: [
      [0, 10],
      [10, 0],
    ],
  },
} as const satisfies Problem;
const { problem, travel } = locate(given);
const [a, b] = problem.jobs as [(typeof problem.jobs)[number], (typeof problem.jobs)[number]];
const driven = { shift: shiftsOf(problem)[0]!, ways: new Ways(travel, 60) };

describe('a day kept warm', () => {
  it('leaves as late as the end of the route allows, with the break where it costs nothing', () => {
    const timed = timesOf(driven, [visitOf(a)]);
    assert.deepEqual(timed?.route.stops, [{ job: 'a', arrive: 100, start: 100, end: 130, travel: 10 }]);
    assert.deepEqual([timed?.leave, timed?.end, timed?.route.breaks?.length], [90, 140, 1]);
  });

  it('goes on at once when its technician is out already', () => {
    const [shift] = shiftsOf(problem, new Set(['t']));
    const timed = timesOf({ ...driven, shift: shift! }, [visitOf(a)]);
    assert.deepEqual([timed?.leave, timed?.route.stops[0]?.arrive], [0, 10]);
  });

  it('keeps a route inside its most duration by leaving later', () => {
    const short = { ...driven, shift: { ...driven.shift, maxDuration: 60 } };
    assert.deepEqual(spanOf(short, [visitOf(a)]), { leave: 90, end: 140 });
    assert.equal(spanOf({ ...short, shift: { ...short.shift, maxDuration: 49 } }, [visitOf(a)]), null);
  });

  it('books a job only behind what it waits for, and takes both out together', () => {
    const day = openDay(problem, travel, { routes: [] });
    assert.ok(day instanceof Day);
    assert.equal(day.visitOf(b), null);
    day.insert(0, 0, day.visitOf(a)!);
    const second = day.visitOf(b)!;
    assert.equal(day.rangeAt(0, 0, second), null);
    assert.equal(day.rangeAt(0, 1, second)?.earliest, 130);
    day.insert(0, 1, second);
    assert.equal(day.startOf('b'), 130);
    assert.deepEqual(day.remove('a'), ['a', 'b']);
  });

  it('counts parts until the first depot', () => {
    const route = new Route(driven);
    route.lay([visitOf(b)]);
    assert.deepEqual(route.missingParts(b), [['filter', 1]]);
    assert.equal(route.firstEquipped(b), Infinity);
    route.lay([visitOf(b), depotVisit({ location: 0, duration: 5 })]);
    assert.equal(route.firstEquipped(b), 2);
    assert.deepEqual(route.missingTools({ ...b, tools: ['ladder'] }), ['ladder']);
  });

  it('prices a gap by the detour, and knows the end of a route without an end of its shift', () => {
    const route = new Route(driven);
    assert.equal(extraTravel(route, 0, 1), 20);
    assert.equal(keepsDuration(route, 0, visitOf(a)), true);
    assert.equal(openEnd(route, withVisit([], 0, { ...visitOf(a), duration: 400 })), 510);
  });

  it('has tables of departures and latest arrivals for each set of breaks', () => {
    const { masks, leave, ready } = passesOf(driven, [visitOf(a)]);
    assert.equal(masks, 2);
    assert.deepEqual([...leave], [0, 80, 130, 130]);
    assert.deepEqual([...ready], [-Infinity, 140, 90, 300]);
  });
});

describe('the small parts of a day', () => {
  it('take breaks in the order that ends first, inside their windows and the shift', () => {
    const pauses = owedPauses(
      [
        { windows: [[50, 60]], duration: 10 },
        { windows: [[0, 20]], duration: 10 },
        { windows: [[95, 99]], duration: 10 },
      ],
      [0, 100],
    );
    assert.equal(pauses.length, 2);
    assert.equal(pausedUntil(pauses, 3, 5), 60);
    assert.equal(pausedFrom(pauses, 3, 70), 20);
    assert.deepEqual(pausesTaken(pauses, 3, 5), [
      { start: 5, end: 15 },
      { start: 50, end: 60 },
    ]);
    assert.deepEqual(
      [nextIn([[1, 2]], 0), nextIn([[1, 2]], 3), lastIn([[1, 2]], 3), lastIn([[1, 2]], 0)],
      [1, Infinity, 2, -Infinity],
    );
  });

  it('let a locked start stand above windows and release', () => {
    assert.deepEqual(startsOf({ ...a, release: 200, locked: { start: 50 } }), [[50, 50]]);
    assert.deepEqual(startsOf({ ...a, release: 120 }), [[120, 140]]);
  });

  it('read ways by the hour, first in first out, and never over missing roads', () => {
    const rush = new Ways(
      { ...travel, profile: Array.from({ length: 24 }, (_, hour) => (hour === 0 ? 2 : 1)) },
      60,
    );
    assert.deepEqual(
      [rush.way(0, 1, 0), rush.way(0, 1, 60), rush.usual(0, 1), rush.way(0, nowhere, 0)],
      [20, 10, 10, 0],
    );
    assert.equal(rush.leaveBy(0, 1, 20), 0);
    assert.equal(rush.leaveBy(0, 1, 80), 70);
    const cut = new Ways({ ...travel, durations: new Int32Array([0, 2 ** 29, 2 ** 29, 0]) });
    assert.equal(cut.way(0, 1, 0), Infinity);
    assert.throws(() => rowOf({ lat: 1, lon: 2 }), TypeError);
  });

  it('tell who may do a job, and what is missing', () => {
    const job = { ...a, skills: [{ id: 'gas', level: 2 }], restricted: ['t'], preferred: ['x'] };
    const one = { ...problem.resources[0]!, skills: [{ id: 'gas', level: 1 }] };
    assert.deepEqual(misfitsOf(job, one), [
      { code: 'restricted' },
      { code: 'skill', skill: 'gas', asked: 2, has: 1 },
    ]);
    assert.equal(isSuitable(job, one), false);
    assert.equal(isSuitable(a, one), true);
    assert.equal(isUnpreferred(job, one), 1);
  });

  it('know which jobs are bound to which', () => {
    const links = linksOf({
      ...problem,
      jobs: [...problem.jobs, { ...a, id: 'c', together: 'g' }, { ...a, id: 'd', together: 'g' }],
    });
    assert.deepEqual(
      [links.before(b), links.after('a'), links.mates({ ...a, id: 'c', together: 'g' })],
      [['a'], ['b'], ['d']],
    );
  });
});
