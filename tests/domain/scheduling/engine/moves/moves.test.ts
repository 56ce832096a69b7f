import assert from 'node:assert/strict';
import { nearestJobs } from '../../../../../domain/scheduling/engine/compile/neighbours.ts';
import { InsertionCache } from '../../../../../domain/scheduling/engine/moves/cache.ts';
import { firstGap, isShort, LegInsertion } from '../../../../../domain/scheduling/engine/moves/insertion.ts';
import { InsertionOrders } from '../../../../../domain/scheduling/engine/moves/orders.ts';
import { StringRuin } from '../../../../../domain/scheduling/engine/moves/ruin.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';
import { AbsentJobs } from '../../../../../domain/scheduling/engine/routes/absent.ts';
import { EmptySlots } from '../../../../../domain/scheduling/engine/routes/empty-slots.ts';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { append, aStreet, nodesOf, routesOf } from '../../../../fixtures/scheduling/line.ts';

describe('inserting a job by legs', () => {
  it('finds the cheapest gap', () => {
    const made = routesOf(aStreet({ at: [10, 30, 20] }));
    append(made, 0);
    append(made, 1);
    const insertion = new LegInsertion(made.routes);
    assert.deepEqual([insertion.best(2, 0), insertion.row], [0, 2]);
  });

  it('keeps to windows, the shift, parts and the most jobs', () => {
    const late = routesOf(
      aStreet({ at: [10, 20], jobs: [{ windows: [[500, 500]] }, { windows: [[0, 400]] }] }),
    );
    append(late, 0);
    const insertion = new LegInsertion(late.routes);
    assert.deepEqual([insertion.best(1, 0), insertion.row], [20, 1]);
    const full = routesOf(aStreet({ at: [10, 20], people: [{ maxJobs: 1 }] }));
    append(full, 0);
    assert.equal(new LegInsertion(full.routes).best(1, 0), Infinity);
    const short = routesOf(
      aStreet({ at: [10], jobs: [{ parts: { pump: 2 } }], people: [{ parts: { pump: 1 } }] }),
    );
    assert.equal(isShort(short.routes, 0, 0), true);
  });

  it('skips gaps before the window by halving', () => {
    const latest = Int32Array.from([0, 10, 20, 30, 40, 50]);
    assert.deepEqual(
      [firstGap(latest, 0, 4, 5), firstGap(latest, 0, 4, 31), firstGap(latest, 0, 4, 60)],
      [0, 3, 5],
    );
  });
});

describe('the insertion cache', () => {
  it('asks again only about routes that changed', () => {
    const made = routesOf(aStreet({ at: [10, 30, 20], people: [{}, { maxJobs: 9 }] }));
    let asked = 0;
    const insertion = new LegInsertion(made.routes);
    const counted = {
      row: 0,
      trip: 0,
      best: (job: number, slot: number) => {
        asked++;
        const rise = insertion.best(job, slot);
        counted.row = insertion.row;
        return rise;
      },
    };
    const cache = new InsertionCache(made.routes, {
      insertion: counted,
      random: new Random(1),
      surcharge: null,
      blink: 1e-9,
    });
    cache.find(2, Infinity);
    cache.find(2, Infinity);
    assert.equal(asked, 2);
    append(made, 1, 1);
    assert.equal(cache.find(2, Infinity), true);
    assert.deepEqual([asked, cache.rise, made.model.pairs.slot[cache.pair]], [3, 0, 1]);
    assert.equal(cache.find(2, 0), false);
  });
});

describe('orders of insertion', () => {
  it('keep the jobs and only change their order', () => {
    const { model } = routesOf(
      aStreet({ at: [10, 30, 20, 5], jobs: [{ importance: 3 }, {}, { importance: 9 }] }),
    );
    const orders = new InsertionOrders(model, new Random(2));
    const jobs = Int32Array.from([0, 1, 2, 3]);
    for (let round = 0; round < 50; round++) {
      orders.sort(jobs, 4);
      assert.deepEqual([...jobs].sort(), [0, 1, 2, 3]);
    }
    orders.sortFirst(jobs);
    assert.deepEqual([...jobs], [2, 0, 1, 3]);
  });
});

describe('adjacent string removal', () => {
  const ruined = (jobs: Parameters<typeof aStreet>[0]['jobs'] = []) => {
    const made = routesOf(aStreet({ at: [10, 12, 14, 16, -10, -12], jobs, people: [{}, {}] }));
    for (const job of [0, 1, 2, 3]) append(made, job, 0);
    for (const job of [4, 5]) append(made, job, 1);
    const { model, routes, editor } = made;
    const journal = new Journal(routes);
    const ruin = new StringRuin({
      routes,
      editor,
      journal,
      empty: new EmptySlots(routes),
      near: nearestJobs(model.legs, model.node, model.jobs),
      random: new Random(4),
      absent: new AbsentJobs(model),
    });
    journal.begin();
    ruin.ruin(1, 6, 2);
    return { ...made, ruin };
  };

  it('takes a string out around the job it begins with', () => {
    const { ruin, routes } = ruined();
    const taken = [...ruin.jobs.subarray(0, ruin.count)];
    assert.ok(taken.includes(1) || taken.length > 0);
    assert.ok(taken.every((job) => routes.slotOf[job] === -1));
    assert.equal(nodesOf(routes, 0).length + nodesOf(routes, 1).length + taken.length, 6);
  });

  it('leaves promised visits alone', () => {
    const locked = { resource: 't1', start: 50 };
    const { ruin } = ruined([{}, { locked: { ...locked, start: 30 } }, { locked: { ...locked, start: 60 } }]);
    const taken = [...ruin.jobs.subarray(0, ruin.count)];
    assert.ok(!taken.includes(1) && !taken.includes(2), String(taken));
  });
});
