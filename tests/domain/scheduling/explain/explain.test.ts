import assert from 'node:assert/strict';
import { explain } from '../../../../domain/scheduling/explain/explain.ts';
import type { Job, PlanResource, Problem } from '../../../../domain/scheduling/model/problem.ts';
import { earliestAvailable } from '../../../../domain/scheduling/rules/earliest-available.ts';
import { nearest } from '../../../../domain/scheduling/rules/nearest.ts';
import { locate } from '../../../../planning/problem/locate.ts';

const someone = { id: 't1', start: 0, end: 0, shifts: [[480, 600]] } as const;

/** Reasons of the last job, planned after all others, in minutes with the clock known. */
function reasons(
  jobs: readonly Job[],
  resources: readonly PlanResource[] = [someone],
  more: Partial<Problem> = {},
) {
  const { problem, travel } = locate({
    unit: 60,
    jobs,
    resources,
    travel: {
      durations: [
        [0, 20],
        [20, 0],
      ],
      dayStart: 0,
    },
    ...more,
  });
  const plan = explain(problem, travel, earliestAvailable(problem, travel));
  return plan.unassigned.find(({ job }) => job === jobs.at(-1)?.id)?.reasons ?? [];
}

describe('explaining a plan', () => {
  it('offers the least overtime that would do', () => {
    const [first] = reasons([{ id: 'j1', location: 1, duration: 95 }]);
    assert.equal(first?.code, 'capacity');
    assert.equal(first?.relax, '15 min overtime for technician t1, start at 08:20');
  });

  it('names the shift where there are several', () => {
    const [first] = reasons(
      [{ id: 'j1', location: 1, duration: 95 }],
      [
        {
          ...someone,
          shifts: [
            [0, 100],
            [1480, 1600],
          ],
        },
      ],
    );
    assert.match(first?.relax ?? '', /15 min overtime for technician t1 in shift 2, start at 01:00 on day 2/);
  });

  it('offers a wider window', () => {
    const found = reasons([{ id: 'j1', location: 1, duration: 10, windows: [[400, 490]] }]);
    assert.deepEqual(
      found.map(({ code, relax }) => [code, relax]),
      [['window', 't1 could start at 08:20 instead of by 08:10']],
    );
  });

  it('tells which level is missing and who comes nearest', () => {
    const [first] = reasons(
      [{ id: 'j1', location: 1, duration: 10, skills: [{ id: 'hvac', level: 3 }] }],
      [
        { ...someone, skills: [{ id: 'hvac', level: 1 }] },
        { ...someone, id: 't4', skills: [{ id: 'hvac', level: 2 }] },
      ],
    );
    assert.equal(first?.code, 'skill');
    assert.equal(first?.text, 'hvac level 3 is asked for, t4 has hvac level 2');
    assert.equal(first?.relax, 'with hvac level 2 instead of 3, t4 could start at 08:20');
  });

  it('counts the parts that are left', () => {
    const [first] = reasons(
      [
        { id: 'j0', location: 0, duration: 5, parts: { filter: 2 } },
        { id: 'j1', location: 0, duration: 5, parts: { filter: 2 } },
      ],
      [{ ...someone, parts: { filter: 3 } }],
    );
    assert.deepEqual([first?.code, first?.relax], ['parts', '1 filter more for t1, start at 08:00']);
  });

  it('names the job in whose place it would fit', () => {
    const found = reasons([
      { id: 'j5', location: 0, duration: 115, importance: 3 },
      { id: 'j6', location: 0, duration: 110, importance: 2 },
    ]);
    assert.ok(
      found.some(
        ({ code, relax }) => code === 'importance' && relax?.includes('leaving out j5 (importance 3)'),
      ),
    );
  });

  it('says what a job waits for, and what it could do without', () => {
    const [first] = reasons([
      { id: 'j0', location: 0, duration: 500 },
      { id: 'j1', location: 0, duration: 5, after: ['j0'] },
    ]);
    assert.equal(first?.code, 'after');
    assert.match(first?.text ?? '', /waits for j0, which is not planned/);
  });

  it('says what stands against a job that no single change would book', () => {
    const [first, ...others] = reasons([
      { id: 'j1', location: 0, duration: 5, skills: [{ id: 'gas' }], restricted: ['t1'] },
    ]);
    assert.equal(others.length, 0);
    assert.equal(first?.relax, undefined);
    assert.match(first?.text ?? '', /no single change would do/);
  });

  it('says when no road leads there', () => {
    const far = 1_000_000_000;
    const [first] = reasons([{ id: 'j1', location: 1, duration: 5 }], [someone], {
      travel: {
        durations: [
          [0, far],
          [far, 0],
        ],
      },
    });
    assert.equal(first?.code, 'travel');
  });

  it('gives three reasons at most and leaves complete plans alone', () => {
    const { problem, travel } = locate({
      jobs: [{ id: 'j', location: 0, duration: 5 }],
      resources: [someone],
      travel: { durations: [[0]] },
    });
    const plan = nearest(problem, travel);
    assert.equal(explain(problem, travel, plan), plan);
    const crowded = Array.from({ length: 9 }, (_, at) => ({
      id: `j${at}`,
      location: 1,
      duration: 25,
      windows: [[480, 520]] as const,
    }));
    const found = reasons(crowded);
    assert.ok(found.length > 0 && found.length <= 3);
  });

  it('says when it did not look at everything', () => {
    const many = Array.from({ length: 9000 }, (_, at) => ({
      ...someone,
      id: `t${at}`,
      shifts: [[0, 1]] as const,
    }));
    const found = reasons([{ id: 'j1', location: 1, duration: 10 }], many);
    assert.match(found.at(-1)?.text ?? '', /looked at the \d+ nearest of 9000 shifts/);
  });
});
