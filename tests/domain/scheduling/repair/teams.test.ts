import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { openDay } from '../../../../domain/scheduling/repair/day/day.ts';
import { planOfDay } from '../../../../domain/scheduling/repair/day/figures.ts';
import { bestPlace, placesOn, putIn } from '../../../../domain/scheduling/repair/places.ts';
import { Slots } from '../../../../domain/scheduling/repair/slots.ts';
import { bookTeam, teamsFor } from '../../../../domain/scheduling/repair/teams.ts';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken, someProblems } from './some-problems.ts';

const line = Array.from({ length: 5 }, (_, from) =>
  Array.from({ length: 5 }, (_, to) => 10 * Math.abs(from - to)),
);
const anywhere = { where: 'anywhere', by: 'travel' } as const;

describe('slots for a group and with a trip', () => {
  it('can be booked as told, and are given back whole', function () {
    this.timeout(60_000);
    let [teams, trips] = [0, 0];
    fc.assert(
      fc.property(someProblems, fc.nat(20), (made, which) => {
        const problem = made.depots ? made : { ...made, depots: [{ location: 1, duration: 5 }] };
        const { problem: located, travel } = locate(problem);
        const fresh = located.jobs[which % located.jobs.length]!;
        const whole = openDay(located, travel, cheapestInsertion(located, travel));
        whole.remove(fresh.id);
        const plan = planOfDay(whole);
        for (const offer of new Slots(openDay(located, travel, plan)).for(fresh)) {
          teams += offer.mates === undefined ? 0 : 1;
          trips += offer.depot === undefined ? 0 : 1;
          const day = openDay(located, travel, plan);
          const slots = new Slots(day);
          assert.ok(slots.book(fresh, offer), JSON.stringify(offer));
          assert.deepEqual(broken(problem, planOfDay(day)), []);
          for (const { job } of offer.mates ?? []) assert.equal(day.startOf(job), day.startOf(fresh.id));
          slots.release(fresh.id);
          assert.deepEqual(broken(problem, planOfDay(day)), []);
          const depots = planOfDay(day).routes.flatMap(({ stops }) =>
            stops.filter((stop) => 'depot' in stop),
          );
          assert.ok(
            depots.length <=
              plan.routes.flatMap(({ stops }) => stops.filter((stop) => 'depot' in stop)).length,
          );
        }
      }),
      { numRuns: 300, seed: 7 },
    );
    assert.ok(teams > 0 && trips > 0, `${teams} teams, ${trips} trips`);
  });

  it('name the mates and the depot', () => {
    const { problem, travel } = locate({
      jobs: [
        { id: 'a', location: 2, duration: 10, together: 'lift', tools: ['ladder'] },
        { id: 'b', location: 2, duration: 10, together: 'lift' },
      ],
      resources: [
        { id: 't1', start: 0, shifts: [[0, 100]] },
        { id: 't2', start: 1, shifts: [[0, 100]], tools: ['ladder'] },
      ],
      depots: [{ location: 1, duration: 5 }],
      travel: { durations: line },
    });
    const offers = new Slots(openDay(problem, travel, { routes: [] })).for(problem.jobs[0]!);
    assert.deepEqual(
      offers.map(({ resource, depot, mates, earliest, extraTravel }) => ({
        resource,
        depot,
        mates,
        earliest,
        extraTravel,
      })),
      [
        {
          resource: 't1',
          depot: 1,
          mates: [{ job: 'b', resource: 't2', shift: 0 }],
          earliest: 25,
          extraTravel: 30,
        },
        {
          resource: 't2',
          depot: undefined,
          mates: [{ job: 'b', resource: 't1', shift: 0 }],
          earliest: 20,
          extraTravel: 30,
        },
      ].sort((one, other) => one.earliest - other.earliest),
    );
  });
});

describe('places', () => {
  const problem: Problem = {
    jobs: ['a', 'b', 'c'].map((id, at) => ({ id, location: at + 1, duration: 5, parts: { filter: 1 } })),
    resources: [{ id: 't', start: 0, end: 0, shifts: [[0, 300]], parts: { filter: 1 } }],
    depots: [{ location: 4, duration: 0 }],
    travel: { durations: line },
  };
  const { problem: located, travel } = locate(problem);
  const [a, b] = located.jobs as [(typeof located.jobs)[number], (typeof located.jobs)[number]];

  it('are all gaps that fit, the best one by travel', () => {
    const day = openDay(located, travel, { routes: [] });
    putIn(day, bestPlace(day, 0, { job: a, visit: day.visitOf(a)! }, anywhere)!, day.visitOf(a)!);
    const asked = { job: b, visit: day.visitOf(b)! };
    const places = [...placesOn(day, 0, asked, anywhere)];
    assert.ok(places.length > 1 && places.every(({ trip }) => trip !== undefined));
    const best = bestPlace(day, 0, asked, anywhere)!;
    assert.equal(best.travel, Math.min(...places.map(({ travel: way }) => way)));
    putIn(day, best, asked.visit);
    assert.deepEqual(broken(problem, planOfDay(day)), []);
    assert.equal(planOfDay(day).routes[0]!.travel, 20 + best.travel);
  });

  it('lose the trip with the job that needed it', () => {
    const day = openDay(located, travel, { routes: [] });
    for (const job of [a, b])
      putIn(day, bestPlace(day, 0, { job, visit: day.visitOf(job)! }, anywhere)!, day.visitOf(job)!);
    assert.equal(day.routes[0]!.depotAt < Infinity, true);
    day.remove('b');
    assert.equal(day.routes[0]!.depotAt, Infinity);
  });
});

describe('a team', () => {
  it('is of different technicians, and leaves no trace when it is tried out or cannot be booked', () => {
    const { problem, travel } = locate({
      jobs: ['a', 'b', 'other'].map((id) => ({
        id,
        location: 0,
        duration: 60,
        ...(id !== 'other' && { together: 'x' }),
      })),
      resources: ['t1', 't2'].map((id) => ({ id, start: 0, shifts: [[0, 100]] as const })),
      travel: { durations: line },
    });
    const day = openDay(problem, travel, { routes: [] });
    const [a, b, other] = problem.jobs as [
      Problem['jobs'][number],
      Problem['jobs'][number],
      Problem['jobs'][number],
    ];
    const teams = teamsFor(day, [a, b], anywhere);
    assert.deepEqual(
      teams.map(({ members }) => members.map(({ place }) => place.route)),
      [
        [0, 1],
        [1, 0],
      ],
    );
    assert.equal(
      day.tryOut(() => bookTeam(day, teams[0]!)),
      true,
    );
    assert.deepEqual([day.routeOf('a'), day.planned()], [-1, []]);
    day.insert(1, 0, day.visitOf(other)!);
    assert.equal(bookTeam(day, teams[0]!), false);
    assert.deepEqual([day.routeOf('a'), day.routeOf('b')], [-1, -1]);
  });
});
