import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { disturbed, placesOf } from '../../../../domain/scheduling/repair/disturbance.ts';
import type { DayEvent } from '../../../../domain/scheduling/repair/events.ts';
import { replan } from '../../../../domain/scheduling/repair/replan.ts';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken, someProblems } from './some-problems.ts';

/** Something that happens to one of the plan's technicians or jobs. */
function eventOf(
  problem: Problem,
  plan: Plan,
  { dice, now }: { readonly dice: number; readonly now: number },
): DayEvent {
  const route = plan.routes[dice % plan.routes.length]!;
  const stop = route.stops[dice % route.stops.length]!;
  const job = 'job' in stop ? stop.job : problem.jobs[0]!.id;
  const extra = { ...problem.jobs[0]!, id: 'emergency', importance: 50 };
  const { after: _, together: __, locked: ___, ...free } = extra;
  const events: readonly DayEvent[] = [
    { kind: 'sick', resource: route.resource, from: now },
    { kind: 'late', resource: route.resource, until: now + 45 },
    { kind: 'overrun', job, until: Math.max(now, stop.end) + 25 },
    { kind: 'emergency', job: free },
    { kind: 'cancelled', job },
  ];
  return events[dice % events.length]!;
}

const happenings = fc.record({
  problem: someProblems,
  dice: fc.nat({ max: 1000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('mending a day', () => {
  it('keeps every rule of what is left of it, and never moves what was done, is under way or locked', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(happenings, ({ problem, dice, share }) => {
        const { problem: located, travel } = locate(problem);
        const plan = cheapestInsertion(located, travel);
        if (plan.routes.length === 0) return;
        const moments = plan.routes.flatMap(({ stops }) => stops.map(({ start }) => start));
        const now = Math.round(Math.min(...moments) + share * (Math.max(...moments) - Math.min(...moments)));
        const event = eventOf(problem, plan, { dice, now });
        const found = replan(located, travel, { plan, now, events: [event], seed: 1, iterations: 250 });
        const told = `${JSON.stringify({ event, now })}\n`;
        const rest = { ...found.rest.problem, travel: problem.travel! };
        assert.deepEqual(broken(rest, found.rest.plan), [], told);
        assertPastKept(plan, found.plan, { now, event, told });
        assertLocksKept(problem, found.plan, told);
        assert.ok(found.disturbed.length <= 0.05 * found.untouched.length, told);
      }),
      { numRuns: 120 },
    );
  });

  it('gives the work of a sick technician to others', () => {
    const { problem, travel } = locate(crew());
    const plan = cheapestInsertion(problem, travel);
    const { resource } = plan.routes[0]!;
    const { plan: mended } = replan(problem, travel, {
      plan,
      now: 0,
      events: [{ kind: 'sick', resource, from: 0 }],
      seed: 1,
    });
    assert.deepEqual(mended.unassigned, []);
    assert.ok(mended.routes.every((route) => route.resource !== resource));
  });

  it('finds room for an emergency, and forgets what was cancelled', () => {
    const { problem, travel } = locate(crew());
    const plan = cheapestInsertion(problem, travel);
    const last = plan.routes.find(({ stops }) => stops.length > 1)!.stops.at(-1)!;
    const gone = 'job' in last ? last.job : '';
    const { plan: mended } = replan(problem, travel, {
      plan,
      now: 5,
      events: [
        { kind: 'emergency', job: { id: 'now', location: 2, duration: 20, importance: 9 } },
        { kind: 'cancelled', job: gone },
      ],
      seed: 1,
    });
    const placed = placesOf(mended.routes);
    assert.ok(placed.has('now'));
    assert.ok(!placed.has(gone) && mended.unassigned.every(({ job }) => job !== gone));
    assert.deepEqual(Object.keys(mended.cost), ['importance', 'travel']);
  });

  it('is repeatable for a seed and a number of iterations', () => {
    const { problem, travel } = locate(crew());
    const plan = cheapestInsertion(problem, travel);
    const once = () =>
      replan(problem, travel, {
        plan,
        now: 5,
        events: [{ kind: 'sick', resource: 't1', from: 5 }],
        seed: 3,
        iterations: 500,
      });
    assert.deepEqual(once(), once());
  });

  it('counts a visit as disturbed when its technician changes or it moves by more than half an hour', () => {
    const at = (resource: string, start: number) => new Map([['j', { resource, shift: 0, start }]]);
    const problem = { ...crew(), unit: 60 };
    assert.deepEqual(disturbed(problem, at('t1', 100), at('t1', 130)), []);
    assert.deepEqual(disturbed(problem, at('t1', 100), at('t1', 131)), ['j']);
    assert.deepEqual(disturbed(problem, at('t1', 100), at('t2', 100)), ['j']);
    assert.deepEqual(disturbed(problem, at('t1', 100), new Map()), ['j']);
  });
});

const crew = (): Problem => ({
  jobs: Array.from({ length: 6 }, (_, at) => ({ id: `j${at + 1}`, location: at % 3, duration: 30 })),
  resources: ['t1', 't2', 't3'].map((id) => ({ id, start: 0, end: 0, shifts: [[0, 240]] as const })),
  travel: {
    durations: [
      [0, 10, 20],
      [10, 0, 10],
      [20, 10, 0],
    ],
  },
});

function assertPastKept(
  before: Plan,
  after: Plan,
  { now, event, told }: { readonly now: number; readonly event: DayEvent; readonly told: string },
): void {
  const sick = event.kind === 'sick' ? event.resource : undefined;
  const placed = placesOf(after.routes);
  for (const { resource, shift, stops } of before.routes) {
    for (const stop of stops) {
      const isPast = resource === sick ? stop.end <= now : stop.start < now;
      if (!('job' in stop) || !isPast) continue;
      assert.deepEqual(
        placed.get(stop.job),
        { resource, shift, start: stop.start },
        `${told}${stop.job} was done`,
      );
    }
  }
}

function assertLocksKept(problem: Problem, plan: Plan, told: string): void {
  const placed = placesOf(plan.routes);
  for (const { id, locked } of problem.jobs) {
    const found = placed.get(id);
    if (found === undefined) continue;
    if (locked?.start !== undefined) assert.equal(found.start, locked.start, `${told}${id} is locked`);
    if (locked?.resource !== undefined)
      assert.equal(found.resource, locked.resource, `${told}${id} is locked`);
  }
}
