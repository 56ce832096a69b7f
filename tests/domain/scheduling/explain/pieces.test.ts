import assert from 'node:assert/strict';
import { effortOf } from '../../../../domain/scheduling/explain/effort.ts';
import { reasonOf } from '../../../../domain/scheduling/explain/reason.ts';
import { nearestStart, shorterBy, startsFor } from '../../../../domain/scheduling/explain/starts.ts';
import { Trial } from '../../../../domain/scheduling/explain/trial.ts';
import { verdictOf } from '../../../../domain/scheduling/explain/verdict.ts';
import { wordsFor } from '../../../../domain/scheduling/explain/words.ts';
import { openDay } from '../../../../domain/scheduling/repair/day/day.ts';
import { Reach } from '../../../../domain/scheduling/repair/day/gap.ts';
import { unbound, visitOf } from '../../../../domain/scheduling/repair/day/visit.ts';
import { locate } from '../../../../planning/problem/locate.ts';

const { problem, travel } = locate({
  unit: 60,
  jobs: [{ id: 'j', location: 0, duration: 30, windows: [[40, 50]] }],
  resources: [{ id: 't', start: 0, shifts: [[60, 100]] }],
  travel: { durations: [[0]] },
});
const job = problem.jobs[0]!;

describe('the effort of a change', () => {
  it('ranks a moved visit before much overtime and before a missing skill', () => {
    const scale = { importance: 1, minute: 1 };
    const efforts = [
      effortOf({ kind: 'move', job: 'a', to: 't', shift: 0 }, scale),
      effortOf({ kind: 'overtime', by: 20 }, scale),
      effortOf({ kind: 'skill', misfits: [{ code: 'skill', skill: 'gas' }] }, scale),
    ];
    assert.deepEqual(
      efforts,
      [...efforts].sort((one, other) => one - other),
    );
  });

  it('makes leaving out a job dearer the more it is worth', () => {
    const out = (importance: number) =>
      effortOf({ kind: 'leave_out', job: 'a', importance }, { importance: 2, minute: 1 });
    assert.ok(out(1) < out(2) && out(2) < out(9));
  });
});

describe('the limits of a start', () => {
  const reach = new Reach(1);
  reach.masks = 1;
  reach.ready[0] = 60;
  reach.due[0] = 100;

  it('are lifted one at a time, and the nearest start is found', () => {
    const { allowed, limits } = startsFor({ ...job, release: 45 }, unbound, false);
    assert.deepEqual(allowed, [[45, 50]]);
    assert.deepEqual(
      limits.map(({ kind }) => kind),
      ['window', 'release'],
    );
    assert.deepEqual(nearestStart(reach, 30, limits[0]!), { start: 60, by: 10, bound: 50 });
  });

  it('tell by how much shorter a visit must be', () => {
    assert.deepEqual(shorterBy(reach, 50, [[0, 80]]), { start: 60, by: 10 });
    assert.equal(shorterBy(reach, 30, [[0, 50]]), null);
  });
});

describe('a trial', () => {
  it('finds the change of times that would let a job in, and no place without', () => {
    const day = openDay(problem, travel, { routes: [] });
    const trial = new Trial(day);
    const candidate = { job, visit: visitOf(job), starts: startsFor(job, unbound, false) };
    assert.equal(trial.fit(0, candidate, { from: 0 }), null);
    const kinds: string[] = [];
    trial.times(0, candidate, (change) => void kinds.push(change.kind));
    assert.deepEqual(kinds, ['window']);
    assert.ok(trial.looks > 0);
  });
});

describe('the words of a reason', () => {
  const shiftsOf = () => 2;

  it('tell clock times only where the clock is known, and round lengths up', () => {
    const known = wordsFor({ unit: 60, dayStart: 3600, shiftsOf });
    const bare = wordsFor({ unit: 0.1, dayStart: undefined, shiftsOf });
    assert.deepEqual(
      [known.moment(10), known.moment(1500), bare.moment(75)],
      ['01:10', '02:00 on day 2', '75'],
    );
    assert.deepEqual([known.length(7), bare.length(601), bare.length(15)], ['7 min', '2 min', '2 s']);
    assert.equal(known.who('t1', 1), 't1 in shift 2');
  });

  it('carry a stable code, and what would do', () => {
    const words = wordsFor({ unit: 60, dayStart: undefined, shiftsOf: () => 1 });
    const reason = reasonOf(
      { change: { kind: 'tools', missing: ['ladder'] }, resource: 't', shift: 0, start: 60, effort: 30 },
      job,
      words,
    );
    assert.deepEqual(reason, {
      code: 'tools',
      text: 'nobody who could come has the tools',
      relax: 'ladder for t, start at 60',
    });
  });

  it('name what stands most against a job when nothing would do', () => {
    const day = openDay(problem, travel, { routes: [] });
    const misfits = new Map([
      ['skill', 3],
      ['tools', 1],
    ] as const);
    assert.equal(verdictOf(job, { relaxations: [], looked: 1, misfits }, day).code, 'skill');
    assert.equal(verdictOf(job, { relaxations: [], looked: 1, misfits: new Map() }, day).code, 'capacity');
  });
});
