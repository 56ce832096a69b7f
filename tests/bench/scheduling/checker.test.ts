import assert from 'node:assert/strict';
import type { Rule } from '../../../bench/scheduling/checker/violation.ts';
import { check } from '../../../bench/scheduling/checker.ts';
import type { JobStop, Plan, PlannedRoute } from '../../../domain/scheduling/model/plan.ts';
import type { Job, PlanResource, Problem } from '../../../domain/scheduling/model/problem.ts';

type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Loose<T[Key]> }
    : T;

/** Four places, ten minutes apart; a day with a break, a depot, a pair of technicians at one job, an order and a lock. */
function goodDay(): { problem: Loose<Problem>; plan: Loose<Plan> } {
  const problem: Problem = {
    unit: 60,
    jobs: [
      { id: 'a', location: 1, duration: 60, windows: [[30, 60]], together: 'lift', dueBy: 80 },
      { id: 'b', location: 2, duration: 60, skills: [{ id: 'hvac', level: 2 }], parts: { filter: 1 } },
      { id: 'c', location: 3, duration: 60, parts: { filter: 2 }, tools: ['drill'], mustChoose: ['t1'] },
      { id: 'd', location: 2, duration: 60, together: 'lift', restricted: ['t1'] },
      {
        id: 'e',
        location: 3,
        duration: 60,
        after: ['b'],
        release: 190,
        locked: { resource: 't2', start: 200 },
        preferred: ['t1'],
      },
      { id: 'u', location: 1, duration: 900, importance: 7 },
    ],
    resources: [
      {
        id: 't1',
        start: 0,
        end: 0,
        shifts: [[0, 280]],
        breaks: [{ windows: [[180, 300]], duration: 30 }],
        skills: [{ id: 'hvac', level: 3 }],
        parts: { filter: 1 },
        maxJobs: 3,
        maxDuration: 265,
        overtime: { max: 5, price: 2 },
      },
      { id: 't2', start: 1, shifts: [[0, 480]] },
    ],
    depots: [{ location: 0, duration: 5 }],
    travel: { durations: [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => (row === column ? 0 : 10))) },
    objective: [
      'importance',
      'travel',
      'duration',
      'preferred',
      'levelSurplus',
      'lateness',
      'soonest',
      'resources',
      'overtime',
    ],
  };
  const plan: Plan = {
    routes: [
      {
        resource: 't1',
        shift: 0,
        stops: [
          { job: 'a', arrive: 30, start: 30, end: 90, travel: 10 },
          { job: 'b', arrive: 100, start: 100, end: 160, travel: 10 },
          { depot: 0, arrive: 170, start: 170, end: 175, travel: 10 },
          { job: 'c', arrive: 185, start: 185, end: 245, travel: 10 },
        ],
        breaks: [{ start: 250, end: 280 }],
        travel: 50,
        distance: 50,
      },
      {
        resource: 't2',
        shift: 0,
        stops: [
          { job: 'd', arrive: 30, start: 30, end: 90, travel: 10 },
          { job: 'e', arrive: 100, start: 200, end: 260, travel: 10 },
        ],
        travel: 20,
        distance: 20,
      },
    ],
    unassigned: [{ job: 'u', reasons: [{ code: 'capacity', text: 'takes longer than any shift' }] }],
    cost: {
      importance: 7,
      travel: 70,
      duration: 265 + 240,
      preferred: 1,
      levelSurplus: 1,
      lateness: 10,
      soonest: 30 + 100 + 185 + 30 + 200,
      resources: 2,
      overtime: 10,
    },
    iterations: 1,
    seed: 1,
  };
  return structuredClone({ problem, plan }) as unknown as { problem: Loose<Problem>; plan: Loose<Plan> };
}

interface Parts {
  readonly problem: Loose<Problem>;
  readonly plan: Loose<Plan>;
  readonly t1: Loose<PlannedRoute>;
  readonly t2: Loose<PlannedRoute>;
  readonly stop: (job: string) => Loose<JobStop>;
  readonly job: (id: string) => Loose<Job>;
  readonly person: (id: string) => Loose<PlanResource>;
}

