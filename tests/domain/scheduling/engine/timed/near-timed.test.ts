import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adjacentJobs } from '../../../../../domain/scheduling/engine/polish/adjacency.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';
import { EmptySlots } from '../../../../../domain/scheduling/engine/routes/empty-slots.ts';
import { TimedInsertion } from '../../../../../domain/scheduling/engine/timed/insertion.ts';
import { NearTimed } from '../../../../../domain/scheduling/engine/timed/near-timed.ts';
import type { Job, PlanResource } from '../../../../../domain/scheduling/model/problem.ts';
import { append, aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';

/** Never overlooks a place. */
class Attentive extends Random {
  override real(): number {
    return 0.5;
  }
}

const nowhere = { pair: -1, row: 0, trip: 0, rise: Infinity, find: () => false };

function aTeam(given: {
  readonly at: readonly number[];
  readonly jobs?: readonly Partial<Job>[];
  readonly people?: readonly Partial<PlanResource>[];
}) {
  const made = routesOf(
    aStreet({
      ...given,
      objective: { weights: { importance: 1000, travel: 1, duration: 2, preferred: 60 } },
    }),
  );
  const { routes, model } = made;
  const empty = new EmptySlots(routes);
  const deps = { routes, empty, near: adjacentJobs(model), everywhere: nowhere, random: new Attentive(1) };
  const add = (job: number, slot: number) => {
    append(made, job, slot);
    empty.update(slot);
  };
  return { ...made, deps, add, near: new NearTimed({ ...deps, surcharge: null }) };
}

describe('insertion beside near jobs when times count', () => {
  it('finds what a look into every route finds, when all jobs are neighbours', () => {
    const lunch = [{ windows: [[100, 140]] as const, duration: 20 }];
    const some = fc.record({
      at: fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 7, maxLength: 7 }),
      opens: fc.array(fc.nat(300), { minLength: 7, maxLength: 7 }),
      slots: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
    });
    fc.assert(
      fc.property(some, ({ at, opens, slots }) => {
        const jobs = opens.map((open) => ({ windows: [[open, open + 150]] as const }));
        const people = [{ breaks: lunch }, {}, { maxDuration: 300 }];
        const { routes, near, add, model } = aTeam({ at, jobs, people });
        const insertion = new TimedInsertion(routes);
        for (const [job, slot] of slots.entries()) if (insertion.best(job, slot) < Infinity) add(job, slot);
        fc.pre(!routes.isBroken);
        const rises = [0, 1, 2].map((slot) => insertion.best(6, slot));
        const least = Math.min(...rises);
        assert.equal(near.find(6, Infinity), least < Infinity);
        if (least === Infinity) return;
        assert.ok(Math.abs(near.rise - least) < 1e-6, `${near.rise}, not ${least}`);
        assert.ok(Math.abs(rises[model.pairs.slot[near.pair]!]! - least) < 1e-6);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('finds nothing at or above the limit', () => {
    const { near, add } = aTeam({ at: [20, 24] });
    add(0, 0);
    assert.equal(near.find(1, 8), false);
    assert.deepEqual([near.find(1, 8.01), near.rise], [true, 8]);
  });

  it('keeps to the most jobs, to parts and tools, and to who may do a job', () => {
    const barred: readonly (readonly [Partial<Job>, Partial<PlanResource>])[] = [
      [{}, { maxJobs: 1 }],
      [{ parts: { pump: 1 } }, {}],
      [{ restricted: ['t1'] }, {}],
    ];
    for (const [job, person] of barred) {
      const { near, add, model } = aTeam({
        at: [20, 22],
        jobs: [{}, job],
        people: [person, { parts: { pump: 1 } }],
      });
      add(0, 0);
      assert.equal(near.find(1, Infinity), true);
      assert.equal(model.pairs.slot[near.pair], 1, JSON.stringify([job, person]));
    }
  });

  it('counts what the technician costs who is not preferred', () => {
    const jobs = [{}, { preferred: ['t2'] }];
    const { near, add, model } = aTeam({ at: [20, 22], jobs, people: [{}, {}] });
    add(0, 0);
    near.find(1, Infinity);
    assert.deepEqual([model.pairs.slot[near.pair], near.rise], [0, 4 + 60 / 3]);
    assert.equal(near.find(1, 24), false);
  });

  it('adds what a job costs on a slot beside its rise', () => {
    const { deps, add, model } = aTeam({ at: [20, 22], people: [{}, { maxJobs: 9 }] });
    add(0, 0);
    const near = new NearTimed({ ...deps, surcharge: Float64Array.of(500, 0) });
    near.find(1, Infinity);
    assert.deepEqual([model.pairs.slot[near.pair], near.rise], [1, 44]);
  });

  it('looks everywhere when nothing is found nearby', () => {
    const { deps } = aTeam({ at: [20, 22], people: [{ maxDuration: 10 }] });
    const everywhere = { pair: 1, row: 3, trip: 0, rise: 12, find: () => true };
    const near = new NearTimed({ ...deps, everywhere, surcharge: null });
    assert.equal(near.find(1, Infinity), true);
    assert.deepEqual([near.pair, near.row, near.rise], [1, 3, 12]);
  });
});
