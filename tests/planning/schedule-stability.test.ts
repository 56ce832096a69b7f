import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '../../bench/scheduling/checker.ts';
import type { Plan } from '../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import { placesOf } from '../../domain/scheduling/repair/disturbance.ts';
import { aProblem } from '../fixtures/scheduling/problems.ts';

const fieldline = fileURLToPath(new URL('../../bin/fieldline', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fieldline-stability-'));
const written = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

/** Plans as a user would, from an earlier plan when there is one. */
function planned(problem: Problem, old?: unknown) {
  const from = old === undefined ? [] : ['--plan', written('old.json', old)];
  const argv = ['schedule', written('problem.json', problem), '--iterations', '3000', '--quiet', ...from];
  const { status, stdout, stderr } = spawnSync(fieldline, argv, { encoding: 'utf8' });
  return { code: status, err: stderr, plan: (status === 0 ? JSON.parse(stdout) : null) as Plan };
}

/** Visits of the first plan that the second has elsewhere, or more than half an hour off. */
function changes(before: Plan, after: Plan): string[] {
  const now = placesOf(after.routes);
  return [...placesOf(before.routes)]
    .filter(([job, old]) => {
      const found = now.get(job);
      return found && (found.resource !== old.resource || Math.abs(found.start - old.start) > 30);
    })
    .map(([job]) => job);
}

describe('fieldline schedule with an earlier plan and the goal of stability', function () {
  this.timeout(30_000);
  const problem: Problem = {
    ...aProblem({ seed: 5, jobs: 30, people: 4, has: new Set(['windows', 'skills', 'breaks']) }),
    objective: ['importance', 'stability', 'travel'],
  };
  const cheap = { ...problem, objective: ['importance', 'travel'] as const };
  const first = planned(cheap).plan;
  after(() => rmSync(folder, { recursive: true }));

  it('changes nothing when nothing is new, however much travel there is to save', () => {
    const poor = planned({ ...problem, objective: ['importance', 'soonest'] }).plan;
    const { plan } = planned(problem, poor);
    assert.deepEqual(changes(poor, plan), []);
    assert.equal(plan.cost.stability, 0);
    const free = planned(cheap, poor).plan;
    assert.ok(free.cost.travel! < plan.cost.travel! && changes(poor, free).length > 5);
  });

  it('makes few changes for a job that comes in, and counts them', () => {
    const urgent = {
      ...problem.jobs[0]!,
      id: 'urgent',
      duration: 60,
      importance: 50,
      windows: [[480, 600]] as const,
    };
    const more = { ...problem, jobs: [...problem.jobs, urgent] };
    const { plan } = planned(more, first);
    assert.ok(placesOf(plan.routes).has('urgent'));
    assert.equal(plan.cost.stability, changes(first, plan).length);
    assert.ok(changes(first, plan).length <= 3, changes(first, plan).join());
    assert.deepEqual(check(more, plan, first).violations, []);
  });

  it('leaves the others where they are when a job is gone', () => {
    const [gone] = [...placesOf(first.routes).keys()];
    const less = { ...problem, jobs: problem.jobs.filter(({ id }) => id !== gone) };
    const { plan } = planned(less, first);
    assert.deepEqual(changes(first, plan), []);
    assert.ok(!placesOf(plan.routes).has(gone!));
  });

  it('gives the work of a technician who is gone to others, says so, and moves nobody else for nothing', () => {
    const { resource } = first.routes[0]!;
    const fewer = {
      ...problem,
      resources: problem.resources.filter(({ id }) => id !== resource),
      objective: ['stability', 'importance', 'travel'] as const,
    };
    const { plan, err, code } = planned(fewer, first);
    assert.equal(code, 0);
    assert.match(
      err,
      new RegExp(
        `^fieldline schedule: --plan: routes\\[0\\] is of resource "${resource}", .*planned anew\\n$`,
      ),
    );
    const held = new Set(first.routes[0]!.stops.map((stop) => ('job' in stop ? stop.job : '')));
    assert.deepEqual(
      changes(first, plan).filter((job) => !held.has(job)),
      [],
    );
    assert.deepEqual(check(fewer, plan, first).violations, []);
  });

  it('never moves a locked booking', () => {
    const places = [...placesOf(first.routes)];
    const locks = new Map(places.filter((_, at) => at % 3 === 0));
    const locked: Problem = {
      ...cheap,
      jobs: [
        ...problem.jobs.map((job) => {
          const { resource, start } = locks.get(job.id) ?? {};
          return resource === undefined ? job : { ...job, locked: { resource, start: start! } };
        }),
        { ...problem.jobs[0]!, id: 'urgent', duration: 60, importance: 50 },
      ],
    };
    const { plan } = planned(locked, first);
    const now = placesOf(plan.routes);
    for (const [job, place] of locks) assert.deepEqual(now.get(job), place, job);
    assert.deepEqual(check(locked, plan).violations, []);
  });

  it('refuses a file that is no plan, and names the place', () => {
    const { code, err } = planned(problem, { routes: [{ resource: 't1', shift: 0, stops: [{ job: 7 }] }] });
    assert.deepEqual(
      [code, err],
      [
        2,
        'fieldline schedule: --plan: routes[0].stops[0].job must be a text, it is 7; give an answer of this command\n',
      ],
    );
    const broken = planned(problem, '{"routes": [');
    assert.equal(broken.code, 2);
    assert.match(broken.err, /^fieldline schedule: .*old\.json is not JSON: .*\n$/);
  });
});