function broken(mend: (parts: Parts) => void): Rule[] {
  const { problem, plan } = goodDay();
  const [t1, t2] = plan.routes as [Loose<PlannedRoute>, Loose<PlannedRoute>];
  mend({
    problem,
    plan,
    t1,
    t2,
    stop: (job) =>
      plan.routes
        .flatMap(({ stops }) => stops)
        .find((each) => 'job' in each && each.job === job) as Loose<JobStop>,
    job: (id) => problem.jobs.find((each) => each.id === id)!,
    person: (id) => problem.resources.find((each) => each.id === id)!,
  });
  return check(problem as unknown as Problem, plan as Plan).violations.map(({ rule }) => rule);
}

const cases: readonly (readonly [rule: Rule, what: string, mend: (parts: Parts) => void])[] = [
  ['unknown', 'a resource nobody has', ({ t2 }) => (t2.resource = 'nobody')],
  ['unknown', 'a job nobody asked for', ({ stop }) => (stop('e').job = 'x')],
  ['unknown', 'a shift nobody works', ({ t2 }) => (t2.shift = 1)],
  ['unknown', 'a depot that is none', ({ problem }) => (problem.depots = [{ location: 3, duration: 5 }])],
  ['once', 'a job planned twice', ({ stop }) => (stop('b').job = 'a')],
  ['once', 'a job nowhere', ({ plan }) => (plan.unassigned = [])],
  ['once', 'a job both planned and unassigned', ({ plan }) => (plan.unassigned[0]!.job = 'e')],
  ['once', 'two routes of one shift', ({ plan, t2 }) => plan.routes.push({ ...t2, stops: [] })],
  ['reasons', 'a job unassigned without a reason', ({ plan }) => (plan.unassigned[0]!.reasons = [])],
  ['travel', 'an arrival sooner than the way allows', ({ stop }) => (stop('b').arrive = 95)],
  [
    'travel',
    'a way that the matrix knows to be longer',
    ({ stop }) => Object.assign(stop('b'), { arrive: 95, travel: 5 }),
  ],
  ['time', 'work that begins before the arrival', ({ stop }) => (stop('e').arrive = 210)],
  ['time', 'work shorter than the job', ({ stop }) => (stop('e').end = 250)],
  ['time', 'a depot left too soon', ({ problem }) => (problem.depots![0]!.duration = 6)],
  [
    'window',
    'a start outside all windows',
    ({ job }) =>
      (job('a').windows = [
        [0, 29],
        [31, 60],
      ]),
  ],
  ['release', 'a start before the release', ({ job }) => (job('b').release = 101)],
  ['shift', 'leaving before the shift', ({ person }) => (person('t2').shifts = [[21, 480]])],
  ['shift', 'coming home after shift and overtime', ({ person }) => (person('t1').overtime!.max = 4)],
  ['break', 'a break left out', ({ t1 }) => Object.assign(t1, { breaks: [] })],
  ['break', 'a break too short', ({ t1 }) => (t1.breaks![0]!.end = 279)],
  ['break', 'a break during work', ({ t1 }) => Object.assign(t1.breaks![0]!, { start: 190, end: 220 })],
  ['break', 'a break outside its windows', ({ person }) => (person('t1').breaks![0]!.windows = [[180, 249]])],
  ['break', 'a break after the shift', ({ t1 }) => Object.assign(t1.breaks![0]!, { start: 290, end: 320 })],
  ['break', 'a break nobody asked for', ({ t2 }) => (t2.breaks = [{ start: 110, end: 120 }])],
  ['skill', 'a skill that is missing', ({ person }) => (person('t1').skills = [])],
  ['skill', 'a skill at too low a level', ({ person }) => (person('t1').skills![0]!.level = 1)],
  ['parts', 'more parts used than carried', ({ person }) => (person('t1').parts = {})],
  ['tools', 'a tool that is neither carried nor fetched', ({ job }) => (job('b').tools = ['drill'])],
  ['restricted', 'somebody who must not', ({ job }) => (job('e').restricted = ['t2'])],
  ['must_choose', 'somebody who is not chosen', ({ job }) => (job('e').mustChoose = ['t1'])],
  ['max_jobs', 'too many jobs', ({ person }) => (person('t1').maxJobs = 2)],
  ['max_duration', 'too long a day', ({ person }) => (person('t1').maxDuration = 264)],
  ['lock', 'a locked time that moved', ({ job }) => (job('e').locked!.start = 199)],
  ['lock', 'a locked technician who changed', ({ job }) => (job('e').locked!.resource = 't1')],
  ['after', 'a job before the one it waits for', ({ job }) => (job('c').after = ['e'])],
  ['after', 'a job that waits for one that is not planned', ({ job }) => (job('c').after = ['u'])],
  ['together', 'a group that starts apart', ({ stop }) => Object.assign(stop('d'), { start: 31, end: 91 })],
  ['together', 'a group planned in part', ({ job }) => (job('u').together = 'lift')],
  ['together', 'a group done by one technician', ({ job }) => (job('b').together = 'lift')],
  ['totals', 'a route that understates its travel', ({ t1 }) => (t1.travel = 40)],
  ['totals', 'a route that understates its distance', ({ t1 }) => (t1.distance = 40)],
  ['cost', 'a cost that is not true', ({ plan }) => (plan.cost.lateness = 0)],
  ['cost', 'a goal without a figure', ({ plan }) => Object.assign(plan, { cost: { importance: 7 } })],
];

