import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Relaxation, relaxed } from '../../../../domain/scheduling/explain/relaxation.ts';
import { Relaxations } from '../../../../domain/scheduling/explain/relaxations.ts';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { type Day, openDay } from '../../../../domain/scheduling/repair/day/day.ts';
import { planOfDay } from '../../../../domain/scheduling/repair/day/figures.ts';
import { bestPlace, putIn } from '../../../../domain/scheduling/repair/places.ts';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { earliestAvailable } from '../../../../domain/scheduling/rules/earliest-available.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken, someProblems } from '../repair/some-problems.ts';

describe('relaxations', () => {
  it('really book the job when they are made, and break nothing else', function () {
    this.timeout(60_000);
    const offered = new Map<string, number>();
    fc.assert(
      fc.property(someProblems, fc.constantFrom(cheapestInsertion, earliestAvailable), (problem, rule) => {
        const { problem: located, travel } = locate(problem);
        const plan = rule(located, travel);
        const day = openDay(located, travel, plan);
        const relaxations = new Relaxations(day);
        for (const { job } of plan.unassigned) {
          for (const found of relaxations.for(day.jobs.get(job)!).relaxations) {
            offered.set(found.change.kind, (offered.get(found.change.kind) ?? 0) + 1);
            assertBooks(problem, { plan, id: job, found });
          }
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(offered.size >= 12, `only ${[...offered.keys()]} were tried`);
  });

  it('come smallest first, one of each kind', () => {
    const { problem, travel } = locate({
      unit: 60,
      jobs: [{ id: 'j', location: 1, duration: 60, windows: [[0, 30]], skills: [{ id: 'gas', level: 2 }] }],
      resources: [
        { id: 'short', start: 0, end: 0, shifts: [[0, 75]], skills: [{ id: 'gas', level: 2 }] },
        { id: 'unskilled', start: 0, end: 0, shifts: [[0, 300]], skills: [{ id: 'gas', level: 1 }] },
        { id: 'later', start: 0, end: 0, shifts: [[40, 300]], skills: [{ id: 'gas', level: 3 }] },
      ],
      travel: {
        durations: [
          [0, 10],
          [10, 0],
        ],
      },
    });
    const day = openDay(problem, travel, { routes: [] });
    const found = new Relaxations(day).for(problem.jobs[0]!).relaxations;
    assert.deepEqual(
      found.map(({ change, resource }) => [change.kind, resource]),
      [
        ['overtime', 'short'],
        ['shorter', 'short'],
        ['window', 'later'],
        ['skill', 'unskilled'],
      ],
    );
    assert.deepEqual(found[0]?.change, { kind: 'overtime', by: 5 });
    assert.equal(found.find(({ change }) => change.kind === 'window')?.start, 50);
  });

  it('offer to move another visit where that makes room for nothing', () => {
    const { problem, travel } = locate({
      unit: 60,
      jobs: [
        { id: 'easy', location: 0, duration: 50 },
        { id: 'hard', location: 0, duration: 50, mustChoose: ['t1'] },
      ],
      resources: [
        { id: 't1', start: 0, shifts: [[0, 60]] },
        { id: 't2', start: 0, shifts: [[0, 60]] },
      ],
      travel: { durations: [[0]] },
    });
    const day = openDay(problem, travel, cheapestInsertion(problem, travel));
    const [found] = new Relaxations(day).for(problem.jobs[1]!).relaxations;
    assert.deepEqual(found?.change, { kind: 'move', job: 'easy', to: 't2', shift: 0 });
  });
});

interface Offer {
  readonly plan: Plan;
  readonly id: string;
  readonly found: Relaxation;
}

function assertBooks(problem: Problem, { plan, id, found }: Offer): void {
  const told = JSON.stringify({ id, found });
  const changed = relaxed(problem, id, found);
  const { problem: located, travel } = locate(changed);
  const day = openDay(located, travel, plan);
  const { change } = found;
  if (change.kind === 'leave_out') day.remove(change.job);
  if (change.kind === 'move') {
    const visit = day.visitOf(day.jobs.get(change.job)!)!;
    day.remove(change.job);
    assert.ok(put(day, { id: change.job, resource: change.to, shift: change.shift }, visit), told);
  }
  assert.ok(put(day, { id, ...found }), told);
  const wrong = broken(changed, planOfDay(day)).filter(
    (text) => change.kind !== 'together' || !text.startsWith('together'),
  );
  assert.deepEqual(wrong, [], told);
}

function put(
  day: Day,
  { id, resource, shift }: { readonly id: string; readonly resource: string; readonly shift: number },
  visit = day.visitOf(day.jobs.get(id)!),
): boolean {
  const route = day.routes.findIndex(
    ({ driven }) => driven.shift.resource.id === resource && driven.shift.number === shift,
  );
  if (visit === null) return false;
  // A trip to a depot goes with the job that needed it, and is made again for the next one.
  const place = bestPlace(day, route, { job: visit.job!, visit }, { where: 'anywhere', by: 'travel' });
  if (place !== null) putIn(day, place, visit);
  return place !== null;
}
