import assert from 'node:assert/strict';
import { check } from '../../bench/scheduling/checker.ts';
import { plan } from '../../planning/plan.ts';
import { startThreads } from '../../planning/search/threads.ts';
import { aProblem, type MadeUp } from '../fixtures/scheduling/problems.ts';

const made = (over: Partial<MadeUp> = {}) =>
  aProblem({ seed: 7, jobs: 30, people: 4, has: new Set(['windows', 'skills', 'asymmetric']), ...over });

describe('a plan', () => {
  it('is the same for the same seed and iterations on one thread', async () => {
    const [one, other] = [
      await plan(made(), { iterations: 3000, seed: 5 }),
      await plan(made(), { iterations: 3000, seed: 5 }),
    ];
    assert.deepEqual(one.routes, other.routes);
    assert.deepEqual(one.unassigned, other.unassigned);
    assert.deepEqual([one.iterations, one.seed], [3000, 5]);
  });

  it('keeps every rule and says what it took', async () => {
    const problem = made();
    const found = await plan(problem, { seconds: 0.4 });
    assert.deepEqual(check(problem, found).violations, []);
    assert.ok(
      found.iterations > 0 && found.cpuSeconds > 0,
      JSON.stringify([found.iterations, found.cpuSeconds]),
    );
  });

  it('is there when its time is up', async () => {
    const begun = performance.now();
    const found = await plan(made({ jobs: 60 }), { seconds: 0.5 });
    const seconds = (performance.now() - begun) / 1000;
    assert.ok(seconds > 0.4 && seconds < 1, `${seconds} s`);
    assert.ok(found.seconds <= seconds, `${found.seconds} s`);
  });

  it('counts the time used up before it was asked for', async () => {
    const before = Number(process.hrtime.bigint()) / 1e6 - 10_000;
    const found = await plan(made(), { seconds: 10.2, from: { wall: before, cpu: 0 } });
    assert.ok(found.seconds > 10 && found.seconds < 11, `${found.seconds} s`);
  });

  it('is the best of several threads, which have different seeds', async () => {
    const problem = made({ jobs: 40 });
    const together = await plan(problem, { iterations: 500, threads: 2, seed: 1 });
    const alone = await Promise.all([1, 2].map((seed) => plan(problem, { iterations: 500, seed })));
    const price = (found: typeof together) => check(problem, found).figures;
    const best = alone
      .map(price)
      .sort((one, other) => one.importance! - other.importance! || one.travel! - other.travel!)[0]!;
    assert.deepEqual([price(together).importance, price(together).travel], [best.importance, best.travel]);
    assert.equal(together.iterations, 1000);
  });

  it('tells how far it is, in costs that never rise', async () => {
    const told: { cost: number; seconds: number }[] = [];
    await plan(made({ jobs: 60 }), {
      seconds: 0.6,
      threads: 2,
      onProgress: (progress) => told.push(progress),
    });
    assert.ok(told.length >= 2, `${told.length} words of progress`);
    for (const [at, { cost }] of told.entries()) assert.ok(at === 0 || cost <= told[at - 1]!.cost);
  });

  it('is the best so far when the caller wants no more', async () => {
    const problem = made({ jobs: 60 });
    const begun = performance.now();
    const found = await plan(problem, { seconds: 30, signal: AbortSignal.timeout(300) });
    assert.ok(performance.now() - begun < 2_000, 'it went on');
    assert.deepEqual(check(problem, found).violations, []);
  });

  it('can be made again and again by threads that stay', async () => {
    const pool = startThreads(1);
    try {
      const [one, other] = [
        await plan(made(), { iterations: 300, pool }),
        await plan(made({ seed: 8 }), { iterations: 300, pool }),
      ];
      assert.equal(one.routes.length > 0 && other.routes.length > 0, true);
      assert.notDeepEqual(one.routes, other.routes);
    } finally {
      await pool.close();
    }
  });

  it('names depots as the problem does', async () => {
    const home = { lat: 51.45, lon: -2.59 };
    const found = await plan(
      {
        unit: 60,
        jobs: [{ id: 'j1', location: { lat: 51.5, lon: -2.6 }, duration: 10, parts: { filter: 1 } }],
        resources: [{ id: 't1', start: { lat: 51.4, lon: -2.5 }, shifts: [[0, 480]] }],
        depots: [{ location: home, duration: 5 }],
      },
      { iterations: 200 },
    );
    assert.deepEqual(
      found.routes[0]?.stops.map((stop) => ('depot' in stop ? stop.depot : stop.job)),
      [home, 'j1'],
    );
  });

  it('passes on what goes wrong in a thread, and leaves none behind', async () => {
    const broken = { ...made(), resources: [{ id: 't1', start: 0, shifts: null as never }] };
    await assert.rejects(plan(broken, { iterations: 1 }), TypeError);
  });
});