describe('the checker of plans', () => {
  it('finds nothing wrong with a day that keeps every rule', () => {
    assert.deepEqual(
      broken(() => undefined),
      [],
    );
  });

  for (const [rule, what, mend] of cases) {
    it(`finds ${what}`, () => {
      assert.ok(broken(mend).includes(rule), `found ${broken(mend).join(', ') || 'nothing'}`);
    });
  }

  it('adds up how evenly work lies, and what changed since an earlier plan', () => {
    const { problem, plan } = goodDay();
    const sound = problem as unknown as Problem;
    const earlier = structuredClone(plan);
    const [first] = (earlier.routes[1] as Loose<PlannedRoute>).stops as Loose<JobStop>[];
    first!.start -= 31;
    assert.equal(check(sound, plan as Plan).figures.balance, 50 + 180 - (20 + 120));
    assert.equal(check(sound, plan as Plan, plan as Plan).figures.stability, 0);
    assert.equal(check(sound, plan as Plan, earlier as Plan).figures.stability, 1);
  });

  it('lets a break interrupt a way, and holds the arrival to it', () => {
    const paused = (arrive: number) =>
      broken(({ t1, stop, problem, person }) => {
        Object.assign(t1.breaks![0]!, { start: 180, end: 210 });
        Object.assign(stop('c'), { arrive, start: arrive, end: arrive + 60 });
        person('t1').maxDuration = 300;
        problem.objective = ['importance'];
      });
    assert.deepEqual(paused(215), []);
    assert.ok(paused(185).includes('break'));
  });

  it('follows the factors of the hours, one after another', () => {
    const slow = (travel: number) =>
      broken(({ problem, plan, t2, stop, job }) => {
        Object.assign(plan, { routes: [t2], unassigned: [], cost: { importance: 0 } });
        problem.jobs = [
          { ...job('d'), together: 'd' },
          { ...job('e'), after: [] },
        ];
        problem.objective = ['importance'];
        problem.travel!.profile = Array.from({ length: 24 }, (_, hour) => (hour === 2 ? 2 : 1));
        // From 90 to 120 minutes at factor 1, then twice as slow: ten minutes of way begun at 115 take five and ten.
        problem.travel!.dayStart = 25 * 60;
        Object.assign(stop('e'), { arrive: 90 + travel, travel });
        t2.travel = 10 + travel;
      });
    assert.deepEqual(slow(15), []);
    assert.ok(slow(10).includes('travel'));
  });
});
