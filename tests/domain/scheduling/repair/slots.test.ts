import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openDay } from '../../../../domain/scheduling/repair/day/day.ts';
import { planOfDay } from '../../../../domain/scheduling/repair/day/figures.ts';
import { Slots } from '../../../../domain/scheduling/repair/slots.ts';
import { nearest } from '../../../../domain/scheduling/rules/nearest.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken, someProblems } from './some-problems.ts';

describe('best slots', () => {
  it('can each be booked, begin as told, and never make the rest infeasible', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(someProblems, fc.nat(20), (problem, which) => {
        const { problem: located, travel } = locate(problem);
        // One job is new: the plan was made without it.
        const fresh = located.jobs[which % located.jobs.length]!;
        const known = { ...located, jobs: located.jobs.filter(({ id }) => id !== fresh.id) };
        const plan = nearest(known, travel);
        const offers = new Slots(openDay(located, travel, plan)).for(fresh);
        assert.ok(offers.length <= 5);
        for (const offer of offers) {
          const day = openDay(located, travel, plan);
          const slots = new Slots(day);
          assert.ok(slots.book(fresh, offer), JSON.stringify(offer));
          const booked = planOfDay(day);
          assert.deepEqual(broken(problem, booked), []);
          const start = day.startOf(fresh.id)!;
          if (problem.resources.every(({ maxDuration }) => maxDuration === undefined))
            assert.ok(start >= offer.earliest && start <= offer.latest, JSON.stringify({ offer, start }));
          assert.ok(
            plan.routes.every(({ stops }) =>
              stops.every((stop) => !('job' in stop) || day.routeOf(stop.job) >= 0),
            ),
          );
          assert.ok(slots.release(fresh.id).includes(fresh.id));
          assert.equal(day.routeOf(fresh.id), -1);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('name preferred technicians first, then who drives least', () => {
    const { problem, travel } = locate({
      jobs: [{ id: 'j', location: 0, duration: 10, preferred: ['far'] }],
      resources: [
        { id: 'beside', start: 0, end: 0, shifts: [[0, 100]] },
        {
          id: 'near',
          start: 1,
          end: 1,
          shifts: [
            [0, 100],
            [200, 300],
          ],
        },
        { id: 'far', start: 2, end: 2, shifts: [[0, 100]] },
      ],
      travel: {
        durations: [
          [0, 5, 20],
          [5, 0, 15],
          [20, 15, 0],
        ],
      },
    });
    const offers = new Slots(openDay(problem, travel, { routes: [] })).for(problem.jobs[0]!);
    assert.deepEqual(
      offers.map(({ resource, shift, extraTravel }) => [resource, shift, extraTravel]),
      [
        ['far', 0, 40],
        ['beside', 0, 0],
        ['near', 0, 10],
        ['near', 1, 10],
      ],
    );
    assert.deepEqual([offers[2]?.earliest, offers[2]?.latest], [5, 85]);
  });

  it('are none where nothing fits, and a slot that has gone cannot be booked', () => {
    const { problem, travel } = locate({
      jobs: [
        { id: 'one', location: 0, duration: 60 },
        { id: 'two', location: 0, duration: 60 },
      ],
      resources: [{ id: 't', start: 0, shifts: [[0, 100]] }],
      travel: { durations: [[0]] },
    });
    const slots = new Slots(openDay(problem, travel, { routes: [] }));
    const [one, two] = problem.jobs as [(typeof problem.jobs)[number], (typeof problem.jobs)[number]];
    const [offer] = slots.for(two);
    assert.ok(slots.book(one, { resource: 't', shift: 0 }));
    assert.equal(slots.book(two, offer!), false);
    assert.deepEqual(slots.for(two), []);
    slots.release('one');
    assert.ok(slots.book(two, offer!));
  });
});
